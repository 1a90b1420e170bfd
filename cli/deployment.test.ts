import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Emulator, startEmulator } from '../emulator/index'
import { openPglite } from '../lib/db/pglite'
import { openPostgres } from '../lib/db/postgres'
import { createTestPostgres, type TestPostgres } from '../lib/db/test-postgres'
import { buildOnce, rekey } from './harness'

// The operator's commands, one after the other as a person would. Each is a process of its own, and opening the embedded
// database takes most of its time: they meet at a PostgreSQL server where there is one, and a few at a folder.

const server = process.env.TEST_DATABASE_URL

const secret = 'abcdefSECRET0123456789abcdefghijklmnopqrstuvwxyz0123'
const oldKey = 'q9fT2xLw7Zk4Vb1Nn8Rm5Yc3Hd6Jg0Ps'
const newKey = 'zB1cD4fG6hJ0lSakV3p9xQ2mN7rT5wY8'
const folder = mkdtempSync(join(tmpdir(), 'rekey-cli-'))
const tenantFile = join(folder, 'tenants', 'acme.json')

let cognito: Emulator
let env: Record<string, string>
let database: TestPostgres | undefined

const acme = (change: Record<string, unknown> = {}) => ({
  slug: 'acme',
  name: 'Acme Bank',
  cognito: {
    region: 'eu-west-1',
    userPoolId: 'eu-west-1_Ab12Cd34E',
    clientId: '1example23456789',
    clientSecret: 'env:ACME_CLIENT_SECRET',
    clientMetadata: { app: 'banking' },
  },
  brand: { color: { accent: '#005eb8' } },
  ...change,
})

const run = (...parameters: string[]) => rekey(parameters, { env })

beforeAll(async () => {
  await buildOnce()
  database = server ? await createTestPostgres(server) : undefined
  cognito = await startEmulator({
    pools: [
      {
        id: 'eu-west-1_Ab12Cd34E',
        client: { id: '1example23456789', secrets: [secret], preventUserExistenceErrors: 'ENABLED' },
        users: [{ username: 'jane', email: 'jane@example.com', password: 'Old-Horse-1' }],
      },
    ],
  })
  env = {
    REKEY_SECRET: oldKey,
    REKEY_BASE_URL: 'https://portal.example',
    ...(database ? { DATABASE_URL: database.url } : { REKEY_DATA_DIR: join(folder, 'data') }),
    ACME_CLIENT_SECRET: secret,
    AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: cognito.url,
  }
  mkdirSync(join(folder, 'tenants'))
  writeFileSync(tenantFile, JSON.stringify(acme({ brand: {} })))
}, 300_000)
afterAll(async () => {
  await cognito.close()
  await database?.drop()
  rmSync(folder, { recursive: true, force: true })
})

test('without an environment every missing variable is named, and nothing else happens', async () => {
  const ended = await rekey(['tenants', 'list'])
  expect([ended.exit, ended.out]).toEqual([2, ''])
  expect(ended.err).toContain('REKEY_SECRET')
  expect(ended.err).toContain('REKEY_BASE_URL')
  expect(ended.err).not.toMatch(/\n\s+at /)
})

test('a tenant is applied, listed, compared and exported, its secret never shown', async () => {
  expect((await run('tenants', 'diff', tenantFile)).exit).toBe(1)
  expect(await run('tenants', 'apply', tenantFile)).toMatchObject({
    exit: 0,
    out: 'Written: acme. Unchanged: none.\n',
  })
  expect(await run('tenants', 'apply', tenantFile)).toMatchObject({
    out: 'Written: none. Unchanged: acme.\n',
  })
  expect(await run('tenants', 'diff', tenantFile)).toMatchObject({ exit: 0, out: 'No difference.\n' })

  const listed = await run('tenants', 'list', '--json')
  expect(JSON.parse(listed.out)).toMatchObject([{ slug: 'acme', status: 'active', client: 'secret' }])

  const exported = await run('tenants', 'export', 'acme')
  expect(JSON.parse(exported.out)).toMatchObject({
    slug: 'acme',
    cognito: { clientSecret: 'env:ACME_CLIENT_SECRET' },
  })
  writeFileSync(join(folder, 'again.json'), exported.out)
  expect((await run('tenants', 'diff', join(folder, 'again.json'))).exit).toBe(0)

  writeFileSync(tenantFile, JSON.stringify(acme({ name: 'Acme', brand: {} })))
  const diff = await run('tenants', 'diff', tenantFile, '--json')
  expect([diff.exit, JSON.parse(diff.out)]).toEqual([
    1,
    [{ slug: 'acme', path: 'name', stored: '"Acme Bank"', file: '"Acme"' }],
  ])
  expect(listed.out + exported.out + diff.out).not.toContain('SECRET0123')
  // A pipe is no terminal: no colour, whatever it is.
  expect((await run('tenants', 'list')).out).not.toContain('\u001b')
}, 300_000)

