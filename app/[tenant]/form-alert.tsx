import type { Ref } from 'react'
import { Alert } from '../_ui/alert'
import { ButtonLink } from '../_ui/button-link'
import { SupportCode } from '../_ui/support-code'
import { type AlertView, FIELD_ORDER, type FieldErrors } from './form-state'

type Props = {
  view: AlertView | null
  /** Given by forms of more than one field: where several are wrong, the summary links to each. */
  fieldErrors?: FieldErrors
  ref: Ref<HTMLDivElement>
}

/** The summary of what went wrong, with the one useful next step. */
export function FormAlert({ view, fieldErrors = {}, ref }: Props) {
  if (view === null) return null
  const wrong = FIELD_ORDER.filter((name) => fieldErrors[name] !== undefined)
  return (
    <Alert
      ref={ref}
      error={view.error}
      tone={view.tone}
      title={view.title}
      text={view.text}
      links={
        wrong.length > 1 &&
        wrong.map((name) => (
          <p key={name}>
            <a href={`#${name}`}>{fieldErrors[name]}</a>
          </p>
        ))
      }
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
