import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { testDatabase } from '../db/test-database'
import { ClientSecretUnreadable, openClientSecrets } from './client-secret'
import { applyConfiguredTenants, TenantFilesRefused } from './files/apply-at-start'
import { drawAnew } from './pictures/draw-anew'
import { openTenants } from './resolve'
import { openTenantStore } from './store-access'
import type { Tenant } from './tenant'

const SECRET = 'abcdefghijklmnopqrstuvwxyz012345'
const db = testDatabase()
const store = openTenantStore(db.database)
const [clientSecrets, tenants] = [openClientSecrets(store), openTenants(db.database, store)]
const folder = mkdtempSync(join(tmpdir(), 'rekey-secrets-'))
const write = (slug: string, clientSecret?: string | string[]) =>
  writeFileSync(
    join(folder, `${slug}.json`),
    JSON.stringify({
      slug,
      name: slug,
      cognito: {
        region: 'eu-west-1',
        userPoolId: 'eu-west-1_Ab12Cd34E',
        clientId: '1example23456789',
        ...(clientSecret ? { clientSecret } : {}),
      },
    }),
  )

beforeAll(async () => {
  process.env.REKEY_SECRET = 'kV3p9xQ2mN7rT5wY8zB1cD4fG6hJ0lSa'
  process.env.REKEY_BASE_URL = 'https://reset.example'
  process.env.REKEY_TENANTS = folder
  process.env.TEST_ACME_SECRET = SECRET
})
afterAll(async () => {
  await db.close()
  rmSync(folder, { recursive: true })
})
beforeEach(async () => {
  write('acme', 'env:TEST_ACME_SECRET')
  write('open')
  write('other', SECRET)
  await applyConfiguredTenants(db.database, drawAnew)
})

async function tenant(slug: string): Promise<Tenant> {
  const found = await tenants.find(slug)
  if (!found) throw new Error(slug)
  return found
}
const secretsOf = async (slug: string) => clientSecrets.lend(await tenant(slug), async (secrets) => secrets)

test('the files of REKEY_TENANTS are served with their secrets, a public client without', async () => {
  expect(await secretsOf('acme')).toEqual([SECRET])
  expect(await secretsOf('open')).toEqual([])
})

test('what the call returns or throws comes through', async () => {
  expect(await clientSecrets.lend(await tenant('acme'), async () => 42)).toBe(42)
  const failing = clientSecrets.lend(await tenant('acme'), async () => {
    throw new Error('from the call')
  })
  await expect(failing).rejects.toThrow('from the call')
})

test('a rotation is used as soon as the tenant’s new revision is', async () => {
  await secretsOf('acme')
  const rotated = 'zyxwvutsrqponmlkjihgfedcba543210'
  write('acme', [rotated, 'env:TEST_ACME_SECRET'])
  await applyConfiguredTenants(db.database, drawAnew)
  const fresh = await tenant('acme')
  const secrets = await clientSecrets.lend({ ...fresh, revision: 'the new one' }, async (list) => list)
  expect(secrets).toEqual([rotated, SECRET])
})

test('a sealed secret copied from another tenant, changed, or gone does not open, and only that tenant fails', async () => {
  const { query } = await db.connection()
  const acme = await tenant('acme')
  const use = (revision: string) => clientSecrets.lend({ ...acme, revision }, async (secrets) => secrets)
  const [kept] = await query('select sealed from tenant_secrets where tenant_id = $1', [acme.id])
  const set = (sealed: unknown) =>
    query('update tenant_secrets set sealed = $2 where tenant_id = $1', [acme.id, sealed])

  const [foreign] = await query('select sealed from tenant_secrets where tenant_id <> $1', [acme.id])
  await set(foreign?.sealed)
  await expect(use('swapped')).rejects.toThrow(ClientSecretUnreadable)
  // Not at the end: the last sign of base64 has bits that stand for nothing.
  await set(String(kept?.sealed).replace(/.(?=.{8}$)/, (sign) => (sign === 'A' ? 'B' : 'A')))
  await expect(use('changed')).rejects.toThrow(ClientSecretUnreadable)
  expect(await secretsOf('other')).toEqual([SECRET])
  await query('delete from tenant_secrets where tenant_id = $1', [acme.id])
  await expect(use('gone')).rejects.toThrow(ClientSecretUnreadable)
})

test('bad files refuse the start with every fault, and change nothing', async () => {
  write('acme', 'short')
  write('Bad')
  const refused = applyConfiguredTenants(db.database, drawAnew)
  await expect(refused).rejects.toThrow(TenantFilesRefused)
  await expect(refused).rejects.toThrow(/Bad\.json: slug [\s\S]*acme\.json: cognito\.clientSecret /)
  rmSync(join(folder, 'Bad.json'))
})

test('while the database is away the last opened secrets are used', async () => {
  const acme = await tenant('acme')
  await clientSecrets.lend(acme, async () => {})
  await (await db.connection()).close()
  const later = { ...acme, revision: 'not opened yet' }
  expect(await clientSecrets.lend(later, async (secrets) => secrets)).toEqual([SECRET])
})
