import { Children, type ReactNode } from 'react'

/** A link on a line of its own, at least 44 px high to the finger. */
export function TextLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a className="link" href={href} rel="noopener noreferrer">
      {children}
    </a>
  )
}

/** The ways out at the end of a page, one below the other. */
export function Links({ children }: { children: ReactNode }) {
  return <ul className="links">{Children.map(children, (child) => child && <li>{child}</li>)}</ul>
}
