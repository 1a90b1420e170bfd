import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Emulator, startEmulator } from '../../emulator/index'
import { testDatabase } from '../db/test-database'
import { type Limits, openLimits } from '../limits/limiter'
import { testTenant } from '../tenants/test-tenant'
import { explainUser } from './explain-user'

const tenant = testTenant()
const admin = (subject: string) => ({
  sessionId: 's',
  subject,
  name: 'Anna',
  groups: ['acme-owner'],
  signedInAgoSeconds: 10,
})

const db = testDatabase()
let cognito: Emulator
let limits: Limits
beforeAll(async () => {
  const users = [{ username: 'jane@example.com', email: 'jane@example.com', enabled: false }]
  cognito = await startEmulator({ pools: [{ id: tenant.cognito.userPoolId, users }] })
  Object.assign(process.env, {
    REKEY_SECRET: 'q9fT2xLw7Zk4Vb1Nn8Rm5Yc3Hd6Jg0Ps',
    REKEY_BASE_URL: 'http://localhost:3000',
    DATABASE_URL: 'memory://',
    // A tenth of thirty: three an hour.
    REKEY_LIMITS_FACTOR: '0.1',
    AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: cognito.url,
    AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'made-up',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  })
  // A store that is still opening counts as away, and then half the limit holds.
  const { reserved } = await db.connection()
  limits = openLimits(reserved)
})
afterAll(async () => {
  await db.close()
  await cognito.close()
})

test('what is answered says the state and the next step, and holds the name in no form but its tag', async () => {
  const answer = await explainUser(limits, admin('one'), tenant, 'jane@example.com')
  expect(answer).toMatchObject({ state: 'disabled', command: expect.stringContaining('admin-enable-user') })
  expect(JSON.stringify(answer)).not.toContain('jane')
  const again = await explainUser(limits, admin('one'), tenant, ' JANE@example.com')
  expect(answer !== 'too-many' && again !== 'too-many' && answer.tag === again.tag).toBe(true)
})

test('after the limit Cognito is not asked any more, whoever is looked up; another person still may', async () => {
  const ask = (subject: string, name: string) => explainUser(limits, admin(subject), tenant, name)
  for (const name of ['a', 'b', 'c']) expect(await ask('two', name)).toMatchObject({ state: 'no-such-user' })
  const before = cognito.requests.all({ operation: 'AdminGetUser' }).length
  expect(await ask('two', 'd')).toBe('too-many')
  expect(cognito.requests.all({ operation: 'AdminGetUser' })).toHaveLength(before)
  expect(await ask('three', 'd')).toMatchObject({ state: 'no-such-user' })
})
