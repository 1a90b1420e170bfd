import {
  type CognitoIdentityProviderClient,
  ConfirmForgotPasswordCommand,
  ForgotPasswordCommand,
} from '@aws-sdk/client-cognito-identity-provider'
import { describe, expect, test } from 'vitest'
import { asJane, jane, newPassword, oldPassword, poolId, post, refusal, start } from './harness'
import type { FaultInput } from './index'

const forgot = new ForgotPasswordCommand(asJane)

async function confirming(fault: FaultInput) {
  const { cognito, sdk } = await start()
  await sdk.send(forgot)
  cognito.faults.add({ operation: 'ConfirmForgotPassword', ...fault })
  const ConfirmationCode = cognito.inbox.latest()?.code
  const failure = await failureOf(
    sdk,
    new ConfirmForgotPasswordCommand({ ...asJane, ConfirmationCode, Password: newPassword }),
  )
  const changed = cognito.passwordIs(poolId, 'jane', newPassword)
  expect(cognito.passwordIs(poolId, 'jane', oldPassword)).toBe(!changed)
  return { ...failure, changed, recorded: cognito.requests.last() }
}

async function failureOf(sdk: CognitoIdentityProviderClient, command: ConfirmForgotPasswordCommand) {
  try {
    await sdk.send(command)
    return { name: 'none', status: 200 }
  } catch (error) {
    const { name, $metadata } = error as { name: string; $metadata?: { httpStatusCode?: number } }
    return { name, status: $metadata?.httpStatusCode }
  }
}

describe('before anything is done', () => {
  test.each<[FaultInput, string, string]>([
    [{ kind: 'error', name: 'ForbiddenException', status: 403 }, 'ForbiddenException', 'ForbiddenException'],
    [{ kind: 'error', name: 'NeverHeardOfException' }, 'NeverHeardOfException', 'NeverHeardOfException'],
    [{ kind: 'throttle', times: 1 }, 'TooManyRequestsException', 'TooManyRequestsException'],
    [{ kind: 'drop-before' }, 'TimeoutError', 'dropped'],
    [{ kind: 'not-json', status: 403 }, 'SyntaxError', 'not-json'],
    [{ kind: 'not-json', status: 503 }, 'SyntaxError', 'not-json'],
    [{ kind: 'empty' }, 'Unknown', 'empty'],
    [
      { kind: 'header-only-error', name: 'CodeMismatchException' },
      'CodeMismatchException',
      'CodeMismatchException',
    ],
  ])('%o leaves the password alone', async (fault, name, outcome) => {
    const result = await confirming(fault)
    expect(result).toMatchObject({ name, changed: false })
    expect(result.recorded).toMatchObject({ outcome, processed: null, fault: fault.kind })
  })
})

describe('after the password was changed', () => {
  test.each<[FaultInput, string, number | undefined]>([
    [{ kind: 'drop-after-commit' }, 'TimeoutError', undefined],
    [
      { kind: 'error', name: 'InternalErrorException', status: 500, when: 'after-commit' },
      'InternalErrorException',
      500,
    ],
    [{ kind: 'not-json', status: 200, body: 'garbage', when: 'after-commit' }, 'SyntaxError', 200],
    [{ kind: 'not-json', status: 502, when: 'after-commit' }, 'SyntaxError', 502],
    [{ kind: 'empty', status: 500, when: 'after-commit' }, 'Unknown', 500],
    [{ kind: 'truncated' }, 'Error', 200],
  ])('%o loses or spoils the answer', async (fault, name, status) => {
    const result = await confirming(fault)
    expect(result).toMatchObject({ name, status, changed: true })
    expect(result.recorded).toMatchObject({ processed: 'ok', fault: fault.kind })
  })

  test('an empty body of a success is a success to the client', async () => {
    expect(await confirming({ kind: 'empty', status: 200, when: 'after-commit' })).toMatchObject({
      name: 'none',
      changed: true,
    })
  })
})

test('a request that hangs is answered when it is released, and was not worked on until then', async () => {
  const { cognito, sdk } = await start()
  cognito.faults.add({ kind: 'hang' })
  const call = sdk.send(forgot)
  const recorded = await cognito.faults.hung()
  expect([recorded.outcome, cognito.inbox.all().length]).toEqual(['hung', 0])
  cognito.faults.release()
  await call
  expect([recorded.outcome, cognito.inbox.all().length]).toEqual(['ok', 1])
})

