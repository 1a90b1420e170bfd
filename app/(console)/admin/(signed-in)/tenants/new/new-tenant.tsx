'use client'

import { type FormEvent, useState } from 'react'
import type { ActionResult, Faults } from '@/lib/console/auth/action-result'
import { clientCommand, slugFrom } from '@/lib/console/client-command'
import { faultInWords, fieldOfFault } from '@/lib/console/settings-changes'
import { configOf, emptySettings, nothingKept, type SettingsForm } from '@/lib/console/settings-form'
import { say as sayField } from '@/lib/console/words/generated/fields'
import { say } from '@/lib/console/words/generated/tenants'
import { awsRegions } from '@/lib/tenants/aws-regions'
import { Button } from '../../../_ui/button'
import { CommandBox } from '../../../_ui/command-box'
import { CheckField, SelectField, TextField } from '../../../_ui/field'
import { Notice } from '../../../_ui/notice'
import { Card } from '../../../_ui/page'
import { SignInAgain } from '../../[tenant]/settings/sign-in-again'
import { createNewTenant, tryConnection } from './actions'
import { ConnectionTest, type Tested } from './connection-test'

type Trouble = 'none' | 'failed' | 'sign-in-again' | 'signed-out'

/** From a name to a connected tenant: an app client by a command, its id and secret, a test, and what is left is for later. */
export function NewTenantForm() {
  const [form, setForm] = useState<SettingsForm>(emptySettings)
  const [ownSlug, setOwnSlug] = useState<string | null>(null)
  const [faults, setFaults] = useState<Faults>([])
  const [trouble, setTrouble] = useState<Trouble>('none')
  const [tested, setTested] = useState<Tested>({ kind: 'not-yet' })
  const [busy, setBusy] = useState<'testing' | 'creating' | null>(null)
  const slug = ownSlug ?? slugFrom(form.name)

  const put = <Key extends keyof SettingsForm>(key: Key, value: SettingsForm[Key]) => {
    setForm((last) => ({ ...last, [key]: value }))
    setTrouble('none')
  }
  /** What the connection is made of: an earlier test says nothing of it any more. */
  const connect = <Key extends keyof SettingsForm>(key: Key, value: SettingsForm[Key]) => {
    put(key, value)
    setTested({ kind: 'not-yet' })
  }
  const errorOf = (key: string) => faults.find(({ path }) => fieldOfFault(path) === key)?.message

  /** Sends what stands in the form, as far as it can be read, and says what an action of either button says alike. */
  async function send<Output>(
    what: 'testing' | 'creating',
    action: (filled: {
      config: Extract<ReturnType<typeof configOf>, { config: unknown }>['config']
      clientSecret: string
    }) => Promise<ActionResult<Output>>,
  ): Promise<Output | null> {
    setTrouble('none')
    const read = configOf(form, nothingKept)
    if ('faults' in read) {
      setFaults(read.faults)
      return null
    }
    setFaults([])
    setBusy(what)
    try {
      const result = await action({ config: read.config, clientSecret: form.clientSecret })
      if (result.ok) return result.value
      if (result.reason === 'invalid') setFaults(result.faults)
      else setTrouble(result.reason === 'not-there' ? 'failed' : result.reason)
    } catch {
      setTrouble('failed')
    } finally {
      setBusy(null)
    }
    return null
  }

  async function onTest() {
    setTested({ kind: 'not-yet' })
    const value = await send('testing', tryConnection)
    if (value !== null) setTested(value)
  }

  async function onSubmit(event: FormEvent) {
    event.preventDefault()
    const value = await send('creating', (filled) => createNewTenant({ slug, name: form.name, ...filled }))
    if (value !== null) location.assign(`/admin/${value.slug}/brand`)
  }

  const command = clientCommand({ ...form, passesAddress: form.propagateUserContext })
  return (
    <form onSubmit={onSubmit} className="grid grid-cols-1 gap-6" noValidate>
      <Card title={say('tenants.newTenant.nameTitle')} lead={say('tenants.newTenant.nameLead')}>
        <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
          <TextField
            label={sayField('fields.name')}
            value={form.name}
            error={errorOf('name')}
            spellCheck={false}
            onChange={(event) => put('name', event.target.value)}
          />
          <TextField
            label={sayField('fields.slug')}
            help={say('tenants.newTenant.slugHelp')}
            value={slug}
            error={errorOf('slug')}
            spellCheck={false}
            onChange={(event) => setOwnSlug(event.target.value)}
          />
        </div>
      </Card>
      <Card title={say('tenants.newTenant.clientTitle')} lead={say('tenants.newTenant.clientLead')}>
        <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
          <SelectField
            label={sayField('fields.region')}
            value={form.region}
            error={errorOf('region')}
            options={awsRegions.map((region) => ({ value: region, label: region }))}
            onChange={(event) => connect('region', event.target.value)}
          />
          <TextField
            label={sayField('fields.userPoolId')}
            placeholder="eu-west-1_Ab12Cd34E"
            value={form.userPoolId}
            error={errorOf('userPoolId')}
            spellCheck={false}
            onChange={(event) => connect('userPoolId', event.target.value)}
          />
        </div>
        <CheckField
          label={sayField('fields.propagateUserContext')}
          help={say('tenants.newTenant.contextHelp')}
          checked={form.propagateUserContext}
          onChange={(event) => connect('propagateUserContext', event.target.checked)}
        />
        <CommandBox command={command} label={say('tenants.newTenant.command')} />
      </Card>
      <Card title={say('tenants.newTenant.connectionTitle')} lead={say('tenants.newTenant.connectionLead')}>
        <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
          <TextField
            label={sayField('fields.clientId')}
            value={form.clientId}
            error={errorOf('clientId')}
            spellCheck={false}
            onChange={(event) => connect('clientId', event.target.value)}
          />
          <TextField
            label={sayField('fields.clientSecret')}
            type="password"
            autoComplete="new-password"
            help={say('tenants.newTenant.secretHelp')}
            value={form.clientSecret}
            error={errorOf('clientSecret')}
            onChange={(event) => connect('clientSecret', event.target.value)}
          />
        </div>
        <div>
          <Button onClick={() => void onTest()} aria-disabled={busy !== null}>
            {busy === 'testing' ? say('common.testing') : say('common.testConnection')}
          </Button>
        </div>
        <ConnectionTest tested={tested} nonetheless={say('tenants.newTenant.nonetheless')} />
      </Card>
      <div className="grid gap-3">
        {faults.length > 0 && (
          <Notice tone="bad" role="alert">
            {faults.map(({ path, message }) => (
              <p key={path + message}>{faultInWords({ path, message })}</p>
            ))}
          </Notice>
        )}
        {trouble === 'failed' && (
          <Notice tone="bad" role="alert">
            {say('tenants.newTenant.noAnswer')}
          </Notice>
        )}
        {(trouble === 'sign-in-again' || trouble === 'signed-out') && <SignInAgain because={trouble} />}
        <div className="flex flex-wrap items-center gap-3">
          <Button look="primary" type="submit" disabled={busy !== null}>
            {busy === 'creating' ? say('tenants.newTenant.creating') : say('tenants.newTenant.create')}
          </Button>
          <span className="text-[13px] text-soft">{say('tenants.newTenant.next')}</span>
        </div>
      </div>
    </form>
  )
}
