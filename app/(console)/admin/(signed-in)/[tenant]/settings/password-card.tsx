'use client'

import type { ReactNode } from 'react'
import type { SettingsForm } from '@/lib/console/settings-form'
import { SETTING_LABELS } from '@/lib/console/words/setting-labels'
import { Card } from '../../../_ui/page'

type Props = {
  text: (key: keyof SettingsForm, label: string) => ReactNode
  /** Which policy the pages show at this moment. */
  shown: ReactNode
  check: (key: keyof SettingsForm, label: string, help?: string) => ReactNode
}

/** What is said of a new password: the rules of the pool, and what the portal adds. */
export function PasswordCard({ text, check, shown }: Props) {
  return (
    <Card
      title={SETTING_LABELS['cognito.passwordPolicy']}
      lead="The rules come from the user pool; the pages add none. The fields are a copy, used while the pool can’t be read."
    >
      {shown}
      <div className="grid gap-4 sm:grid-cols-3">
        {text('minimumLength', SETTING_LABELS['cognito.passwordPolicy.minimumLength'])}
        <div className="grid gap-2 sm:col-span-2 sm:grid-cols-2">
          {check('requireUppercase', SETTING_LABELS['cognito.passwordPolicy.requireUppercase'])}
          {check('requireLowercase', SETTING_LABELS['cognito.passwordPolicy.requireLowercase'])}
          {check('requireNumbers', SETTING_LABELS['cognito.passwordPolicy.requireNumbers'])}
          {check('requireSymbols', SETTING_LABELS['cognito.passwordPolicy.requireSymbols'])}
        </div>
      </div>
      <div className="grid gap-3 sm:grid-cols-2">
        {check(
          'refusesBreached',
          SETTING_LABELS['passwords.refusesBreached'],
          'If the deployment looks them up (REKEY_BREACHED_PASSWORDS). Only five digits of a password’s SHA-1 are sent.',
        )}
        {check(
          'givesAdvice',
          'Warn about passwords that are easy to guess',
          'Once. If the same password is sent again, it goes to the pool.',
        )}
      </div>
    </Card>
  )
}
