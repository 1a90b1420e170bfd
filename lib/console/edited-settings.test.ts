import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase } from '../db/test-database'
import { createTenant, saveSettings, setStatus } from '../tenants/settings/tenant-settings'
import { type SettingsToEdit, settingsToEdit } from './edited-settings'
import { isStoredAlike } from './settings-changes'
import { configOf, emptySettings, nothingKept } from './settings-form'

const form = {
  ...emptySettings,
  name: 'Acme',
  userPoolId: 'eu-west-1_Ab12Cd34E',
  clientId: '1example23456789',
  isPublicClient: true,
  supportPhone: '+45 1',
  locales: ['da', 'en'],
}
const db = testDatabase()
afterAll(db.close)
let id: string
beforeAll(async () => {
  Object.assign(process.env, {
    REKEY_SECRET: 'q9fT2xLw7Zk4Vb1Nn8Rm5Yc3Hd6Jg0Ps',
    REKEY_BASE_URL: 'http://localhost:3000',
  })
  const config = stored({ form, kept: { ...nothingKept, historySize: 3 } })
  id =
    (await createTenant(await db.database(), { slug: 'acme', name: form.name, config, clientSecret: '' })) ??
    ''
})

function stored({ form, kept }: Pick<SettingsToEdit, 'form' | 'kept'>) {
  const read = configOf(form, kept)
  if ('faults' in read) throw new Error(JSON.stringify(read.faults))
  return read.config
}

const opened = async () => {
  const settings = await settingsToEdit(await db.database(), { id, slug: 'acme' })
  if (settings === null) throw new Error('the tenant is gone')
  return settings
}
const save = async (settings: SettingsToEdit) =>
  saveSettings(await db.database(), id, {
    name: settings.form.name,
    config: stored(settings),
    clientSecret: '',
    version: settings.version,
  })

test('what is opened is what was stored, and its version is the one that a save goes by', async () => {
  const settings = await opened()
  expect(isStoredAlike(settings, { form, kept: { ...nothingKept, historySize: 3 } })).toBe(true)
  const mine = { ...settings, form: { ...settings.form, supportPhone: '+45 2' } }
  const saved = await save(mine)
  expect(saved.kind).toBe('saved')
  const again = await opened()
  expect(again.version).toBe(saved.version)
  expect(isStoredAlike(again, mine)).toBe(true)
  expect((await save({ ...settings, form: { ...form, supportPhone: '+45 3' } })).kind).toBe(
    'changed-meanwhile',
  )
})

test('what is no setting, such as a pause, gets in nobody’s way', async () => {
  const settings = await opened()
  await setStatus(await db.database(), id, 'paused')
  expect((await opened()).version).toBe(settings.version)
})

test('a tenant that is gone has no settings', async () => {
  const nobody = { id: '00000000-0000-4000-8000-000000000000', slug: 'nobody' }
  expect(await settingsToEdit(await db.database(), nobody)).toBeNull()
})
