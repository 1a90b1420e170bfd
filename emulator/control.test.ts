import { ForgotPasswordCommand } from '@aws-sdk/client-cognito-identity-provider'
import { expect, test } from 'vitest'
import { asJane, oldPassword, poolId, refusal, secret, start } from './harness'
import type { Emulator } from './index'

const forgot = new ForgotPasswordCommand(asJane)

async function press(cognito: Emulator, method: string, path: string, body?: unknown) {
  const response = await fetch(`${cognito.url}/_emulator/${path}`, {
    method,
    ...(body !== undefined && {
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    }),
  })
  const text = await response.text()
  return { status: response.status, body: text === '' ? null : JSON.parse(text) }
}

test('the clock is moved and set', async () => {
  const { cognito } = await start()
  expect(await press(cognito, 'POST', 'clock', { advanceSeconds: 60 })).toEqual({
    status: 200,
    body: { now: '2026-11-24T10:32:00.000Z' },
  })
  await press(cognito, 'POST', 'clock', { set: '2027-01-01T00:00:00Z' })
  expect((await press(cognito, 'GET', 'health')).body).toEqual({
    status: 'ok',
    now: '2027-01-01T00:00:00.000Z',
  })
})

test('faults are set, listed and cleared', async () => {
  const { cognito, sdk } = await start()
  await press(cognito, 'POST', 'faults', [
    { kind: 'throttle', times: 2 },
    { kind: 'delay-after', ms: 0 },
  ])
  await press(cognito, 'POST', 'faults', { kind: 'error', name: 'ForbiddenException' })
  expect(await refusal(sdk.send(forgot))).toContain('TooManyRequests')
  expect((await press(cognito, 'GET', 'faults')).body).toMatchObject([{ kind: 'throttle', times: 1 }, {}, {}])
  expect((await press(cognito, 'DELETE', 'faults')).status).toBe(204)
  await sdk.send(forgot)
})

test('a hanging request is released', async () => {
  const { cognito, sdk } = await start()
  await press(cognito, 'POST', 'faults', { kind: 'hang', times: 1 })
  const call = sdk.send(forgot)
  await cognito.faults.hung()
  await press(cognito, 'POST', 'faults/release')
  await call
})

test('of a list with one bad fault none is set', async () => {
  const { cognito } = await start()
  const bad = [{ kind: 'drop-before' }, { kind: 'explode' }]
  expect((await press(cognito, 'POST', 'faults', bad)).status).toBe(400)
  expect(cognito.faults.all()).toEqual([])
})

test('requests are read, filtered and cleared', async () => {
  const { cognito, sdk } = await start()
  await sdk.send(forgot)
  expect((await press(cognito, 'GET', 'requests?operation=ForgotPassword')).body).toMatchObject([
    { outcome: 'ok' },
  ])
  expect((await press(cognito, 'GET', 'requests?username=joe')).body).toEqual([])
  await press(cognito, 'DELETE', 'requests')
  expect(cognito.requests.count()).toBe(0)
})

test('budgets are reset', async () => {
  const { cognito, sdk } = await start({ budgetPerHour: 1 })
  await sdk.send(forgot)
  expect(await refusal(sdk.send(forgot))).toContain('LimitExceeded')
  await press(cognito, 'POST', 'reset-budgets')
  await sdk.send(forgot)
})

test('a user is added and then replaced, and keeps the sub', async () => {
  const { cognito } = await start()
  const joe = { pool: poolId, username: 'joe', email: 'joe@example.com', password: oldPassword }
  const { body } = await press(cognito, 'POST', 'users', joe)
  expect(cognito.passwordIs(poolId, 'joe', oldPassword)).toBe(true)
  const again = await press(cognito, 'POST', 'users', { ...joe, enabled: false })
  expect(again.body.sub).toBe(body.sub)
  expect(cognito.findUser(poolId, 'joe')?.enabled).toBe(false)
  expect((await press(cognito, 'POST', 'users', { ...joe, shoeSize: 45 })).status).toBe(400)
})

test('pools are shown without secrets and passwords', async () => {
  const { cognito } = await start({ client: { secrets: [secret] } })
  const { body } = await press(cognito, 'GET', 'pools')
  expect(body).toMatchObject([
    { id: poolId, clients: [{ secrets: 1 }], users: [{ username: 'jane', status: 'CONFIRMED' }] },
  ])
  expect(JSON.stringify(body)).not.toContain(secret)
  expect(JSON.stringify(body)).not.toContain('hash')
})

test('what is sent wrongly is told, and an unknown switch is not found', async () => {
  const { cognito } = await start()
  expect((await press(cognito, 'POST', 'clock', { advance: 1 })).status).toBe(400)
  expect((await press(cognito, 'POST', 'clock')).body).toEqual({ error: 'send application/json' })
  expect((await press(cognito, 'POST', 'nothing', {})).status).toBe(404)
})
