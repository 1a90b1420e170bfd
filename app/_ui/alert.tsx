import type { ReactNode, Ref } from 'react'
import { InfoIcon, WarningIcon } from './icons'

export type AlertProps = {
  /** The stable name of the outcome, read by tests and tools. */
  error: string
  title: string
  text?: ReactNode
  tone?: 'error' | 'warning'
  /** To the fields that are wrong. */
  links?: ReactNode
  /** The way out: a link, or a button inside a form. */
  action?: ReactNode
  ref?: Ref<HTMLDivElement>
}

/** The summary at the top of a page: takes the focus after a failed try and is read out automatically. */
export function Alert({ error, title, text, tone = 'error', links, action, ref }: AlertProps) {
  return (
    <div className="alert" role="alert" data-error={error} data-tone={tone} tabIndex={-1} ref={ref}>
      {tone === 'error' ? <WarningIcon /> : <InfoIcon />}
      <div>
        <p className="alert-title">{title}</p>
        {text && <p>{text}</p>}
        {links}
        {action && <div className="alert-action">{action}</div>}
      </div>
    </div>
  )
}
