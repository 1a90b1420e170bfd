import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase } from '../../db/test-database'
import { createTenant, saveSettings, settingsVersion, TenantSettings } from './tenant-settings'

const secret = 'abcdefSECRET0123456789abcdef'
const other = 'ghijklSECRET0123456789ghijkl'
const db = testDatabase()

beforeAll(async () => {
  Object.assign(process.env, {
    REKEY_SECRET: 'q9fT2xLw7Zk4Vb1Nn8Rm5Yc3Hd6Jg0Ps',
    REKEY_BASE_URL: 'http://localhost:3000',
  })
  await db.connection()
})
afterAll(db.close)

/** What a form sends, read as the server reads it. */
const sent = (
  change: { name?: string; supportPhone?: string; clientSecret?: string; version?: string } = {},
) =>
  TenantSettings.parse({
    tenant: 'acme',
    name: change.name ?? 'Acme',
    version: change.version ?? '',
    clientSecret: change.clientSecret ?? '',
    config: {
      isPublicClient: false,
      continueUrl: undefined,
      returnOrigins: [],
      support: { phone: change.supportPhone },
      locales: ['en', 'da'],
      mail: { explainsRefusals: false },
      cognito: {
        region: 'eu-west-1',
        userPoolId: 'eu-west-1_Ab12Cd34E',
        clientId: '1example23456789',
        propagateUserContext: false,
        usernames: 'case-sensitive',
        usesTriggers: false,
        clientMetadata: {},
        passwordPolicy: {
          minimumLength: 8,
          requireUppercase: true,
          requireLowercase: true,
          requireNumbers: true,
          requireSymbols: true,
        },
      },
    },
  })

/** A tenant that is edited by two people, who both began from the same. */
async function edited() {
  const database = await db.database()
  const slug = `t-${randomUUID().slice(0, 8)}`
  const { name, config } = sent()
  const id = await createTenant(database, { slug, name, config, clientSecret: secret })
  if (id === null) throw new Error('the slug is taken')
  const version = await settingsVersion(database, id)
  const save = (change: Parameters<typeof sent>[0]) =>
    saveSettings(database, id, sent({ version: version ?? '', ...change }))
  const stored = async () => {
    const [row] = await (await db.connection()).query('select name, config from tenants where id = $1', [id])
    return row
  }
  return { save, stored, version, now: () => settingsVersion(database, id) }
}

test('what is saved from the newest settings is stored, and names the next version', async () => {
  const { save, stored, version, now } = await edited()
  const saved = await save({ supportPhone: '+45 1' })
  expect(saved).toEqual({ kind: 'saved', version: await now() })
  expect(saved.version).not.toBe(version)
  expect(await save({ supportPhone: '+45 2', version: saved.version })).toMatchObject({ kind: 'saved' })
  expect(await stored()).toMatchObject({ config: { support: { phone: '+45 2' } } })
})

test('the second of two people changes nothing, whatever it is that the first changed', async () => {
  for (const first of [{ name: 'Acme Bank' }, { supportPhone: '+45 1' }, { clientSecret: other }]) {
    const { save, stored, now } = await edited()
    await save(first)
    const before = await stored()
    expect(await save({ supportPhone: '+45 2' })).toEqual({ kind: 'changed-meanwhile', version: await now() })
    expect(await stored()).toEqual(before)
  }
})

test('the same that is sent again, as after a lost answer, is no conflict with oneself', async () => {
  const { save, now } = await edited()
  const change = { supportPhone: '+45 1', clientSecret: other }
  await save(change)
  expect(await save(change)).toEqual({ kind: 'already', version: await now() })
  expect(await save({ supportPhone: '+45 1', clientSecret: secret })).toMatchObject({
    kind: 'changed-meanwhile',
  })
})

test('two that are sent at once are one after the other', async () => {
  const { save } = await edited()
  const kinds = (await Promise.all([save({ supportPhone: '+45 1' }), save({ supportPhone: '+45 2' })])).map(
    ({ kind }) => kind,
  )
  expect(kinds.sort()).toEqual(['changed-meanwhile', 'saved'])
})