test('without a database server what one command stores in a folder another one finds', async () => {
  const { DATABASE_URL: _, ...settings } = env
  const embedded = { env: { ...settings, REKEY_DATA_DIR: join(folder, 'embedded') } }
  const file = join(folder, 'embedded.json')
  writeFileSync(file, JSON.stringify(acme({ brand: {} })))
  expect((await rekey(['tenants', 'apply', file], embedded)).out).toBe('Written: acme. Unchanged: none.\n')
  const listed = await rekey(['tenants', 'list', '--json'], embedded)
  expect(JSON.parse(listed.out)).toMatchObject([{ slug: 'acme', status: 'active', client: 'secret' }])
}, 300_000)

test('a bad file is refused whole with every fault', async () => {
  const bad = join(folder, 'bad.json')
  writeFileSync(bad, JSON.stringify({ ...acme(), slug: 'Admin!', name: '' }))
  const ended = await run('tenants', 'apply', bad)
  expect(ended.exit).toBe(2)
  expect(ended.err).toContain('bad.json: slug')
  expect(ended.err).toContain('bad.json: name')
})

test('--tenant fills in what only the deployment knows', async () => {
  const asked = await run('forgot-password', '--tenant', 'acme', '--username', 'jane')
  expect([asked.exit, asked.err]).toEqual([0, ''])
  expect(cognito.requests.last()).toMatchObject({
    verdict: { secretHash: 'ok', encodedData: 'ok' },
    body: { ClientId: '1example23456789', ClientMetadata: { app: 'banking', tenant: 'acme' } },
  })
  const code = cognito.inbox.latest()?.code ?? ''
  const more = ['--username', 'jane', '--confirmation-code', code, '--password', 'New-Horse-2']
  expect(await run('confirm-forgot-password', '--tenant', 'acme', ...more)).toEqual({
    exit: 0,
    out: '',
    err: '',
  })
  expect(cognito.passwordIs('eu-west-1_Ab12Cd34E', 'jane', 'New-Horse-2')).toBe(true)
  expect((await run('forgot-password', '--tenant', 'nobody', '--username', 'jane')).err).toBe(
    'There is no tenant nobody.\n',
  )
}, 300_000)

test('secrets are sealed anew under the newest key, and open with it alone', async () => {
  env.REKEY_SECRET = `${newKey},${oldKey}`
  const rotationState = async () => {
    const [examined] = JSON.parse((await run('doctor', 'acme', '--json')).out)
    const check = examined.checks.find(({ id }: { id: string }) => id === 'deployment.secret_rotation')
    return check.evidence
  }
  expect(await rotationState()).toBe('1 stored value is sealed under an older secret')
  const dry = JSON.parse((await run('secrets', 'rotate', '--dry-run', '--json')).out)
  expect(dry).toMatchObject({ isDryRun: true, sealedAnew: 1, alreadyNewest: 0 })
  const rotated = await run('secrets', 'rotate', '--json')
  expect(rotated.err).toContain('Sealing under the newest secret 1/1')
  expect(JSON.parse(rotated.out)).toEqual({
    isDryRun: false,
    sealedAnew: 1,
    alreadyNewest: 0,
    unreadable: [],
    unreadableSessions: 0,
  })
  expect((await run('secrets', 'rotate')).out).toBe(
    '0 sealed anew, 1 were under the newest secret already.\n',
  )
  expect(await rotationState()).toContain('everything stored is under the newest secret')
  env.REKEY_SECRET = newKey
  expect((await run('forgot-password', '--tenant', 'acme', '--username', 'jane')).exit).toBe(0)
}, 300_000)

