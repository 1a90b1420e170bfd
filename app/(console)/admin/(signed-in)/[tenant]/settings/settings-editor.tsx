'use client'

import { type FormEvent, type ReactNode, useState } from 'react'
import type { ActionResult, Faults } from '@/lib/console/auth/action-result'
import { configOf, FIELD_OF_PATH, type Kept, type SettingsForm } from '@/lib/console/settings-form'
import { SETTING_LABELS } from '@/lib/console/words/setting-labels'
import { awsRegions } from '@/lib/tenants/aws-regions'
import { Button } from '../../../_ui/button'
import { CheckField, inputClass, Labelled, SelectField, TextField } from '../../../_ui/field'
import { Notice } from '../../../_ui/notice'
import { Card } from '../../../_ui/page'
import { saveTenant } from './actions'
import { LanguagesField } from './languages-field'
import { PasswordCard } from './password-card'
import { SignInAgain } from './sign-in-again'

type Props = {
  /** The tenant that is edited. */
  slug: string
  start: SettingsForm
  kept: Kept
  /** Which password policy the pages show at this moment. */
  shownPolicy: ReactNode
  /** What may be shown of the stored secrets. */
  secrets?: readonly string[]
  /** Whether this person may move the tenant to another pool. */
  mayMovePool?: boolean
}

const signInNames = [
  { value: 'email', label: 'Email address' },
  { value: 'phone', label: 'Phone number' },
  { value: 'username', label: 'User name' },
]

type Answer = { kind: 'idle' } | { kind: 'saved' } | { kind: 'failed' } | { kind: 'sign-in-again' }

/** Name, connection, policy, help: one form, saved as one change. */
export function SettingsEditor({ slug, start, kept, shownPolicy, secrets = [], mayMovePool = true }: Props) {
  const [form, setForm] = useState(start)
  const [faults, setFaults] = useState<Faults>([])
  const [answer, setAnswer] = useState<Answer>({ kind: 'idle' })
  const [isBusy, setBusy] = useState(false)

  const put = <Key extends keyof SettingsForm>(key: Key, value: SettingsForm[Key]) => {
    setForm((last) => ({ ...last, [key]: value }))
    setAnswer({ kind: 'idle' })
  }
  const putLocales = (locales: readonly string[]) => put('locales', locales)
  const errorOf = (key: string) =>
    faults.find(({ path }) => path === key || FIELD_OF_PATH[path] === key)?.message
  const text = (
    key: keyof SettingsForm,
    label: string,
    rest: { help?: string; placeholder?: string; disabled?: boolean } = {},
  ) => (
    <TextField
      id={key}
      label={label}
      value={String(form[key])}
      error={errorOf(key)}
      spellCheck={false}
      onChange={(event) => put(key, event.target.value)}
      {...rest}
    />
  )
  const check = (key: keyof SettingsForm, label: string, help?: string) => (
    <CheckField
      id={key}
      label={label}
      help={help}
      checked={form[key] === true}
      onChange={(event) => put(key, event.target.checked)}
    />
  )

  function show(result: ActionResult<unknown>) {
    if (result.ok) return setAnswer({ kind: 'saved' })
    if (result.reason === 'invalid') return setFaults(result.faults)
    setAnswer({ kind: result.reason === 'not-there' ? 'failed' : 'sign-in-again' })
  }

  async function onSubmit(event: FormEvent) {
    event.preventDefault()
    const config = configOf(form, kept)
    if ('faults' in config) return setFaults(config.faults)
    setFaults([])
    setBusy(true)
    const { name, clientSecret } = form
    try {
      const result = await saveTenant({ tenant: slug, name, clientSecret, ...config })
      if (result.ok) put('clientSecret', '')
      show(result)
    } catch {
      setAnswer({ kind: 'failed' })
    } finally {
      setBusy(false)
    }
  }

  return (
    <form onSubmit={onSubmit} className="grid grid-cols-1 gap-6" noValidate>
      <Card title="Name">
        <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
          {text('name', 'Name')}
          <SelectField
            id="signInWith"
            label={SETTING_LABELS.signInWith}
            value={form.signInWith}
            options={signInNames}
            onChange={(event) => put('signInWith', event.target.value as SettingsForm['signInWith'])}
          />
          {form.signInWith === 'phone' &&
            text('dialCode', 'Country code', {
              placeholder: '+45',
              help: 'Suggested to people who enter a number without one',
            })}
        </div>
      </Card>
      <Card title="Languages" lead="For the pages and emails.">
        <LanguagesField chosen={form.locales} error={errorOf('locales')} onChange={putLocales} />
      </Card>
      <Card title="Connection" lead="The user pool whose passwords are reset here.">
        <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
          <SelectField
            id="region"
            label={SETTING_LABELS['cognito.region']}
            value={form.region}
            error={errorOf('region')}
            disabled={!mayMovePool}
            options={awsRegions.map((region) => ({ value: region, label: region }))}
            onChange={(event) => put('region', event.target.value)}
          />
          {text('userPoolId', 'User pool ID', {
            placeholder: 'eu-west-1_Ab12Cd34E',
            ...(!mayMovePool && {
              disabled: true,
              help: 'Only an operator can move the tenant to another pool.',
            }),
          })}
          {text('clientId', SETTING_LABELS['cognito.clientId'])}
          <TextField
            id="clientSecret"
            label={SETTING_LABELS['cognito.clientSecret']}
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
          {check('isPublicClient', 'The app client has no secret')}
          {check(
            'propagateUserContext',
            SETTING_LABELS['cognito.propagateUserContext'],
            'Needs EnablePropagateAdditionalUserContextData on the app client',
          )}
          {check('isCaseSensitive', SETTING_LABELS['cognito.usernames'])}
        </div>
      </Card>
      <PasswordCard text={text} check={check} shown={shownPolicy} />
      <Card title="Redirects and support">
        <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
          {text('continueUrl', 'Sign-in page', { placeholder: 'https://app.example.com/sign-in' })}
          <Labelled label="Origins people may return to" error={errorOf('returnOrigins')} help="One per line">
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
          {text('supportEmail', 'Support email')}
          {text('supportUrl', 'Support page')}
          {text('supportPhone', 'Support phone')}
        </div>
        {check(
          'explainsRefusals',
          SETTING_LABELS['mail.explainsRefusals'],
          'Only people whom Cognito refuses, at a verified address. The deployment needs a sender and permission to look users up.',
        )}
      </Card>
      <div className="grid gap-3">
        {faults.length > 0 && (
          <Notice tone="bad" role="alert">
            {faults.map(({ path, message }) => (
              <p key={path + message}>
                {FIELD_OF_PATH[path] ?? path}: {message}
              </p>
            ))}
          </Notice>
        )}
        {answer.kind === 'saved' && (
          <Notice tone="good" role="status">
            Saved. Every instance uses it within five seconds.
          </Notice>
        )}
        {answer.kind === 'failed' && (
          <Notice tone="bad" role="alert">
            Not saved. Nothing was changed.
          </Notice>
        )}
        {answer.kind === 'sign-in-again' && <SignInAgain />}
        <div>
          <Button look="primary" type="submit" disabled={isBusy}>
            {isBusy ? 'Saving…' : 'Save'}
          </Button>
        </div>
      </div>
    </form>
  )
}
