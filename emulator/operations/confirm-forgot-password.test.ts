import { ConfirmForgotPasswordCommand, InitiateAuthCommand } from '@aws-sdk/client-cognito-identity-provider'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  asJane,
  clientId,
  jane,
  newPassword,
  oldPassword,
  poolId,
  post,
  refusal,
  secret,
  start,
  withCode,
} from '../harness'

const expired = 'ExpiredCodeException: Invalid code provided, please request a code again.'
const mismatch = 'CodeMismatchException: Invalid verification code provided, please try again.'

test('the code sets the new password, which signs in, and the old one does not', async () => {
  const { sdk, confirm, code } = await withCode()
  const answer = await confirm(code)
  expect(Object.keys(answer)).toEqual(['$metadata'])
  const signIn = (PASSWORD: string) =>
    sdk.send(
      new InitiateAuthCommand({
        AuthFlow: 'USER_PASSWORD_AUTH',
        ClientId: clientId,
        AuthParameters: { USERNAME: 'jane', PASSWORD },
      }),
    )
  expect((await signIn(newPassword)).AuthenticationResult?.AccessToken).toBeDefined()
  expect(await refusal(signIn(oldPassword))).toBe('NotAuthorizedException: Incorrect username or password.')
})

describe('a code', () => {
  test('works once', async () => {
    const { confirm, code, isPassword } = await withCode()
    await confirm(code)
    expect(await refusal(confirm(code, 'Third-Horse-3'))).toBe(expired)
    expect(isPassword(newPassword)).toBe(true)
  })

  test('works for one hour', async () => {
    const { cognito, confirm, code } = await withCode()
    cognito.clock.advance(3601)
    expect(await refusal(confirm(code))).toBe(expired)
    cognito.clock.advance(-1)
    await confirm(code)
  })

  test('is dead once a newer one was sent', async () => {
    const { cognito, ask, confirm, code, isPassword } = await withCode()
    let second = await ask()
    while (second === code) second = await ask()
    expect(await refusal(confirm(code))).toBe(mismatch)
    expect(isPassword(oldPassword)).toBe(true)
    expect(cognito.inbox.all({ username: 'jane' }).length).toBeGreaterThan(1)
    await confirm(second)
  })

  test('that was never asked for is told like one that is too old', async () => {
    const { cognito, confirm } = await withCode()
    cognito.addUser(poolId, { username: 'joe', email: 'joe@example.com' })
    expect(await refusal(confirm('123456', newPassword, 'joe'))).toBe(expired)
  })

  test('is text: its leading zeros count', async () => {
    const { cognito, confirm } = await withCode()
    const user = cognito.findUser(poolId, 'jane')
    if (user) user.code = { value: '001234', issuedAt: cognito.clock.now() }
    expect(await refusal(confirm('1234'))).toBe(mismatch)
    await confirm('001234')
  })

  test('is nobody else’s', async () => {
    const { cognito, confirm, code } = await withCode()
    cognito.addUser(poolId, { username: 'joe', email: 'joe@example.com', password: oldPassword })
    expect(await refusal(confirm(code, newPassword, 'joe'))).toBe(expired)
    expect(cognito.passwordIs(poolId, 'joe', oldPassword)).toBe(true)
  })

  test('sets one password when two requests bring it at once', async () => {
    const { confirm, code, isPassword } = await withCode()
    const both = await Promise.allSettled([confirm(code, 'First-Horse-1'), confirm(code, 'Other-Horse-2')])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const winner = both[0].status === 'fulfilled' ? 'First-Horse-1' : 'Other-Horse-2'
    expect(isPassword(winner)).toBe(true)
  })
})

