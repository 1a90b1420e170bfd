import type { FaultInput } from '../emulator/index'
import { expect, test } from './fixtures'
import { NEW_PASSWORD, OLD_PASSWORD, type Site } from './site'
import { Visitor } from './visitor'

// A silent Cognito is waited for this long; a person must have an answer within ten seconds.
test.use({ settings: { REKEY_CONFIRM_DEADLINE_MS: '4000', REKEY_ANSWER_TIME_FACTOR: '1' } })

const visitor = (site: Site) => new Visitor(site.portal.port)

test.afterEach(({ site }) => {
  site.emulator.faults.clear()
  site.emulator.faults.release()
})

type Fault = Omit<FaultInput & { kind: 'error' }, never> | FaultInput
const error = (
  name: string,
  rest: { message?: string; status?: number; when?: 'after-commit' } = {},
): Fault => ({
  kind: 'error',
  name,
  ...rest,
})
const secretFault = 'Unable to verify secret hash for client 1example23456789'

/** CONTRACT: what came back, and what the person sees. */
const confirmations: [seen: string, faults: Fault[]][] = [
  [
    'code-rejected',
    [
      error('CodeMismatchException'),
      error('ExpiredCodeException'),
      error('UserNotFoundException'),
      error('UserNotConfirmedException'),
      error('NotAuthorizedException', { message: 'User is disabled.' }),
      error('NotAuthorizedException', { message: 'User password cannot be reset in the current state.' }),
      { kind: 'header-only-error', name: 'CodeMismatchException' },
    ],
  ],
  ['password-rejected', [error('InvalidPasswordException', { message: 'Password not long enough' })]],
  ['password-reused', [error('PasswordHistoryPolicyViolationException')]],
  ['too-many-attempts', [error('LimitExceededException'), error('TooManyFailedAttemptsException')]],
  [
    'busy',
    [
      { kind: 'throttle', times: 1 },
      error('ThrottlingException'),
      error('TooManyRequestsException', { status: 429 }),
    ],
  ],
  [
    'unknown',
    [
      { kind: 'drop-before' },
      { kind: 'drop-after-commit' },
      { kind: 'truncated' },
      { kind: 'hang' },
      { kind: 'hang', when: 'after-commit' },
      error('InternalErrorException', { status: 500 }),
      error('InternalErrorException', { status: 500, when: 'after-commit' }),
      error('ServiceUnavailable', { status: 503 }),
      { kind: 'not-json', status: 200, body: 'garbage', when: 'after-commit' },
      { kind: 'not-json', status: 503 },
      { kind: 'empty', status: 500 },
      error('UnexpectedLambdaException', { when: 'after-commit' }),
      error('UserLambdaValidationException', { when: 'after-commit' }),
      error('InvalidLambdaResponseException', { when: 'after-commit' }),
    ],
  ],
  [
    'blocked',
    [
      error('ForbiddenException', { status: 403 }),
      { kind: 'not-json', status: 403 },
      { kind: 'not-json', status: 405 },
    ],
  ],
  [
    'misconfigured',
    [
      error('ResourceNotFoundException'),
      error('NotAuthorizedException', { message: secretFault }),
      error('InvalidParameterException', { message: 'Invalid IP address.' }),
      error('OperationNotEnabledException'),
    ],
  ],
]

// Many short tests, and the last file by name: together they are over in a third of the time.
test.describe.configure({ mode: 'parallel' })

test.describe('what Cognito answered to a new password is told truthfully', () => {
  for (const [seen, faults] of confirmations) {
    for (const fault of faults) {
      const { kind, ...rest } = fault
      test(`${kind} ${Object.values(rest).join(' ')} is ${seen}`, async ({ site }) => {
        const person = site.person()
        const reader = visitor(site)
        const reset = await reader.open((await site.mail(person)).path)
        site.emulator.faults.add({
          ...fault,
          operation: 'ConfirmForgotPassword',
          username: person.username,
          times: 1,
        })
        const start = performance.now()
        const answer = await reader.submit(reset, 'password', { password: NEW_PASSWORD })
        expect(performance.now() - start).toBeLessThan(10_000)

        expect(answer.status).toBe(200)
        expect(answer.error ?? answer.page).toBe(seen)
        // The message was written by whoever owns the pool's functions, or worse.
        expect(answer.html).not.toMatch(/injected|Exception|Lambda|arn:|garbage/)
        expect(site.confirmations(person.username)).toHaveLength(1)
        const isNew = await site.signsIn(person, NEW_PASSWORD)
        if (seen !== 'unknown') expect(isNew).toBe(false)
        if (['blocked', 'misconfigured'].includes(seen))
          expect(answer.words).toMatch(/[2-9A-Z]{3}-[2-9A-Z]{3}/)
      })
    }
  }

  test('a refused connection changed nothing, and the form may be sent again', async ({ site }) => {
    const person = site.person()
    const reader = visitor(site)
    const { code } = await site.mail(person)
    await site.emulator.goDark()
    const answer = await reader.choose('/northwind', {
      username: person.username,
      code,
      password: NEW_PASSWORD,
    })
    expect(answer.error).toBe('unavailable')
    const values = Object.fromEntries(answer.form('password').map(({ name, value }) => [name, value]))
    expect(values).toMatchObject({ username: person.username, code, password: '' })
    await site.emulator.comeBack()
    expect(await site.signsIn(person, OLD_PASSWORD)).toBe(true)
    const done = await reader.submit(answer, 'password', { password: NEW_PASSWORD })
    expect(done.page).toBe('done')
  })
})

test('nobody is told that a password was changed without having changed it', async ({ site }) => {
  const stranger = visitor(site)
  for (const page of ['done', 'unknown', 'done?k=v1.made.up']) {
    const sight = await stranger.open(`/northwind/${page}`)
    expect([sight.page, sight.words.includes('Password changed')], page).toEqual(['unknown', false])
  }
  stranger.cookies.set('rekey_receipt', { value: 'v1.made.up', path: '/' })
  expect((await stranger.open('/northwind/done')).page).toBe('unknown')
})
