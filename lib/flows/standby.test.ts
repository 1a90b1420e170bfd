import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { relay } from '../aws-endpoint/relay'
import type { Tenant } from '../tenants/tenant'
import { confirmCode } from './confirm-code'
import { requestCode } from './request-code'
import { resetFlow } from './reset'
import { signUpFlow } from './sign-up'
import { newCaller, newPassword, startTestPortal, type TestPortal } from './test-portal'

// The promise: where the pool's standby answers, that is what is said, nothing is changed and nobody is charged for it.

let portal: TestPortal
beforeAll(async () => {
  vi.spyOn(process.stdout, 'write').mockReturnValue(true)
  portal = await startTestPortal()
  Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'made-up' })
}, 120_000)
afterAll(async () => {
  await portal.close()
  vi.restoreAllMocks()
})

const replicated = () => portal.addTenant({ cognito: { replicas: ['eu-central-1'] } })
function become({ cognito }: Tenant, role: 'PRIMARY' | 'SECONDARY'): void {
  portal.cognito.pools.get(cognito.userPoolId).replica = { role, status: 'ACTIVE', others: {} }
}
const calls = (operation: string, username: string) => portal.cognito.requests.count({ operation, username })
const ask = async (
  tenant: Tenant,
  username: string,
  caller = newCaller(),
  flow = resetFlow as typeof signUpFlow,
) => (await requestCode(portal.services, flow, tenant, username, caller)).outcome.kind
const choose = async (tenant: Tenant, username: string, code: string, caller = newCaller()) =>
  (
    await confirmCode(
      portal.services,
      resetFlow,
      tenant,
      { username, code, password: newPassword },
      caller,
      () => null,
    )
  ).outcome

test('an ask and an attempt at a standby say so; once the primary is back both go on, at no cost', async () => {
  const tenant = await replicated()
  const [username, caller] = [portal.addUser(tenant), newCaller()]
  expect(await ask(tenant, username, caller)).toBe('sent')
  const code = portal.codeOf(username)
  become(tenant, 'SECONDARY')
  for (let time = 0; time < 6; time++)
    expect((await choose(tenant, username, code, caller)).kind).toBe('standby')
  expect(await ask(tenant, portal.addUser(tenant), caller)).toBe('standby')
  become(tenant, 'PRIMARY')
  expect((await choose(tenant, username, code, caller)).kind).toBe('done')
  expect(portal.isPassword(tenant, username, newPassword)).toBe(true)
})

test('it is the same for every account and for none', async () => {
  const tenant = await replicated()
  become(tenant, 'SECONDARY')
  expect(await ask(tenant, portal.addUser(tenant))).toBe('standby')
  expect(await ask(tenant, 'nobody-at-all')).toBe('standby')
  expect(await ask(tenant, portal.addUser(tenant, { enabled: false }))).toBe('standby')
})

test('a sign-up is told the same', async () => {
  const tenant = await replicated()
  become(tenant, 'SECONDARY')
  expect(await ask(tenant, portal.addUser(tenant), newCaller(), signUpFlow)).toBe('standby')
})

test('a code that was used before is still said to be used', async () => {
  const tenant = await replicated()
  const username = portal.addUser(tenant)
  await ask(tenant, username)
  const code = portal.codeOf(username)
  expect((await choose(tenant, username, code)).kind).toBe('done')
  await portal.services.confirmations.saved()
  become(tenant, 'SECONDARY')
  const again = await confirmCode(
    portal.services,
    resetFlow,
    tenant,
    { username, code, password: 'Other-Horse-2' },
    newCaller(),
    () => null,
  )
  expect(again.outcome).toMatchObject({ kind: 'unknown', why: 'used-before' })
})

test('where the role was read, the standby is not asked at all', async () => {
  const tenant = await replicated()
  const username = portal.addUser(tenant)
  become(tenant, 'SECONDARY')
  expect(await portal.services.replicas.roleOf(tenant)).toEqual({ role: 'secondary', isActive: true })
  expect(await ask(tenant, username)).toBe('standby')
  expect((await choose(tenant, username, '123456')).kind).toBe('standby')
  expect(calls('ForgotPassword', username)).toBe(0)
  expect(calls('ConfirmForgotPassword', username)).toBe(0)
})

test('a region that can’t be reached is not called a standby', async () => {
  const tenant = await replicated()
  const username = portal.addUser(tenant)
  become(tenant, 'SECONDARY')
  await portal.cognito.goDark()
  const kind = await ask(tenant, username)
  await portal.cognito.comeBack()
  expect(kind).toBe('unavailable')
})

test('the same refusal at a pool without replicas is a fault of the settings', async () => {
  const tenant = await portal.addTenant()
  become(tenant, 'SECONDARY')
  expect(await ask(tenant, portal.addUser(tenant))).toBe('misconfigured')
})

test('an AWS client gets the standby’s own answer, whether or not it was asked', async () => {
  const tenant = await replicated()
  become(tenant, 'SECONDARY')
  const askByAws = () => {
    const body = JSON.stringify({ ClientId: tenant.cognito.clientId, Username: portal.addUser(tenant) })
    const target = 'AWSCognitoIdentityProviderService.ForgotPassword'
    return relay(
      portal.services,
      tenant,
      { contentType: 'application/x-amz-json-1.1', target, body },
      newCaller(),
    )
  }
  const refused = { ok: false, error: { name: 'OperationNotEnabledException' } }
  expect(await askByAws()).toMatchObject(refused)
  await portal.services.replicas.roleOf(tenant)
  expect(await askByAws()).toMatchObject(refused)
})
