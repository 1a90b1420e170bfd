import type { FaultInput } from '../emulator/index'
import { expect, test } from './fixtures'
import type { Site } from './site'
import { Visitor } from './visitor'

// What Cognito says is to be known by the time of the answer, however busy the machine is.
test.use({ settings: { REKEY_REQUEST_DEADLINE_MS: '2500', REKEY_ANSWER_TIME_FACTOR: '3' } })

const visitor = (site: Site) => new Visitor(site.portal.port)

test.afterEach(({ site }) => {
  site.emulator.faults.clear()
  site.emulator.faults.release()
})

const error = (name: string, rest: { message?: string; status?: number } = {}): FaultInput => ({
  kind: 'error',
  name,
  ...rest,
})
const secretFault = 'Unable to verify secret hash for client 1example23456789'

/** CONTRACT: only what is true for every user of the tenant looks different from `sent`. */
const requests: [seen: string, faults: FaultInput[]][] = [
  [
    'sent',
    [
      error('UserNotFoundException'),
      error('UserNotConfirmedException'),
      error('InvalidParameterException', {
        message:
          'Cannot reset password for the user as there is no registered/verified email or phone_number',
      }),
      error('NotAuthorizedException', { message: 'User is disabled.' }),
      error('CodeDeliveryFailureException'),
      error('LimitExceededException'),
      error('TooManyFailedAttemptsException'),
      error('UnexpectedLambdaException', {
        message: 'arn:aws:lambda:eu-west-1:1:function:x failed with <script>alert(1)</script>',
      }),
      error('UserLambdaValidationException'),
      error('InvalidLambdaResponseException'),
      error('InvalidEmailRoleAccessPolicyException'),
      error('InvalidSmsRoleAccessPolicyException'),
      error('InvalidSmsRoleTrustRelationshipException'),
    ],
  ],
  [
    'sent',
    [
      { kind: 'drop-before' },
      { kind: 'drop-after-commit' },
      { kind: 'hang' },
      error('InternalErrorException', { status: 500 }),
      { kind: 'not-json', status: 503 },
      { kind: 'truncated' },
      error('SomeFutureException'),
    ],
  ],
  ['busy', [{ kind: 'throttle', times: 1 }, error('ThrottlingException')]],
  ['blocked', [error('ForbiddenException', { status: 403 }), { kind: 'not-json', status: 403 }]],
  [
    'misconfigured',
    [error('ResourceNotFoundException'), error('NotAuthorizedException', { message: secretFault })],
  ],
]

test.describe('what Cognito answered to asking for a mail', () => {
  for (const [seen, faults] of requests) {
    const [first] = faults
    test(`is ${seen} where that is so, ${first && 'name' in first ? first.name : first?.kind} and the like`, async ({
      site,
    }) => {
      await Promise.all(
        faults.map(async (fault) => {
          const person = site.person()
          site.emulator.faults.add({
            ...fault,
            operation: 'ForgotPassword',
            username: person.username,
            times: 1,
          })
          const answer = await visitor(site).ask('/northwind', person.username)
          const what = `${fault.kind} ${'name' in fault ? fault.name : ''}`
          expect([answer.status, answer.error ?? answer.page], what).toEqual([200, seen])
          expect(answer.html, what).not.toMatch(/injected|Exception|Lambda|arn:|alert\(1\)/)
          expect(site.asked(person.username), what).toBe(1)
        }),
      )
    })
  }

  test('a refused connection is unavailable, with the form intact', async ({ site }) => {
    const person = site.person()
    await site.emulator.goDark()
    const answer = await visitor(site).ask('/northwind', person.username)
    await site.emulator.comeBack()
    expect(answer.error).toBe('unavailable')
    expect(answer.form('username').find(({ name }) => name === 'username')?.value).toBe(person.username)
  })
})
