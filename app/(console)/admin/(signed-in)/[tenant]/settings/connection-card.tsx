'use client'

import { FIELD_LABELS } from '@/lib/console/words/setting-labels'
import { awsRegions } from '@/lib/tenants/aws-regions'
import { Button } from '../../../_ui/button'
import { SelectField, TextField } from '../../../_ui/field'
import { Card } from '../../../_ui/page'
import { ConnectionTest } from '../../tenants/new/connection-test'
import type { Fields } from './fields'
import type { Settings } from './use-settings'
import { SAVING } from './words'

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
    <Card
      title="Connection"
      lead="The user pool whose passwords are reset here. A change is tested before it is saved."
    >
      <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
        <SelectField
          id="region"
          label={FIELD_LABELS.region}
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
            help: 'Only an operator can move the tenant to another pool.',
          }),
        })}
        {text('clientId')}
        <TextField
          id="clientSecret"
          label={FIELD_LABELS.clientSecret}
          type="password"
          autoComplete="new-password"
          value={form.clientSecret}
          error={errorOf('clientSecret')}
          disabled={form.isPublicClient}
          placeholder={secrets.length > 0 ? 'Leave empty to keep the current one' : ''}
          help={secrets.join(' · ') || 'Stored encrypted. It can’t be shown again.'}
          onChange={(event) => put('clientSecret', event.target.value)}
        />
      </div>
      <div className="grid gap-3 sm:grid-cols-2">
        {check('isPublicClient')}
        {check('propagateUserContext', 'Needs EnablePropagateAdditionalUserContextData on the app client')}
        {check('isCaseSensitive')}
      </div>
      <div>
        <Button aria-disabled={busy !== null} onClick={() => void settings.test()}>
          {busy === 'testing' ? SAVING.testing : 'Test connection'}
        </Button>
      </div>
      <ConnectionTest tested={tested} nonetheless="you can save it all the same." />
    </Card>
  )
}
