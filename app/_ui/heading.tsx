import type { ReactNode } from 'react'

/** What to do on this page; the only `<h1>`. */
export function Heading({ children }: { children: ReactNode }) {
  return <h1>{children}</h1>
}

/** The one short sentence under the heading; `<strong>` inside stands out in the text colour. */
export function Lead({ children }: { children: ReactNode }) {
  return <p className="lead">{children}</p>
}

/** A quiet line at the end of a page: when the mail was sent, until when the link works. */
export function Note({ children }: { children: ReactNode }) {
  return <p className="note">{children}</p>
}
