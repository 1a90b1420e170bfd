'use client'

import type { ReactNode } from 'react'
import { changesInWords, withPolicy } from '@/lib/console/settings-changes'
import { SETTING_LABELS } from '@/lib/console/words/setting-labels'
import type { PasswordPolicy } from '@/lib/passwords/policy'
import { Button } from '../../../_ui/button'
import { Card } from '../../../_ui/page'
import type { Fields } from './fields'
import type { Settings } from './use-settings'

type Props = {
  settings: Settings
  fields: Fields
  /** Which policy the pages show at this moment. */
  shown: ReactNode
  /** The pool's own, where it was read. */
  poolPolicy: PasswordPolicy | null
}

/** Copies the pool's rules into the fields where those differ. */
function TakeOver({ settings, policy }: { settings: Settings; policy: PasswordPolicy }) {
  const { form, kept } = settings
  const taken = withPolicy({ form, kept }, policy)
  const differs = changesInWords({ form, kept }, taken)
  if (differs.length === 0) return null
  return (
    <div className="flex flex-wrap items-center gap-3">
      <Button onClick={() => settings.edit(taken)}>Copy the pool’s rules</Button>
      <span className="text-[13px] text-soft">The copy differs: {differs.join(', ')}.</span>
    </div>
  )
}

/** What is said of a new password: the rules of the pool, and what the portal adds. */
export function PasswordCard({ settings, fields: { text, check }, shown, poolPolicy }: Props) {
  return (
    <Card
      title={SETTING_LABELS['cognito.passwordPolicy']}
      lead="The rules come from the user pool; the pages add none. The fields are a copy, used while the pool can’t be read."
    >
      {shown}
      {poolPolicy !== null && <TakeOver settings={settings} policy={poolPolicy} />}
      <div className="grid gap-4 sm:grid-cols-3">
        {text('minimumLength')}
        <div className="grid gap-2 sm:col-span-2 sm:grid-cols-2">
          {check('requireUppercase')}
          {check('requireLowercase')}
          {check('requireNumbers')}
          {check('requireSymbols')}
        </div>
      </div>
      <div className="grid gap-3 sm:grid-cols-2">
        {check(
          'refusesBreached',
          'If the deployment looks them up (REKEY_BREACHED_PASSWORDS). Only five digits of a password’s SHA-1 are sent.',
        )}
        {check('givesAdvice', 'Once. If the same password is sent again, it goes to the pool.')}
      </div>
    </Card>
  )
}