describe('a password', () => {
  test('that breaks the policy is refused, and the code stays good', async () => {
    const { confirm, code, isPassword } = await withCode()
    expect(await refusal(confirm(code, 'short'))).toBe(
      'InvalidPasswordException: Password did not conform with policy: Password not long enough',
    )
    expect(isPassword(oldPassword)).toBe(true)
    await confirm(code)
  })

  test('from the history is refused as far back as the pool remembers, and the code stays good', async () => {
    const { ask, confirm, code, isPassword } = await withCode({ pool: { historySize: 2 } })
    const used =
      'PasswordHistoryPolicyViolationException: Password has previously been used. Please use a different password.'
    expect(await refusal(confirm(code, oldPassword))).toBe(used)
    await confirm(code, 'First-Horse-1')
    expect(await refusal(confirm(await ask(), oldPassword))).toBe(used)
    await confirm(await ask(), 'Second-Horse-2')
    await confirm(await ask(), oldPassword)
    expect(isPassword(oldPassword)).toBe(true)
  })

  test('may be the present one where the pool keeps no history', async () => {
    const { confirm, code } = await withCode()
    await confirm(code, oldPassword)
  })

  test('is kept as it was sent: composed and decomposed letters are two passwords', async () => {
    const composed = 'S\u00f8ren-\u00e9-1'
    const decomposed = composed.normalize('NFD')
    const { confirm, code, isPassword } = await withCode()
    await confirm(code, decomposed)
    expect(isPassword(decomposed)).toBe(true)
    expect(isPassword(composed)).toBe(false)
  })

  test('with halves of letters in it is told from one with other halves, which UTF-8 would make the same', async () => {
    const { cognito, code, isPassword } = await withCode()
    const body = JSON.stringify({ ...asJane, ConfirmationCode: code, Password: 'Lone-Horse-1\ud800' })
    expect((await post(cognito, 'ConfirmForgotPassword', body)).status).toBe(200)
    expect(isPassword('Lone-Horse-1\ud800')).toBe(true)
    expect(isPassword('Lone-Horse-1\ud801')).toBe(false)
  })

  test('of any letters is kept exactly', async () => {
    const { ask, confirm, isPassword, cognito } = await withCode({ budgetPerHour: Number.POSITIVE_INFINITY })
    const letters = fc.stringMatching(/^[^\s]{1,60}$/u).map((text) => `Aa1-${text}----`)
    await fc.assert(
      fc.asyncProperty(letters, async (password) => {
        await confirm(await ask(), password)
        expect(isPassword(password)).toBe(true)
        expect(isPassword(`${password}x`)).toBe(false)
        cognito.inbox.clear()
      }),
      { numRuns: 25 },
    )
  })
})

test('no wrong code ever changes the password', async () => {
  const { confirm, code, isPassword } = await withCode({ budgetPerHour: Number.POSITIVE_INFINITY })
  const guesses = fc
    .oneof(
      fc.integer({ min: 0, max: 999_999 }).map((guess) => String(guess).padStart(6, '0')),
      fc.stringMatching(/^\S{1,20}$/),
      fc.constantFrom(`${code}0`, code.slice(1), code.slice(0, 5), `0${code}`, `+${code}`, `${code}.0`),
    )
    .filter((guess) => guess !== code)
  await fc.assert(
    fc.asyncProperty(guesses, async (guess) => {
      expect(await refusal(confirm(guess))).toBe(mismatch)
      expect(isPassword(oldPassword)).toBe(true)
    }),
    { numRuns: 40 },
  )
  await confirm(code)
})

describe('a client that tells who exists (LEGACY)', () => {
  test.each([
    [
      'an unknown user',
      { username: 'someone' },
      'UserNotFoundException: Username/client id combination not found.',
    ],
    ['a disabled user', { enabled: false }, 'NotAuthorizedException: User is disabled.'],
    [
      'an unconfirmed user',
      { status: 'UNCONFIRMED' as const },
      'UserNotConfirmedException: User is not confirmed.',
    ],
    [
      'a federated user',
      { status: 'EXTERNAL_PROVIDER' as const },
      'NotAuthorizedException: User password cannot be reset in the current state.',
    ],
  ])('answers for %s as the service does', async (_, change, message) => {
    const { sdk } = await start({ pool: { users: [{ ...jane, ...change }] } })
    const command = new ConfirmForgotPasswordCommand({
      ...asJane,
      ConfirmationCode: '123456',
      Password: newPassword,
    })
    expect(await refusal(sdk.send(command))).toBe(message)
  })
})

describe('a client that hides who exists (ENABLED)', () => {
  const client = { preventUserExistenceErrors: 'ENABLED' as const }
  const command = new ConfirmForgotPasswordCommand({
    ...asJane,
    ConfirmationCode: '123456',
    Password: newPassword,
  })

  test.each([
    ['unknown', { username: 'someone' }],
    ['disabled', { enabled: false }],
  ])('answers for an %s user as for a wrong code', async (_, change) => {
    const { sdk } = await start({ client, pool: { users: [{ ...jane, ...change }] } })
    expect(await refusal(sdk.send(command))).toBe(mismatch)
  })

  test('tells a user who asked for no code by another name than one who does not exist', async () => {
    const { sdk } = await start({ client })
    expect(await refusal(sdk.send(command))).toBe(expired)
  })
})

test('a user whose password an administrator reset is confirmed by the code', async () => {
  const { cognito, confirm, code } = await withCode({
    pool: { users: [{ ...jane, status: 'RESET_REQUIRED' }] },
  })
  await confirm(code)
  expect(cognito.findUser(poolId, 'jane')?.status).toBe('CONFIRMED')
})

test('the secret hash is required here too', async () => {
  const { sdk, confirm, code, isPassword } = await withCode({ client: { secrets: [secret] } })
  const bare = new ConfirmForgotPasswordCommand({ ...asJane, ConfirmationCode: code, Password: newPassword })
  expect(await refusal(sdk.send(bare))).toContain('SECRET_HASH was not received')
  expect(isPassword(oldPassword)).toBe(true)
  await confirm(code)
})
