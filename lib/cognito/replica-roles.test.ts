import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Emulator, startEmulator } from '../../emulator/index'
import { readReplicaRole } from './read-replica-role'
import { type ReplicaRoles, replicaRoles } from './replica-roles'

// The promise: a role is what IAM let the portal read within half a minute, and nothing else is ever said of it.

const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'made-up' }
const userPoolId = 'eu-west-1_Ab12Cd34E'
const tenant = { cognito: { region: 'eu-west-1', userPoolId, replicas: ['eu-central-1'] } }
const alone = { cognito: { ...tenant.cognito, replicas: [] } }

let cognito: Emulator
let roles: ReplicaRoles
let now = 0
beforeAll(async () => {
  cognito = await startEmulator({ pools: [{ id: userPoolId }] })
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
  become('SECONDARY')
  roles = replicaRoles({ look: (pool) => readReplicaRole(pool, credentials), now: () => now })
})
afterAll(() => cognito.close())

function become(role: 'PRIMARY' | 'SECONDARY', status: 'ACTIVE' | 'INACTIVE' = 'ACTIVE'): void {
  cognito.pools.get(userPoolId).replica = { role, status, others: { 'eu-central-1': 'PRIMARY' } }
}
const asked = () => cognito.requests.all({ operation: 'ListUserPoolReplicas' }).length

test('a region is the standby only once that was read, and no longer than half a minute', async () => {
  expect(roles.isStandby(tenant)).toBe(false)
  await roles.due(tenant)?.()
  expect(roles.isStandby(tenant)).toBe(true)
  expect(roles.due(tenant)).toBeNull()
  now += 31_000
  expect(roles.isStandby(tenant)).toBe(false)
  become('PRIMARY')
  await roles.due(tenant)?.()
  expect(roles.isStandby(tenant)).toBe(false)
  expect(asked()).toBe(2)
})

test('whether it takes sign-ins is read with it', async () => {
  expect(await roles.roleOf(tenant)).toEqual({ role: 'secondary', isActive: true })
  now += 31_000
  become('SECONDARY', 'INACTIVE')
  expect(await roles.roleOf(tenant)).toEqual({ role: 'secondary', isActive: false })
})

test('many at once take one look', async () => {
  const all = await Promise.all(Array.from({ length: 20 }, () => roles.roleOf(tenant)))
  expect(new Set(all.map((role) => role?.role))).toEqual(new Set(['secondary']))
  expect(asked()).toBe(1)
})

test('who refuses is left alone for an hour, and nothing is said meanwhile', async () => {
  cognito.faults.add({ kind: 'error', operation: 'ListUserPoolReplicas', name: 'AccessDeniedException' })
  expect(await roles.roleOf(tenant)).toBeNull()
  cognito.faults.clear()
  now += 3_500_000
  expect(await roles.roleOf(tenant)).toBeNull()
  expect(roles.isStandby(tenant)).toBe(false)
  expect(asked()).toBe(1)
  now += 200_000
  expect(await roles.roleOf(tenant)).toMatchObject({ role: 'secondary' })
})

test('a pool that is not listed in its region has no role there', async () => {
  cognito.pools.get(userPoolId).replica = null
  expect(await roles.roleOf(tenant)).toBeNull()
})

test('a pool without replicas is never asked about', async () => {
  expect(roles.due(alone)).toBeNull()
  expect(await roles.roleOf(alone)).toBeNull()
  expect(asked()).toBe(0)
})
