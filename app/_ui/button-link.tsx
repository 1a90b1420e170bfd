import type { ReactNode } from 'react'

/** A link that looks like a button: the way on from a page that asks for nothing. */
export function ButtonLink({
  href,
  variant = 'primary',
  children,
}: {
  href: string
  variant?: 'primary' | 'secondary'
  children: ReactNode
}) {
  return (
    // A paragraph, so that two of them stand apart without the style sheet, too.
    <p className="way">
      <a className="button" data-variant={variant} href={href} rel="noopener noreferrer">
        <span className="label">{children}</span>
      </a>
    </p>
  )
}
