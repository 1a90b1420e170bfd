import type { SignInWith } from '@/lib/i18n/catalogues'
import { Field, type FieldProps } from '../_ui/field'
import type { FormState } from './form-state'

type Props = Pick<FieldProps, 'label' | 'help' | 'enterKeyHint'> & { state: FormState }

const keyboards = { email: 'email', phone: 'tel', username: 'text' } as const

/** Who somebody is, as every form asks for it: spelt as it is typed, and found by password managers. */
export function UsernameField({ state, signInWith, ...field }: Props & { signInWith: SignInWith }) {
  return (
    <Field
      {...field}
      id="username"
      name="username"
      defaultValue={state.username}
      error={state.fieldErrors.username}
      autoComplete="username"
      inputMode={keyboards[signInWith]}
      autoCapitalize="none"
      spellCheck={false}
      dir="auto"
      required
    />
  )
}

/** The code from the message; telephones offer it by themselves. */
export function CodeField({ state, ...field }: Props) {
  return (
    <Field
      {...field}
      id="code"
      name="code"
      defaultValue={state.code}
      error={state.fieldErrors.code}
      isCode
      autoComplete="one-time-code"
      inputMode="numeric"
      enterKeyHint="next"
      dir="ltr"
      required
    />
  )
}
