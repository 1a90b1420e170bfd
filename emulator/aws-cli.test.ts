import { execFile, spawnSync } from 'node:child_process'
import { beforeEach, describe, expect, test } from 'vitest'
import { clientId, hashFor, newPassword, oldPassword, poolId, secret, start } from './harness'
import type { Emulator } from './index'

// The other official client, written by other hands than the SDK's. Version 1 ends with 255 where version 2 ends
// with 254, and only version 2 exits differently for usage errors.

const version = /aws-cli\/(\d)/.exec(spawnSync('aws', ['--version'], { encoding: 'utf8' }).stdout ?? '')?.[1]

function aws(cognito: Emulator, ...words: string[]): Promise<{ exit: number; out: string; err: string }> {
  const { AWS_PROFILE: _, ...environment } = process.env
  const env = {
    ...environment,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_REGION: 'eu-west-1',
    AWS_DEFAULT_REGION: 'eu-west-1',
    AWS_MAX_ATTEMPTS: '1',
    AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'made-up',
  }
  return new Promise((resolve) => {
    const all = ['cognito-idp', ...words, '--endpoint-url', cognito.url]
    execFile('aws', all, { env }, (error, out, err) => {
      resolve({ exit: typeof error?.code === 'number' ? error.code : 0, out, err })
    })
  })
}

// A minute, because every call starts a Python of its own.
describe('the AWS CLI', { timeout: 60_000 }, () => {
  beforeEach((context) => context.skip(!version, '`aws` is not on the PATH'))

  const failed = version === '1' ? 255 : 254
  const who = ['--client-id', clientId, '--username', 'jane']
  const hash = ['--secret-hash', hashFor('jane')]

  test('resets a password', async () => {
    const { cognito } = await start({ client: { secrets: [secret] } })
    const asked = await aws(cognito, 'forgot-password', ...who, ...hash)
    expect(asked).toMatchObject({ exit: 0, err: '' })
    expect(JSON.parse(asked.out)).toEqual({
      CodeDeliveryDetails: { Destination: 'j***@e***', DeliveryMedium: 'EMAIL', AttributeName: 'email' },
    })
    const confirm = ['--confirmation-code', cognito.inbox.latest()?.code ?? '', '--password', newPassword]
    expect(await aws(cognito, 'confirm-forgot-password', ...who, ...hash, ...confirm)).toEqual({
      exit: 0,
      out: '',
      err: '',
    })
    expect(cognito.passwordIs(poolId, 'jane', newPassword)).toBe(true)
    expect(await aws(cognito, 'confirm-forgot-password', ...who, ...hash, ...confirm)).toEqual({
      exit: failed,
      out: '',
      err: '\nAn error occurred (ExpiredCodeException) when calling the ConfirmForgotPassword operation: Invalid code provided, please request a code again.\n',
    })
    // Credentials in the environment sign nothing: the two operations are for everybody.
    expect(cognito.requests.all().map(({ authorization }) => authorization)).toEqual([false, false, false])
  })

  test('reads the names and the sentences of errors', async () => {
    const { cognito } = await start({ client: { secrets: [secret] } })
    const answer = await aws(cognito, 'forgot-password', ...who)
    expect([answer.exit, answer.err]).toEqual([
      failed,
      `\nAn error occurred (NotAuthorizedException) when calling the ForgotPassword operation: Client ${clientId} is configured with secret but SECRET_HASH was not received\n`,
    ])
  })

  test('signs in, and signs the calls of an administrator', async () => {
    const { cognito } = await start()
    const parameters = ['--auth-flow', 'USER_PASSWORD_AUTH', '--client-id', clientId]
    const signedIn = await aws(
      cognito,
      'initiate-auth',
      ...parameters,
      '--auth-parameters',
      `USERNAME=jane,PASSWORD=${oldPassword}`,
    )
    expect(JSON.parse(signedIn.out).AuthenticationResult.TokenType).toBe('Bearer')
    const user = await aws(cognito, 'admin-get-user', '--user-pool-id', poolId, '--username', 'jane')
    expect(JSON.parse(user.out)).toMatchObject({ Username: 'jane', UserStatus: 'CONFIRMED' })
    expect(cognito.requests.last()?.authorization).toBe(true)
  })
})
