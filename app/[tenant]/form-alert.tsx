import type { Ref } from 'react'
import { Alert } from '../_ui/alert'
import { ButtonLink } from '../_ui/button'
import { SupportCode } from '../_ui/support-code'
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
            {view.supportCode && <SupportCode {...view.supportCode} />}
            {view.action && (
              <ButtonLink href={view.action.href} variant="secondary">
                {view.action.label}
              </ButtonLink>
            )}
          </>
        )
      }
    />
  )
}
