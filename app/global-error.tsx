'use client'

import type { CSSProperties } from 'react'

/**
 * The neutral brand's colours, light and dark, on the elements themselves: the failed page's policy allows no other
 * style sheet, but does allow styles that a script sets, and only a script draws this page. A browser that doesn't know
 * `light-dark()` shows its own colours.
 */
const styles = {
  html: {
    colorScheme: 'light dark',
    background: 'light-dark(#ffffff, #15191b)',
    color: 'light-dark(#1c2327, #eceff0)',
    font: '16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif',
    overflowWrap: 'anywhere',
  },
  body: { margin: 0 },
  main: { boxSizing: 'border-box', maxInlineSize: 440, marginInline: 'auto', padding: '56px 20px 40px' },
  heading: { margin: 0, fontSize: 24, fontWeight: 600, lineHeight: 1.25 },
  lead: { margin: '8px 0 24px', color: 'light-dark(#5e6468, #a4a8ab)' },
  button: {
    boxSizing: 'border-box',
    display: 'block',
    minBlockSize: 48,
    padding: '13px 20px',
    borderRadius: 10,
    background: 'light-dark(#2f4858, #99b6c8)',
    color: 'light-dark(#ffffff, #011926)',
    fontWeight: 600,
    lineHeight: 1.3,
    textAlign: 'center',
    textDecoration: 'none',
  },
  note: { margin: '24px 0 0', color: 'light-dark(#5e6468, #a4a8ab)', fontSize: 14 },
} satisfies Record<string, CSSProperties>

/** An empty link opens the same address that failed, with its ticket. */
const SAME_ADDRESS = ''

/** The last resort, when even the frame of a page could not be drawn. In English for everybody. */
export default function GlobalError({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="en" dir="ltr" style={styles.html}>
      <head>
        <title>Not available right now</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
      </head>
      <body style={styles.body}>
        <main data-page="unavailable" style={styles.main}>
          <h1 style={styles.heading}>Not available right now</h1>
          <p style={styles.lead}>
            Something went wrong on our side. Please open the page again in a few minutes.
          </p>
          <a href={SAME_ADDRESS} style={styles.button}>
            Try again
          </a>
          {error.digest !== undefined && (
            <p style={styles.note}>
              Support code <code translate="no">{error.digest}</code>
            </p>
          )}
        </main>
      </body>
    </html>
  )
}
