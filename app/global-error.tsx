'use client'

import type { CSSProperties } from 'react'
import { type ErrorWords, keptErrorWords } from './[tenant]/kept-error-words'

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
  button: {
    boxSizing: 'border-box',
    display: 'block',
    marginBlockStart: 24,
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

const inEnglish: ErrorWords = {
  pageTitle: 'Not available right now',
  title: 'Not available right now',
  again: 'Try again',
  supportCode: 'Support code',
}

/**
 * The last resort, when even the frame of a page could not be drawn: in the words that came with the tenant's page which
 * it replaces, and in its language; in English in the console, which speaks it.
 */
export default function GlobalError({ error }: { error: Error & { digest?: string } }) {
  const kept = keptErrorWords()
  const { pageTitle, title, again, supportCode } = kept ?? inEnglish
  const { lang, dir } = kept === null ? { lang: 'en', dir: 'ltr' } : document.documentElement
  return (
    <html lang={lang} dir={dir} style={styles.html}>
      <head>
        <title>{pageTitle}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
      </head>
      <body style={styles.body}>
        <main data-page="unavailable" style={styles.main}>
          <h1 style={styles.heading}>{title}</h1>
          <a href={SAME_ADDRESS} style={styles.button}>
            {again}
          </a>
          {error.digest !== undefined && (
            <p style={styles.note}>
              {supportCode} <code translate="no">{error.digest}</code>
            </p>
          )}
        </main>
      </body>
    </html>
  )
}