test('a request that hangs after its work was done has done it', async () => {
  const { cognito, sdk } = await start()
  cognito.faults.add({ kind: 'hang', when: 'after-commit' })
  const call = sdk.send(forgot)
  const recorded = await cognito.faults.hung()
  expect(recorded).toMatchObject({ outcome: 'hung', processed: 'ok' })
  expect(cognito.inbox.latest()?.to).toBe('jane@example.com')
  cognito.faults.release()
  await call
  expect(recorded.outcome).toBe('ok')
})

test('an emulator with a hanging request ends at once', async () => {
  const { cognito, sdk } = await start()
  cognito.faults.add({ kind: 'hang' })
  const call = refusal(sdk.send(forgot))
  await cognito.faults.hung()
  await cognito.close()
  expect(await call).toContain('socket hang up')
})

test('a delay comes before the work or after it', async () => {
  const { cognito, sdk } = await start()
  cognito.faults.add({ kind: 'delay-before', ms: 1, times: 1 }, { kind: 'delay-after', ms: 1, times: 1 })
  await sdk.send(forgot)
  expect(cognito.requests.last()).toMatchObject({ outcome: 'ok', fault: null })
  expect(cognito.faults.all()).toEqual([])
})

test('an emulator that delays ends at once', async () => {
  const { cognito, sdk } = await start()
  cognito.faults.add({ kind: 'delay-before', ms: 600_000 })
  const arrived = cognito.requests.next()
  const call = refusal(sdk.send(forgot))
  await arrived
  await cognito.close()
  expect(await call).toContain('Error')
})

test('a fault strikes as often as it was told to and then no more', async () => {
  const { cognito, sdk } = await start()
  cognito.faults.add({ kind: 'throttle', times: 2 })
  for (let strike = 0; strike < 2; strike++)
    expect(await refusal(sdk.send(forgot))).toContain('TooManyRequests')
  await sdk.send(forgot)
  expect(cognito.requests.count()).toBe(3)
})

test('a fault strikes only the operation, the user and the client it is meant for', async () => {
  const { cognito, sdk } = await start({ pool: { users: [jane, { ...jane, username: 'joe' }] } })
  const fault = { kind: 'error', name: 'ForbiddenException' } as const
  cognito.faults.add(
    { ...fault, username: 'joe' },
    { ...fault, clientId: 'other' },
    { ...fault, operation: 'InitiateAuth' },
  )
  await sdk.send(forgot)
  expect(await refusal(sdk.send(new ForgotPasswordCommand({ ...asJane, Username: 'joe' })))).toContain(
    'Forbidden',
  )
  cognito.faults.clear()
  await sdk.send(new ForgotPasswordCommand({ ...asJane, Username: 'joe' }))
})

test('dropped requests are counted like all others', async () => {
  const { cognito, sdk } = await start()
  cognito.faults.add({ kind: 'drop-before', times: 1 }, { kind: 'drop-after-commit', times: 1 })
  await refusal(sdk.send(forgot))
  await refusal(sdk.send(forgot))
  expect(cognito.requests.all().map(({ outcome, processed }) => [outcome, processed])).toEqual([
    ['dropped', null],
    ['dropped', 'ok'],
  ])
})

test('an error that stands only in the header has a body without a name', async () => {
  const { cognito } = await start()
  cognito.faults.add({ kind: 'header-only-error', name: 'CodeMismatchException' })
  const answer = await post(cognito, 'ForgotPassword', JSON.stringify(asJane))
  expect([answer.status, answer.text, answer.headers.get('x-amzn-errortype')]).toEqual([
    400,
    '{}',
    'CodeMismatchException:',
  ])
})

test('an emulator that went dark refuses connections and comes back on the same port', async () => {
  const { cognito, sdk } = await start()
  await cognito.goDark()
  await expect(sdk.send(forgot)).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  await cognito.comeBack()
  await sdk.send(forgot)
  expect(cognito.requests.count()).toBe(1)
})
