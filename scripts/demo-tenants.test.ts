import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Emulator, startEmulator } from '../emulator/index'
import { testDatabase } from '../lib/db/test-database'
import { examineTenant } from '../lib/doctor/examine'
import { makeServices } from '../lib/make-services'
import type { Services } from '../lib/services'
import { applyTenants } from '../lib/tenants/files/apply'
import { ofThisProcess } from '../lib/tenants/files/apply-at-start'
import { loadTenantFiles } from '../lib/tenants/files/files'
import { drawAnew } from '../lib/tenants/pictures/draw-anew'
import { clientSecrets, demoPools } from './demo-pools'

const origin = 'http://localhost:3000'

let cognito: Emulator
let services: Services

beforeAll(async () => {
  const pools = demoPools('tenants', origin)
  cognito = await startEmulator({ pools: pools.map(({ seed }) => seed) })
  Object.assign(process.env, {
    REKEY_SECRET: 'q9fT2xLw7Zk4Vb1Nn8Rm5Yc3Hd6Jg0Ps',
    REKEY_BASE_URL: origin,
    DATABASE_URL: 'memory://',
    NODE_ENV: 'production',
    REKEY_MAIL_FROM: 'no-reply@rekey.example',
    AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: cognito.url,
    ...clientSecrets(pools),
  })
  services = makeServices(null, testDatabase())
  const loaded = await loadTenantFiles('tenants', drawAnew)
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.faults))
  const applied = await applyTenants(await ofThisProcess(services.db.database), loaded.tenants)
  if (!applied.ok) throw new Error(JSON.stringify(applied.faults))
})
afterAll(async () => {
  await services.db.close()
  await cognito.close()
})

test.each(['northwind', 'kumo', 'panaderia-sol', 'al-manar'])(
  'nothing is wrong with %s of a fresh demo but the person who can get no code',
  async (slug) => {
    const tenant = await services.tenants.find(slug)
    if (tenant === null) throw new Error(`${slug} was not stored`)
    const { operator } = await examineTenant(services, tenant, {
      credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'made-up' },
    })
    const found = operator.flatMap(({ id, verdict, evidence }) =>
      verdict === 'ok' ? [] : [`${verdict} ${id}: ${evidence}`],
    )
    expect(found).toEqual([expect.stringContaining('warning users.verified_address')])
  },
)
