'use client'

import { useEffect, useState } from 'react'
import { PasswordField } from '@/app/_ui/password-field'
import { PasswordRules } from '@/app/_ui/password-rules'
import { isLineMet, type PasswordPolicy } from '@/lib/passwords/policy'
import type { ResetTexts } from './reset-texts'

type Props = {
  error: string | undefined
  isBusy: boolean
  /** Whether the page came back for this field to be corrected. */
  isFirst: boolean
  policy: PasswordPolicy
  passwordRules: string
  texts: ResetTexts
}

/** The one password field: can show the password, and ticks off the rules as somebody types. */
export function NewPassword({ error, isBusy, isFirst, policy, passwordRules, texts }: Props) {
  const [password, setPassword] = useState('')
  const [isShown, setShown] = useState<boolean | null>(null)
  const [hasCapsLock, setCapsLock] = useState(false)
  const [isInteractive, setInteractive] = useState(false)
  useEffect(() => setInteractive(true), [])

  const rules = texts.lines.map(({ line, text }) => ({
    id: line,
    text,
    isMet: isLineMet(line, password, policy),
  }))
  return (
    <PasswordField
      id="password"
      name="password"
      label={texts.password}
      help={<PasswordRules label={texts.rules} rules={rules} metLabel={texts.met} />}
      error={error}
      autoFocus={isFirst}
      showLabel={texts.show}
      hideLabel={texts.hide}
      // Hidden while it is sent, because browsers remember plain text fields.
      isShown={isShown === true && !isBusy}
      status={isShown === null ? undefined : isShown ? texts.shown : texts.hidden}
      onToggle={isInteractive ? () => setShown(!isShown) : undefined}
      capsLockHint={hasCapsLock ? texts.capsLock : undefined}
      passwordRules={passwordRules}
      onChange={(event) => setPassword(event.currentTarget.value)}
      onKeyUp={(event) => setCapsLock(event.getModifierState('CapsLock'))}
      required
    />
  )
}
