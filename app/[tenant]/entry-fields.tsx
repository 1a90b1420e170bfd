import type { SignInWith } from '@/lib/i18n/catalogues'
import { Field, type FieldProps } from '../_ui/field'
import { type FormState, firstToCorrect } from './form-state'

type Props = Pick<FieldProps, 'label' | 'help' | 'enterKeyHint'> & {
  state: FormState
  /** Whether the browser may restore what was typed here before; not once it has been used. */
  isRemembered?: boolean
}

const keyboards = { email: 'email', phone: 'tel', username: 'text' } as const

/** The user name field of every form: no autocorrection, and found by password managers. */
export function UsernameField({
  state,
  signInWith,
  isRemembered = true,
  ...field
}: Props & { signInWith: SignInWith }) {
  return (
    <Field
      {...field}
      id="username"
      name="username"
      defaultValue={state.username}
      error={state.fieldErrors.username}
      autoFocus={firstToCorrect(state) === 'username'}
      autoComplete={isRemembered ? 'username' : 'off'}
      inputMode={keyboards[signInWith]}
      autoCapitalize="none"
      spellCheck={false}
      dir="auto"
      required
    />
  )
}

/** The code from the message, which phones suggest by themselves. */
export function CodeField({ state, isRemembered = true, ...field }: Props) {
  return (
    <>
      <Field
        {...field}
        id="code"
        name="code"
        defaultValue={state.code}
        error={state.fieldErrors.code}
        autoFocus={firstToCorrect(state) === 'code'}
        isCode
        autoComplete={isRemembered ? 'one-time-code' : 'off'}
        inputMode="numeric"
        enterKeyHint="next"
        dir="ltr"
        required
      />
      {/* An odd code that was pointed out already: sent again unchanged, it counts as intended. */}
      {state.code !== '' && <input type="hidden" name="shown_code" value={state.code} />}
    </>
  )
}
