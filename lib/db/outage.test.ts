import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeServices } from '../make-services'
import type { Services } from '../services'
import { applyTenants } from '../tenants/files/apply'
import { ofThisProcess } from '../tenants/files/apply-at-start'
import { parseTenantFile } from '../tenants/files/parse-tenant-file'
import { openServerOrEmbedded } from './server-or-embedded'
import { createTestPostgres, type TestPostgres } from './test-postgres'
import { type TestWire, testWire } from './test-wire'

const server = process.env.TEST_DATABASE_URL

const SECRET = 'abcdefghijklmnopqrstuvwxyz012345'

async function apply({ db }: Services, name: string): Promise<void> {
  const parsed = parseTenantFile({
    slug: 'acme',
    name,
    cognito: { region: 'eu-west-1', userPoolId: 'eu-west-1_Ab12', clientId: 'client', clientSecret: SECRET },
  })
  if (!parsed.ok) throw new Error('not a tenant file')
  await applyTenants(await ofThisProcess(db.database), [
    { fileName: 'acme.json', file: parsed.value, brand: {}, assets: [] },
  ])
}

describe.skipIf(!server)(`PostgreSQL away${server ? '' : ' (skipped: TEST_DATABASE_URL is not set)'}`, () => {
  let database: TestPostgres
  let services: Services
  let wire: TestWire
  beforeAll(async () => {
    database = await createTestPostgres(server ?? '')
    wire = await testWire(database.url)
    process.env.REKEY_SECRET = 'kV3p9xQ2mN7rT5wY8zB1cD4fG6hJ0lSa'
    process.env.REKEY_BASE_URL = 'https://reset.example'
    process.env.DATABASE_URL = wire.url
    services = makeServices(null, openServerOrEmbedded)
    await apply(services, 'Acme')
  })
  afterAll(async () => {
    await services.db.close()
    wire.close()
    await database.drop()
  })

  test.each(['cut', 'silent'] as const)(
    'the wire is %s: a served tenant stays served within a second, limits hold, and all is well within five of its return',
    async (state) => {
      const tenant = await services.tenants.find('acme')
      if (!tenant) throw new Error('acme is gone')
      await services.secrets.lend(tenant, async () => {})
      expect(await services.db.ping()).toBe(true)

      wire.set(state)
      for (let second = 0; second < 4; second++) {
        const start = performance.now()
        expect((await services.tenants.find('acme'))?.name).toBe(tenant.name)
        expect(performance.now() - start).toBeLessThan(1_000)
        await expect.poll(() => performance.now() - start, { timeout: 2_000 }).toBeGreaterThan(1_000)
      }
      expect(await services.secrets.lend({ ...tenant, revision: state }, async (secrets) => secrets)).toEqual(
        [SECRET],
      )
      let taken = 0
      for (let index = 0; index < 10; index++)
        if ((await services.limits.take('askPerUser', state)).taken) taken++
      expect(taken).toBe(2)
      const pinged = performance.now()
      expect(await services.db.ping()).toBe(false)
      expect(performance.now() - pinged).toBeLessThan(1_300)
      await services.audit.record({ event: 'confirm.done', tenantId: tenant.id, outcome: state })

      wire.set('whole')
      const back = performance.now()
      await expect.poll(services.db.ping, { timeout: 5_000 }).toBe(true)
      await apply(services, `Acme after ${state}`)
      await expect
        .poll(async () => (await services.tenants.find('acme'))?.name, { timeout: 5_000 })
        .toBe(`Acme after ${state}`)
      await expect
        .poll(async () => (await services.limits.peek('askPerUser', `${state} again`)).remaining, {
          timeout: 5_000,
        })
        .toBe(5)
      expect(performance.now() - back).toBeLessThan(5_000)
      expect(await services.audit.drain()).toBe(true)
      const rows = await (await services.db.connection()).query(
        'select outcome from audit where outcome = $1',
        [state],
      )
      expect(rows).toHaveLength(1)
    },
    40_000,
  )
})
