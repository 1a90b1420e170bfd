'use client'

import { say as sayField } from '@/lib/console/words/generated/fields'
import { say } from '@/lib/console/words/generated/settings'
import { awsRegions } from '@/lib/tenants/aws-regions'
import { Button } from '../../../_ui/button'
import { SelectField, TextField } from '../../../_ui/field'
import { Card } from '../../../_ui/page'
import { ConnectionTest } from '../../tenants/new/connection-test'
import type { Fields } from './fields'
import type { Settings } from './use-settings'

type Props = {
  settings: Settings
  fields: Fields
  /** What may be shown of the stored secrets. */
  secrets: readonly string[]
  /** Whether this person may move the tenant to another pool. */
  mayMovePool: boolean
}

/** The user pool and app client. They are tested on demand, and before a change of them is saved. */
export function ConnectionCard({ settings, fields: { text, check, errorOf }, secrets, mayMovePool }: Props) {
  const { form, put, busy, tested } = settings
  return (
    <Card title={say('settings.connection.title')} lead={say('settings.connection.lead')}>
      <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
        <SelectField
          id="region"
          label={sayField('fields.region')}
          value={form.region}
          error={errorOf('region')}
          disabled={!mayMovePool}
          options={awsRegions.map((region) => ({ value: region, label: region }))}
          onChange={(event) => put('region', event.target.value)}
        />
        {text('userPoolId', {
          placeholder: 'eu-west-1_Ab12Cd34E',
          ...(!mayMovePool && {
            disabled: true,
            help: say('settings.connection.onlyOperators'),
          }),
        })}
        {text('clientId')}
        <TextField
          id="clientSecret"
          label={sayField('fields.clientSecret')}
          type="password"
          autoComplete="new-password"
          value={form.clientSecret}
          error={errorOf('clientSecret')}
          disabled={form.isPublicClient}
          placeholder={secrets.length > 0 ? say('settings.connection.keepSecret') : ''}
          help={secrets.join(' · ') || say('settings.connection.secretHelp')}
          onChange={(event) => put('clientSecret', event.target.value)}
        />
      </div>
      <div className="grid gap-3 sm:grid-cols-2">
        {check('isPublicClient')}
        {check('propagateUserContext', say('settings.connection.contextHelp'))}
        {check('isCaseSensitive')}
      </div>
      <div>
        <Button aria-disabled={busy !== null} onClick={() => void settings.test()}>
          {busy === 'testing' ? say('settings.saving.testing') : say('common.testConnection')}
        </Button>
      </div>
      <ConnectionTest tested={tested} nonetheless={say('settings.connection.nonetheless')} />
    </Card>
  )
}
