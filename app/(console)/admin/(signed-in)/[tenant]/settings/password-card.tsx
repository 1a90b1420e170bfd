'use client'

import type { ReactNode } from 'react'
import { changesInWords, withPolicy } from '@/lib/console/settings-changes'
import { say } from '@/lib/console/words/generated/settings'
import { settingLabel } from '@/lib/console/words/setting-labels'
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
      <Button onClick={() => settings.edit(taken)}>{say('settings.password.copyRules')}</Button>
      <span className="text-[13px] text-soft">
        {say('settings.password.differs', { differs: differs.join(', ') })}
      </span>
    </div>
  )
}

/** What is said of a new password: the rules of the pool, and what the portal adds. */
export function PasswordCard({ settings, fields: { text, check }, shown, poolPolicy }: Props) {
  return (
    <Card title={settingLabel('cognito.passwordPolicy')} lead={say('settings.password.lead')}>
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
        {check('refusesBreached', say('settings.password.breachedHelp'))}
        {check('givesAdvice', say('settings.password.adviceHelp'))}
      </div>
    </Card>
  )
}
