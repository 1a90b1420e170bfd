import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Emulator, startEmulator } from '../../emulator/index'
import { type PolicyTenant, type PoolPolicies, poolPolicies } from './pool-policies'
import { readPolicy } from './read-policy'

// The promise: where IAM allows it the pool's own policy is shown within the hour, nobody waits for it, and who refuses
// is left alone for an hour.

const MINUTE_MS = 60_000
const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'made-up' }
const userPoolId = 'eu-west-1_Ab12Cd34E'
const rules = { requireUppercase: true, requireLowercase: true, requireNumbers: true, requireSymbols: true }
const copy = { minimumLength: 8, ...rules }

function tenantAt(pool: string, slug = 'acme'): PolicyTenant {
  return { slug, cognito: { region: 'eu-west-1', userPoolId: pool, passwordPolicy: copy } }
}
const acme = tenantAt(userPoolId)
const other = tenantAt('eu-west-1_Other0001', 'other')

let cognito: Emulator
let policies: PoolPolicies
let now = 0
beforeAll(async () => {
  cognito = await startEmulator({
    pools: [
      { id: userPoolId, policy: { minimumLength: 14, requireSymbols: false }, historySize: 5 },
      { id: other.cognito.userPoolId },
    ],
  })
  Object.assign(process.env, {
    REKEY_SECRET: 'q9fT2xLw7Zk4Vb1Nn8Rm5Yc3Hd6Jg0Ps',
    REKEY_BASE_URL: 'http://localhost:3000',
    AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: cognito.url,
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  })
})
beforeEach(() => {
  now = 0
  cognito.faults.clear()
  cognito.requests.clear()
  cognito.pools.get(userPoolId).policy.minimumLength = 14
  policies = poolPolicies({ look: (pool) => readPolicy(pool, credentials), now: () => now })
})
afterAll(() => cognito.close())

const asked = () => cognito.requests.all({ operation: 'DescribeUserPool' }).length
const look = async (tenant = acme) => policies.due(tenant)?.()
const pass = (minutes: number) => {
  now += minutes * MINUTE_MS
}
const refuse = (name: string) => cognito.faults.add({ kind: 'error', operation: 'DescribeUserPool', name })

test('before the first look the tenant’s own copy is shown, and after it the pool’s policy', async () => {
  expect(policies.of(acme)).toEqual({ from: 'tenant', policy: copy, because: 'not-yet' })
  expect(asked()).toBe(0)
  await look()
  expect(policies.of(acme)).toEqual({
    from: 'pool',
    policy: { ...rules, minimumLength: 14, requireSymbols: false, historySize: 5 },
    readAt: expect.any(Date),
  })
})

test('a changed policy shows within the hour, and the pool is not asked more often than that needs', async () => {
  await look()
  cognito.pools.get(userPoolId).policy.minimumLength = 20
  pass(49)
  expect(policies.due(acme)).toBeNull()
  expect(policies.of(acme).policy.minimumLength).toBe(14)
  pass(2)
  await look()
  expect(policies.of(acme).policy.minimumLength).toBe(20)
  expect(asked()).toBe(2)
})

test('many who come at once, and two tenants of one pool, share a look', async () => {
  const looks = Array.from({ length: 5 }, () => policies.due(acme))
  const twin = policies.due(tenantAt(userPoolId, 'twin'))
  await Promise.all([...looks, twin].map((each) => each?.()))
  expect(asked()).toBe(1)
  expect(policies.of(tenantAt(userPoolId, 'twin')).from).toBe('pool')
  expect(policies.of(other).from).toBe('tenant')
})

test.each(['AccessDeniedException', 'ResourceNotFoundException'])(
  'after %s the tenant’s own copy is shown, and the pool is left alone for an hour',
  async (name) => {
    await look()
    refuse(name)
    pass(51)
    await look()
    expect(policies.of(acme)).toMatchObject({ from: 'tenant', policy: copy })
    const refusals = asked()
    pass(59)
    expect(policies.due(acme)).toBeNull()
    cognito.faults.clear()
    pass(2)
    await look()
    expect(asked()).toBe(refusals + 1)
    expect(policies.of(acme).from).toBe('pool')
  },
)

test('what was read holds while Cognito is away, which is asked again after five minutes', async () => {
  await look()
  cognito.faults.add({
    kind: 'error',
    operation: 'DescribeUserPool',
    name: 'InternalErrorException',
    status: 500,
  })
  pass(51)
  await look()
  expect(policies.of(acme)).toMatchObject({ from: 'pool', policy: { minimumLength: 14 } })
  pass(4)
  expect(policies.due(acme)).toBeNull()
  pass(2)
  expect(policies.due(acme)).not.toBeNull()
})

test('without credentials no pool is worth a look for an hour', async () => {
  let looks = 0
  policies = poolPolicies({
    look: async () => {
      looks += 1
      return { kind: 'unread', because: 'no-credentials' }
    },
    now: () => now,
  })
  await look()
  for (const tenant of [acme, other]) {
    expect(policies.of(tenant)).toMatchObject({ from: 'tenant', because: 'no-credentials' })
    expect(policies.due(tenant)).toBeNull()
  }
  pass(61)
  await look(other)
  expect(looks).toBe(2)
})

test('a look that breaks rejects nobody’s answer', async () => {
  policies = poolPolicies({ look: () => Promise.reject(new Error('out of memory')), now: () => now })
  await look()
  expect(policies.of(acme)).toMatchObject({ from: 'tenant', because: 'away' })
})
