import type { HTMLInputAutoCompleteAttribute, ReactNode, Ref } from 'react'
import { WarningIcon } from './icons'

export type FieldProps = {
  id: string
  name: string
  label: string
  help?: ReactNode
  error?: ReactNode
  type?: 'text' | 'email' | 'tel' | 'password'
  /** Spaces the digits of a one-time code. */
  isCode?: boolean
  autoComplete?: HTMLInputAutoCompleteAttribute
  inputMode?: 'text' | 'numeric' | 'email' | 'tel'
  autoCapitalize?: 'none'
  spellCheck?: false
  enterKeyHint?: 'next' | 'done' | 'send' | 'go'
  dir?: 'ltr' | 'rtl' | 'auto'
  placeholder?: string
  defaultValue?: string
  maxLength?: number
  required?: boolean
  autoFocus?: boolean
  passwordRules?: string
  ref?: Ref<HTMLInputElement>
  onChange?: (event: { currentTarget: HTMLInputElement }) => void
}

/** The ids of what describes a field, its error first, because that is what the reader needs. */
export function describedBy(id: string, parts: { error?: ReactNode; help?: ReactNode }): string | undefined {
  const ids = [parts.error ? `${id}-error` : '', parts.help ? `${id}-help` : ''].filter(Boolean)
  return ids.length > 0 ? ids.join(' ') : undefined
}

/** The message at a field: icon, text and, on the field, a border; never colour alone. */
export function FieldError({ id, children }: { id: string; children: ReactNode }) {
  return (
    <p className="field-error" id={`${id}-error`}>
      <WarningIcon />
      <span>{children}</span>
    </p>
  )
}

/** A labelled input: label above, message and help below, all tied together for assistive technology. */
export function Field({
  id,
  label,
  help,
  error,
  isCode,
  passwordRules,
  type = 'text',
  ...input
}: FieldProps) {
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        {...input}
        id={id}
        type={type}
        data-code={isCode ? '' : undefined}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(id, { error, help })}
        {...(passwordRules ? { passwordrules: passwordRules } : {})}
      />
      {error && <FieldError id={id}>{error}</FieldError>}
      {help && (
        <div className="help" id={`${id}-help`}>
          {help}
        </div>
      )}
    </div>
  )
}
