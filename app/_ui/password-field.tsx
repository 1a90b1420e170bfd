import type { ReactNode, Ref } from 'react'
import { describedBy, FieldError } from './field'
import { Icon, WarningIcon } from './icons'
import { Status } from './status'

export type PasswordFieldProps = {
  id: string
  name: string
  label: string
  /** The rules, as a list. */
  help?: ReactNode
  error?: ReactNode
  showLabel: string
  hideLabel: string
  /** Read out after the toggle was used. */
  status?: string | undefined
  /** Whether the password is shown as text. */
  isShown?: boolean
  /** Set by a client component once it runs; without it the toggle stays hidden. */
  onToggle?: (() => void) | undefined
  /** Present while caps lock is on. */
  capsLockHint?: string | undefined
  /** In the form that password managers read: `minlength: 12; required: lower;`. */
  passwordRules?: string
  minLength?: number
  maxLength?: number
  required?: boolean
  autoFocus?: boolean
  ref?: Ref<HTMLInputElement>
  onChange?: (event: { currentTarget: HTMLInputElement }) => void
  onKeyUp?: (event: { getModifierState: (key: 'CapsLock') => boolean }) => void
}

function EyeIcon() {
  return (
    <Icon name="eye">
      <path d="M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12z" />
      <circle cx="12" cy="12" r="3" />
    </Icon>
  )
}

function EyeOffIcon() {
  return (
    <Icon name="eye-off">
      <path d="M6 7C3.7 8.8 2.5 12 2.5 12S6 18.5 12 18.5c1.9 0 3.5-.6 4.9-1.5M10 5.7a9 9 0 0 1 2-.2c6 0 9.5 6.5 9.5 6.5s-.7 1.4-2.1 2.9M10 10a3 3 0 0 0 4.2 4.2M4 4l16 16" />
    </Icon>
  )
}

/** A field for a new password, with room for a toggle whether or not it is shown. */
export function PasswordField({
  id,
  label,
  help,
  error,
  showLabel,
  hideLabel,
  status,
  isShown = false,
  onToggle,
  capsLockHint,
  passwordRules,
  ...input
}: PasswordFieldProps) {
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <div className="control">
        <input
          {...input}
          id={id}
          type={isShown ? 'text' : 'password'}
          autoComplete="new-password"
          autoCapitalize="none"
          autoCorrect="off"
          spellCheck={false}
          aria-invalid={error ? true : undefined}
          aria-describedby={describedBy(id, { error, help })}
          {...(passwordRules ? { passwordrules: passwordRules } : {})}
        />
        <button
          className="reveal"
          type="button"
          aria-controls={id}
          aria-label={isShown ? hideLabel : showLabel}
          hidden={!onToggle}
          onClick={onToggle}
        >
          {isShown ? <EyeOffIcon /> : <EyeIcon />}
        </button>
        <Status>{status}</Status>
      </div>
      {capsLockHint && (
        <p className="field-hint" role="status">
          <WarningIcon />
          <span>{capsLockHint}</span>
        </p>
      )}
      {error && <FieldError id={id}>{error}</FieldError>}
      {help && (
        <div className="help" id={`${id}-help`}>
          {help}
        </div>
      )}
    </div>
  )
}
