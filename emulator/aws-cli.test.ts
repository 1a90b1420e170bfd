import { tmpdir } from 'node:os'
import { afterAll, describe, expect, test } from 'vitest'
import { manyRuns } from '../cli/aws-forks'
import type { Ended } from '../cli/harness'
import { findAws2 } from '../cli/real-aws'
import { clientId, hashFor, newPassword, oldPassword, poolId, secret, start, startSignUp } from './harness'
import type { Emulator } from './index'

// The other official client, written by other hands than the SDK's.

const aws2 = findAws2()

const runs = aws2 === null ? null : manyRuns(aws2)
afterAll(() => runs?.close())

async function aws(cognito: Emulator, ...words: string[]): Promise<Ended> {
  if (runs === null) throw new Error('There is no AWS CLI 2.')
  const env = {
    PATH: process.env.PATH ?? '',
    HOME: '/nonexistent',
    LANG: 'C.UTF-8',
    AWS_PAGER: '',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_REGION: 'eu-west-1',
    AWS_DEFAULT_REGION: 'eu-west-1',
    AWS_MAX_ATTEMPTS: '1',
    AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'made-up',
  }
  const all = ['cognito-idp', ...words, '--endpoint-url', cognito.url]
  const { exit, out, err } = await runs.run(all, { cwd: tmpdir(), env })
  // What version 2 says of its one attempt is no part of the service's sentence.
  return { exit, out, err: err.replace(' (reached max retries: 0)', '') }
}

// A minute, for an AWS CLI that starts anew for each call.
describe.skipIf(aws2 === null)(`${aws2 ?? 'the AWS CLI 2, which is not there'}`, { timeout: 60_000 }, () => {
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
      exit: 254,
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
      254,
      `\nAn error occurred (NotAuthorizedException) when calling the ForgotPassword operation: Client ${clientId} is configured with secret but SECRET_HASH was not received\n`,
    ])
  })

  test('signs somebody up', async () => {
    const { cognito, code, statusOf } = await startSignUp()
    const joe = ['--client-id', clientId, '--username', 'joe']
    const address = ['--user-attributes', 'Name=email,Value=joe@example.com']
    const made = await aws(cognito, 'sign-up', ...joe, '--password', oldPassword, ...address)
    expect(JSON.parse(made.out)).toEqual({
      UserConfirmed: false,
      UserSub: cognito.findUser(poolId, 'joe')?.sub,
      CodeDeliveryDetails: { Destination: 'j***@e***', DeliveryMedium: 'EMAIL', AttributeName: 'email' },
    })
    const again = await aws(cognito, 'resend-confirmation-code', ...joe)
    expect(JSON.parse(again.out).CodeDeliveryDetails.Destination).toBe('j***@e***')
    const confirm = ['confirm-sign-up', ...joe, '--confirmation-code', code()]
    expect((await aws(cognito, ...confirm)).exit).toBe(0)
    expect(statusOf()).toBe('CONFIRMED')
    expect((await aws(cognito, ...confirm)).err).toBe(
      '\nAn error occurred (NotAuthorizedException) when calling the ConfirmSignUp operation: User cannot be confirmed. Current status is CONFIRMED\n',
    )
    expect(cognito.requests.all().some(({ authorization }) => authorization)).toBe(false)
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
