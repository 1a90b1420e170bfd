import type { ReactNode } from 'react'
import { Status } from './status'

export type ButtonProps = {
  variant?: 'primary' | 'secondary' | 'link'
  type?: 'submit' | 'button'
  /**
   * Replaces the label while the button works. Not in the page before then: without a style sheet it would be visible.
   */
  busyLabel?: string | undefined
  isBusy?: boolean
  /** Looks disabled and says so, but keeps the focus. */
  isWaiting?: boolean
  /** The id of a text that says what the button waits for. */
  describedBy?: string | undefined
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
  describedBy,
  children,
  ...button
}: ButtonProps) {
  const control = (
    <button
      {...button}
      className={variant === 'link' ? 'link' : 'button'}
      type={type}
      data-variant={variant}
      data-busy={isBusy ? 'true' : undefined}
      aria-disabled={isBusy || isWaiting ? true : undefined}
      aria-describedby={describedBy}
    >
      <span className="label">{children}</span>
      {isBusy && busyLabel && <span className="busy-label">{busyLabel}</span>}
    </button>
  )
  if (busyLabel === undefined) return control
  return (
    <>
      {control}
      <Status>{isBusy && busyLabel}</Status>
    </>
  )
}
