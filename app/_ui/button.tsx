import type { ReactNode } from 'react'

export type ButtonProps = {
  variant?: 'primary' | 'secondary' | 'link'
  type?: 'submit' | 'button'
  /** What the button says while it works; it takes the place of the label without changing the width. */
  busyLabel?: string | undefined
  isBusy?: boolean
  /** Looks and says that it cannot be used yet, but keeps the focus. */
  isWaiting?: boolean
  name?: string
  value?: string
  form?: string
  formAction?: string | ((form: FormData) => void | Promise<void>)
  children: ReactNode
}

export function Button({
  variant = 'primary',
  type = 'submit',
  busyLabel,
  isBusy = false,
  isWaiting = false,
  children,
  ...button
}: ButtonProps) {
  return (
    <button
      {...button}
      className={variant === 'link' ? 'link' : 'button'}
      type={type}
      data-variant={variant}
      data-busy={isBusy ? 'true' : undefined}
      aria-disabled={isBusy || isWaiting ? true : undefined}
    >
      <span className="label">{children}</span>
      {busyLabel && <span className="busy-label">{busyLabel}</span>}
    </button>
  )
}

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
    <a className="button" data-variant={variant} href={href} rel="noopener noreferrer">
      <span className="label">{children}</span>
    </a>
  )
}
