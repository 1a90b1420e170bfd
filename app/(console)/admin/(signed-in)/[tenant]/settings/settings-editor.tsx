'use client'

import type { FormEvent, ReactNode } from 'react'
import type { SettingsToEdit } from '@/lib/console/edited-settings'
import type { SettingsForm } from '@/lib/console/settings-form'
import { FIELD_LABELS } from '@/lib/console/words/setting-labels'
import type { PasswordPolicy } from '@/lib/passwords/policy'
import { inputClass, Labelled, SelectField } from '../../../_ui/field'
import { Card } from '../../../_ui/page'
import { ChangesBar } from './changes-bar'
import { ConnectionCard } from './connection-card'
import { fieldsOf } from './fields'
import { LanguagesField } from './languages-field'
import { PasswordCard } from './password-card'
import { useSettings } from './use-settings'

type Props = {
  /** The tenant that is edited. */
  slug: string
  start: SettingsToEdit
  /** Which password policy the pages show at this moment. */
  shownPolicy: ReactNode
  /** The pool's own, where it was read. */
  poolPolicy: PasswordPolicy | null
  /** What may be shown of the stored secrets. */
  secrets: readonly string[]
  /** Whether this person may move the tenant to another pool. */
  mayMovePool: boolean
}

const signInNames = [
  { value: 'email', label: 'Email address' },
  { value: 'phone', label: 'Phone number' },
  { value: 'username', label: 'User name' },
]

/** So that a field that is reached by keyboard is not under the bar. */
const clearOfBar =
  '[&_input]:scroll-mb-40 [&_select]:scroll-mb-40 [&_textarea]:scroll-mb-40 [&_button]:scroll-mb-40'

/** Name, connection, policy, help: one form, saved as one change. */
export function SettingsEditor({ slug, start, shownPolicy, poolPolicy, secrets, mayMovePool }: Props) {
  const settings = useSettings(slug, start)
  const { form, put } = settings
  const fields = fieldsOf(settings)
  const { text, check, errorOf } = fields

  function onSubmit(event: FormEvent) {
    event.preventDefault()
    void settings.save()
  }

  return (
    <form onSubmit={onSubmit} className={`grid grid-cols-1 gap-6 ${clearOfBar}`} noValidate>
      <Card title="Name">
        <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
          {text('name')}
          <SelectField
            id="signInWith"
            label={FIELD_LABELS.signInWith}
            value={form.signInWith}
            options={signInNames}
            onChange={(event) => put('signInWith', event.target.value as SettingsForm['signInWith'])}
          />
          {form.signInWith === 'phone' &&
            text('dialCode', {
              placeholder: '+45',
              help: 'Suggested to people who enter a number without one',
            })}
        </div>
      </Card>
      <Card title={FIELD_LABELS.locales} lead="For the pages and emails.">
        <LanguagesField
          chosen={form.locales}
          error={errorOf('locales')}
          onChange={(locales) => put('locales', locales)}
        />
      </Card>
      <ConnectionCard settings={settings} fields={fields} secrets={secrets} mayMovePool={mayMovePool} />
      <PasswordCard settings={settings} fields={fields} shown={shownPolicy} poolPolicy={poolPolicy} />
      <Card title="Redirects and support">
        <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
          {text('continueUrl', { placeholder: 'https://app.example.com/sign-in' })}
          <Labelled label={FIELD_LABELS.returnOrigins} error={errorOf('returnOrigins')} help="One per line">
            {(tied) => (
              <textarea
                {...tied}
                rows={2}
                value={form.returnOrigins}
                onChange={(event) => put('returnOrigins', event.target.value)}
                className={`${inputClass} h-auto py-1.5`}
              />
            )}
          </Labelled>
          {text('supportEmail')}
          {text('supportUrl')}
          {text('supportPhone')}
        </div>
        {check(
          'explainsRefusals',
          'Only people whom Cognito refuses, at a verified address. The deployment needs a sender and permission to look users up.',
        )}
      </Card>
      <ChangesBar settings={settings} />
    </form>
  )
}
