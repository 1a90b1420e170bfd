'use client'

/** The last resort, when even the frame of a page could not be drawn. */
export default function GlobalError({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="en">
      <body>
        <title>Not available right now</title>
        <main data-page="unavailable">
          <h1>Not available right now</h1>
          <p>Something went wrong on our side. Please open the page again in a few minutes.</p>
          {error.digest !== undefined && <p>Support code {error.digest}</p>}
        </main>
      </body>
    </html>
  )
}
