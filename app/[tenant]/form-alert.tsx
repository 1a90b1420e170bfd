import type { Ref } from 'react'
import { Alert } from '../_ui/alert'
import { SupportCode } from '../_ui/support-code'
import { TextLink } from '../_ui/text-link'
import type { AlertView } from './form-state'

/** The summary of what went wrong, with the one useful next step. */
export function FormAlert({ view, ref }: { view: AlertView | null; ref: Ref<HTMLDivElement> }) {
  if (view === null) return null
  return (
    <Alert
      ref={ref}
      error={view.error}
      tone={view.tone}
      title={view.title}
      text={view.text}
      action={
        (view.action || view.supportCode) && (
          <>
            {view.action && <TextLink href={view.action.href}>{view.action.label}</TextLink>}
            {view.supportCode && <SupportCode {...view.supportCode} />}
          </>
        )
      }
    />
  )
}
