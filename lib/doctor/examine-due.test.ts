import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type Emulator, startEmulator } from '../../emulator/index'
import { testDatabase } from '../db/test-database'
import { makeServices } from '../make-services'
import { logTo } from '../platform/log'
import type { Services } from '../services'
import { applyTenants } from '../tenants/files/apply'
import { ofThisProcess } from '../tenants/files/apply-at-start'
import { parseTenantFile } from '../tenants/files/parse-tenant-file'
import { examineDue } from './examine-due'
import { countExamined, countFaulty } from './faulty-tenants'
import { lastResult } from './last-result'
import { DUE_AFTER_MS, FAULTY_DUE_AFTER_MS, takeTurn } from './turns'

const secret = 'abcdefSECRET0123456789abcdefghijklmnopqrstuvwxyz0123'
const slugs = ['alpha', 'bravo', 'charlie', 'delta']
const pace = { most: 10, pauseMs: 0, beginWithinMs: 60_000 }

let cognito: Emulator
let services: Services

beforeAll(async () => {
  cognito = await startEmulator({
    pools: slugs.map((slug) => ({
      id: `eu-west-1_${slug}`,
      users: [{ username: 'jane', email: 'jane@example.com' }],
      client: {
        id: `client${slug}`,
        secrets: [secret],
        preventUserExistenceErrors: 'ENABLED',
      },
    })),
  })
  Object.assign(process.env, {
    REKEY_SECRET: 'q9fT2xLw7Zk4Vb1Nn8Rm5Yc3Hd6Jg0Ps',
    REKEY_BASE_URL: 'https://portal.example',
    DATABASE_URL: 'memory://',
    AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: cognito.url,
    AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'made-up',
  })
  const loaded = slugs.map((slug) => {
    const parsed = parseTenantFile({
      slug,
      name: slug,
      // Nobody can register it, so it resolves nowhere.
      hosts: slug === 'delta' ? ['reset.delta.example'] : [],
      mail: { explainsRefusals: true },
      cognito: {
        region: 'eu-west-1',
        userPoolId: `eu-west-1_${slug}`,
        clientId: `client${slug}`,
        clientSecret: secret,
      },
    })
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults))
    return { fileName: `${slug}.json`, file: parsed.value, brand: {}, assets: [] }
  })
  services = makeServices(null, testDatabase())
  const applied = await applyTenants(await ofThisProcess(services.db.database), loaded)
  if (!applied.ok) throw new Error(JSON.stringify(applied.faults))
}, 60_000)

afterAll(async () => {
  await services.db.close()
  await cognito.close()
})

async function forget(): Promise<void> {
  const { query } = await services.db.connection()
  await query(`update doctor_turns set taken_at = 'epoch', has_faults = false`)
  await query('delete from doctor_results')
}
afterEach(forget)

const resultOf = async (slug: string, toldTo: 'operator' | 'owner' = 'operator') => {
  const tenant = await services.tenants.find(slug)
  return lastResult(services.db.database, tenant?.id ?? '', toldTo)
}

test('a round examines no more tenants than it may, and the next goes on where it ended', async () => {
  expect(await examineDue(services, { ...pace, most: 3 })).toMatchObject({ examined: 3, isDone: false })
  expect(await examineDue(services, pace)).toMatchObject({ examined: 1, isDone: true })
  expect(await examineDue(services, pace)).toEqual({ examined: 0, withFaults: 0, isDone: true })
  for (const slug of slugs) expect((await resultOf(slug))?.checks.length).toBeGreaterThan(20)
})

test('no tenant is begun after a round’s time', async () => {
  expect(await examineDue(services, { ...pace, beginWithinMs: 0 })).toMatchObject({
    examined: 0,
    isDone: false,
  })
})

test('two rounds at once examine each tenant once', async () => {
  cognito.requests.clear()
  const rounds = await Promise.all([examineDue(services, pace), examineDue(services, pace)])
  expect(rounds.map(({ examined }) => examined).reduce((sum, each) => sum + each)).toBe(slugs.length)
  const probes = cognito.requests.all().filter(({ operation }) => operation === 'ConfirmForgotPassword')
  expect(probes).toHaveLength(slugs.length)
})

test('asks for nobody real, mails nobody, and changes nothing', async () => {
  cognito.requests.clear()
  const before = cognito.inbox.latest()
  await examineDue(services, pace)
  const asked = cognito.requests.all()
  expect(asked.length).toBeGreaterThan(slugs.length)
  expect(asked.filter(({ operation }) => /^(ListUsers|ForgotPassword|AdminUpdate)/.test(operation))).toEqual(
    [],
  )
  expect(JSON.stringify(asked.map(({ body }) => body))).not.toContain('jane')
  expect(cognito.inbox.latest()).toEqual(before)
})

test('the stalest comes first, and one that never came before all others', async () => {
  const database = await services.db.database()
  const start = new Date('2026-11-30T10:00:00Z')
  const after = (ms: number) => new Date(start.getTime() + ms)
  const taken: (string | null)[] = []
  for (const index of slugs.keys()) taken.push(await takeTurn(database, after(index * 1_000)))
  expect(taken.toSorted()).toEqual(slugs)
  expect(await takeTurn(database, after(DUE_AFTER_MS))).toBe(null)
  expect(await takeTurn(database, after(DUE_AFTER_MS + 1))).toBe(taken[0])
  expect(await takeTurn(database, after(DUE_AFTER_MS + 1_001))).toBe(taken[1])
})

test('a tenant with a fault is due again after an hour, and no other', async () => {
  await examineDue(services, pace)
  const database = await services.db.database()
  const later = (ms: number) => new Date(Date.now() + ms)
  expect(await takeTurn(database, later(FAULTY_DUE_AFTER_MS - 60_000))).toBe(null)
  expect(await takeTurn(database, later(FAULTY_DUE_AFTER_MS))).toBe('delta')
  expect(await takeTurn(database, later(FAULTY_DUE_AFTER_MS))).toBe(null)
})

test('the log is told of a fault once, when it is new', async () => {
  const lines: string[] = []
  logTo({ write: (line) => void lines.push(line) })
  const told = () => lines.flatMap((line) => (line.includes('doctor.fault_found') ? [JSON.parse(line)] : []))
  await examineDue(services, pace)
  const { query } = await services.db.connection()
  // A day later.
  await query(`update doctor_turns set taken_at = taken_at - interval '1 day'`)
  await query(`update doctor_results set at = at - interval '1 day'`)
  expect(await examineDue(services, pace)).toMatchObject({ examined: slugs.length, withFaults: 1 })
  logTo(process.stdout)
  expect(told()).toMatchObject([{ slug: 'delta', checks: ['host.dns'] }])
})

test('the tenants with faults are counted for whoever may see their checks', async () => {
  const database = await services.db.database()
  const start = new Date()
  expect(await examineDue(services, pace)).toMatchObject({ withFaults: 1 })
  expect(await countFaulty(database, ['rekey-operators'])).toBe(1)
  expect(await countFaulty(database, ['delta-owner', 'alpha-owner'])).toBe(1)
  expect(await countFaulty(database, ['alpha-owner', 'delta-editor'])).toBe(0)
  expect(await countFaulty(database, [])).toBe(0)
  expect(await countExamined(database, start)).toBe(slugs.length)
  expect(await countExamined(database, new Date(Date.now() + 60_000))).toBe(0)
})
