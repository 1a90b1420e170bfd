'use client'

import type { FormEvent, ReactNode } from 'react'
import type { SettingsToEdit } from '@/lib/console/edited-settings'
import type { SettingsForm } from '@/lib/console/settings-form'
import { say as sayField } from '@/lib/console/words/generated/fields'
import { say } from '@/lib/console/words/generated/settings'
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

const signOutChoices = ['function', 'never', 'ask', 'always'] as const
const signInNames = ['email', 'phone', 'username'] as const
const botChecks = ['off', 'under-attack', 'on'] as const

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
      <Card title={say('common.name')}>
        <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
          {text('name')}
          <SelectField
            id="signInWith"
            label={sayField('fields.signInWith')}
            value={form.signInWith}
            options={signInNames.map((value) => ({ value, label: say(`settings.signInNames.${value}`) }))}
            onChange={(event) => put('signInWith', event.target.value as SettingsForm['signInWith'])}
          />
          {form.signInWith === 'phone' &&
            text('dialCode', {
              placeholder: '+45',
              help: say('settings.dialCodeHelp'),
            })}
        </div>
      </Card>
      <Card title={sayField('fields.locales')} lead={say('settings.languages.lead')}>
        <LanguagesField
          chosen={form.locales}
          error={errorOf('locales')}
          onChange={(locales) => put('locales', locales)}
        />
      </Card>
      <ConnectionCard settings={settings} fields={fields} secrets={secrets} mayMovePool={mayMovePool} />
      <PasswordCard settings={settings} fields={fields} shown={shownPolicy} poolPolicy={poolPolicy} />
      <Card title={say('settings.support.title')}>
        <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
          {text('continueUrl', { placeholder: 'https://app.example.com/sign-in' })}
          <Labelled
            label={sayField('fields.returnOrigins')}
            error={errorOf('returnOrigins')}
            help={say('settings.support.onePerLine')}
          >
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
          {text('loginInitiationUrl', { help: say('settings.support.loginHelp') })}
          {text('supportEmail')}
          {text('supportUrl')}
          {text('supportPhone')}
        </div>
        <SelectField
          id="signOut"
          label={sayField('fields.signOut')}
          help={say('settings.support.signOutHelp')}
          value={form.signOut}
          options={signOutChoices.map((value) => ({
            value,
            label: say(`settings.support.signOut.${value}`),
          }))}
          onChange={(event) => put('signOut', event.target.value as SettingsForm['signOut'])}
        />
        {form.loginInitiationUrl.trim() !== '' && check('sendsLoginHint', say('settings.support.hintHelp'))}
        {check('confirmsSignUps', say('settings.support.signUpsHelp'))}
        <SelectField
          id="botCheck"
          label={sayField('fields.botCheck')}
          help={say('settings.support.botCheckHelp')}
          value={form.botCheck}
          options={botChecks.map((value) => ({ value, label: say(`settings.botChecks.${value}`) }))}
          onChange={(event) => put('botCheck', event.target.value as SettingsForm['botCheck'])}
        />
        {check('explainsRefusals', say('settings.support.refusalsHelp'))}
      </Card>
      <Card title={say('settings.mails.title')} lead={say('settings.mails.lead')}>
        {check('brandsReset')}
        {check('brandsSignUp', say('settings.mails.signUpHelp'))}
        {check('brandsInvitation', say('settings.mails.invitationHelp'))}
        {check('brandsVerification', say('settings.mails.verificationHelp'))}
        {check('brandsSecondFactor', say('settings.mails.secondFactorHelp'))}
      </Card>
      <ChangesBar settings={settings} />
    </form>
  )
}