test('the audit log tells what the commands did', async () => {
  const tail = await run('audit', 'tail', '--json')
  const events = tail.out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).event)
  expect(events).toEqual(['tenants.applied', 'tenants.applied', 'secrets.rotated', 'secrets.rotated'])
  expect((await run('audit', 'tail', '-n', '1')).out.trim().split('\n')).toHaveLength(1)
  expect(await run('audit', 'tail', '--code', 'k7q2mx')).toMatchObject({ exit: 0, out: '' })
  expect(await run('audit', 'tail', '--code', 'jane')).toMatchObject({ exit: 252, out: '' })
}, 300_000)

test('doctor examines the stored tenants and says what it could not see', async () => {
  const ended = await run('doctor', 'acme', '--json')
  const [examined] = JSON.parse(ended.out)
  expect(examined.tenant).toBe('acme')
  const verdict = (id: string) => examined.checks.find((check: { id: string }) => check.id === id)?.verdict
  expect([verdict('client.secret'), verdict('deployment.database'), verdict('pool.recovery')]).toEqual([
    'ok',
    'ok',
    'unknown',
  ])
  expect(ended.exit).toBe(0)
}, 300_000)

test('the audit log is verified, changes of it are found and named, and it is sealed anew', async () => {
  // No server runs here that would seal it.
  expect(await run('audit', 'reseal')).toMatchObject({ exit: 2, out: '' })
  expect((await run('audit', 'reseal', '--yes')).out).toContain('sealed anew as it stands, with 0 faults')
  const intact = await run('audit', 'verify')
  expect([intact.exit, intact.out]).toEqual([0, expect.stringContaining('Nothing was changed.')])
  const [, anchor = ''] = /^Anchor: (.+)$/m.exec(intact.out) ?? []
  expect((await run('audit', 'verify', '--anchor', anchor)).exit).toBe(0)
  expect((await run('audit', 'verify', '--anchor', 'nonsense')).exit).toBe(252)

  const client = server ? openPostgres(database?.url ?? '') : await openPglite(join(folder, 'data'))
  await client.query(`update audit set outcome = 'other' where id = 1`)
  await client.query('delete from audit where id = 2')
  await client.close()
  const changed = await run('audit', 'verify')
  expect(changed.exit).toBe(1)
  expect(changed.out).toMatch(
    /^Entry 1 of \d{4}-\d{2} is not as it was sealed: it was changed, or put in since\.$/m,
  )
  expect(changed.out).toMatch(/^1 entry of .* is missing\.$/m)
  const { isIntact, faults } = JSON.parse((await run('audit', 'verify', '--json')).out)
  expect([isIntact, faults.length]).toEqual([false, 2])
}, 300_000)

test('a tenant is removed only when that was said, and its history stays', async () => {
  expect((await run('tenants', 'remove', 'acme')).exit).toBe(2)
  expect((await run('tenants', 'remove', 'acme', '--yes')).out).toContain('Removed acme.')
  expect(JSON.parse((await run('tenants', 'list', '--json')).out)).toEqual([])
  expect((await run('audit', 'tail', '-n', '1', '--json')).out).toContain('tenant.delete')
}, 300_000)

test('every command has a help and every misuse is exit code 252', async () => {
  for (const command of ['tenants', 'doctor', 'confirm-forgot-password']) {
    const ended = await rekey([command, '--help'])
    expect([ended.exit, ended.out.startsWith('Usage: rekey ')]).toEqual([0, true])
  }
  expect((await rekey(['nonsense'])).exit).toBe(252)
  expect((await rekey(['drill'])).exit).toBe(252)
  expect((await rekey(['drill', 'https://portal.example/acme/link'])).exit).toBe(252)
}, 300_000)
