import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  brokenPasswordRule,
  classifyConfirm,
  classifyRequest,
  isRefusedForState,
  isSecretHashMismatch,
  regionSign,
} from './exceptions'
import { type CognitoFailure, describeFailure } from './failure'
import recorded from './fixtures/sdk-errors.json'

const failure = (name: string, message = 'msg', rest: Partial<CognitoFailure> = {}): CognitoFailure => ({
  name,
  message,
  status: 400,
  code: null,
  neverSent: false,
  requestId: null,
  reasonCode: null,
  ...rest,
})

/** As the SDK surfaces it, with its metadata. */
const thrown = (name: string, message: string, status: number | undefined, extra: object = {}) =>
  Object.assign(new Error(message), { name, $metadata: { httpStatusCode: status } }, extra)

describe('a confirmation', () => {
  test.each([
    ['CodeMismatchException', 'code-rejected'],
    ['ExpiredCodeException', 'code-rejected'],
    ['UserNotFoundException', 'code-rejected'],
    ['UserNotConfirmedException', 'code-rejected'],
    ['InvalidPasswordException', 'password-rejected'],
    ['PasswordHistoryPolicyViolationException', 'password-reused'],
    ['LimitExceededException', 'too-many-attempts'],
    ['TooManyFailedAttemptsException', 'too-many-attempts'],
    ['TooManyRequestsException', 'busy'],
    ['NotAuthorizedException', 'code-rejected'],
    ['InvalidParameterException', 'misconfigured'],
    ['InvalidLambdaResponseException', 'unknown'],
    ['UnexpectedLambdaException', 'unknown'],
    ['UnexpectedLambdaExceptionException', 'unknown'],
    ['UserLambdaValidationException', 'unknown'],
    ['CodeDeliveryFailureException', 'unknown'],
    ['ResourceNotFoundException', 'misconfigured'],
    ['ForbiddenException', 'blocked'],
    ['OperationNotEnabledException', 'misconfigured'],
    ['InternalErrorException', 'unknown'],
    ['SomeFutureException', 'unknown'],
  ])('that answers %s is %s, whatever its HTTP status', (name, kind) => {
    for (const status of [400, 403, 404, 429, 500]) {
      expect(classifyConfirm(failure(name, 'msg', { status })).kind).toBe(kind)
    }
  })

  test('has a verdict of its own for every error that the SDK was recorded to surface', () => {
    const names = recorded.map((each) => each.name)
    expect(names.length).toBeGreaterThan(25)
    for (const each of recorded) {
      const { kind } = classifyConfirm(
        describeFailure(thrown(each.name, each.message, each.status, { code: each.code })),
      )
      expect(kind, each.name).not.toBe('done')
    }
  })

  test.each([
    ['html 403', 'SyntaxError', 403, 'blocked'],
    ['html 404', 'SyntaxError', 404, 'blocked'],
    ['empty 400', 'Unknown', 400, 'blocked'],
    ['html 503', 'SyntaxError', 503, 'unknown'],
    ['a success that is no JSON', 'SyntaxError', 200, 'unknown'],
    ['a redirect', 'SyntaxError', 302, 'unknown'],
  ])('whose answer can’t be read (%s) is told by who answered', (_, name, status, kind) => {
    expect(classifyConfirm(failure(name, '', { status })).kind).toBe(kind)
  })

  test.each([
    ['the deadline', { name: 'AbortError', message: 'Request aborted' }],
    ['a lost connection', { name: 'TimeoutError', message: 'socket hang up', code: 'ECONNRESET' }],
    ['a broken pipe', { name: 'TimeoutError', message: 'write EPIPE', code: 'EPIPE', syscall: 'write' }],
    [
      'a silent server',
      { name: 'TimeoutError', message: 'a request has exceeded the configured 8000 ms requestTimeout.' },
    ],
    [
      'one address refused and another lost',
      { name: 'AggregateError', errors: [{ code: 'ECONNREFUSED' }, { code: 'ECONNRESET' }] },
    ],
    ['something nobody has seen', { name: 'Surprise' }],
    ['not even an error', 'text'],
    ['nothing', undefined],
  ])('is unknown after %s, because it may have been processed', (_, error) => {
    expect(classifyConfirm(describeFailure(error)).kind).toBe('unknown')
  })

  test.each([
    ['refused', { name: 'Error', code: 'ECONNREFUSED', syscall: 'connect' }],
    [
      'refused on every address',
      {
        name: 'AggregateError',
        code: 'ECONNREFUSED',
        errors: [{ code: 'ECONNREFUSED' }, { code: 'ENETUNREACH' }],
      },
    ],
    ['reset while connecting', { name: 'TimeoutError', code: 'ECONNRESET', syscall: 'connect' }],
    ['timed out while connecting', { name: 'TimeoutError', code: 'ETIMEDOUT', syscall: 'connect' }],
    ['without a name in the DNS', { name: 'Error', code: 'ENOTFOUND', syscall: 'getaddrinfo' }],
    ['with a bad certificate', { name: 'Error', code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }],
    [
      'closed before TLS stood',
      {
        name: 'TimeoutError',
        code: 'ECONNRESET',
        message: 'Client network socket disconnected before secure TLS connection was established',
      },
    ],
    [
      'not established in time',
      {
        name: 'TimeoutError',
        message:
          '@smithy/node-http-handler - the request socket did not establish a connection with the server within the configured timeout of 2000 ms.',
      },
    ],
  ])('is unavailable where the connection was %s: nothing was sent', (_, error) => {
    expect(classifyConfirm(describeFailure(error)).kind).toBe('unavailable')
    expect(classifyRequest(describeFailure(error)).kind).toBe('unavailable')
  })

  test.each([
    ['Client x is configured with secret but SECRET_HASH was not received', 'misconfigured'],
    ['Unable to verify secret hash for client x', 'misconfigured'],
    ['User password cannot be reset in the current state.', 'code-rejected'],
    ['User is disabled.', 'code-rejected'],
    ['Contact administrator to reset password.', 'code-rejected'],
  ])('NotAuthorized is told apart by its message: %s', (message, kind) => {
    expect(classifyConfirm(failure('NotAuthorizedException', message)).kind).toBe(kind)
  })

  test.each([
    [
      "1 validation error detected: Value at 'password' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\S]+",
      'password-rejected',
    ],
    [
      "1 validation error detected: Value 'x' at 'confirmationCode' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\S]+",
      'code-rejected',
    ],
    [
      "2 validation errors detected: Value 'x' at 'username' failed to satisfy constraint: …; Value 'y' at 'secretHash' failed to satisfy constraint: …",
      'misconfigured',
    ],
    [
      'Cannot reset password for the user as there is no registered/verified email or phone_number',
      'code-rejected',
    ],
    ['Invalid IpAddress', 'misconfigured'],
  ])('InvalidParameter is told apart by its message: %s', (message, kind) => {
    expect(classifyConfirm(failure('InvalidParameterException', message)).kind).toBe(kind)
  })

  test('never says that it is done, and never throws, whatever is thrown at it', () => {
    fc.assert(
      fc.property(fc.anything(), (error) => {
        expect(['unknown', 'unavailable', 'blocked', 'busy', 'misconfigured']).toContain(
          classifyConfirm(describeFailure(error)).kind,
        )
      }),
    )
  })

  test('an error named like a member of every object is unknown', () => {
    expect(classifyConfirm(failure('constructor')).kind).toBe('unknown')
    expect(classifyRequest(failure('toString'))).toEqual({ kind: 'sent', isUnknown: true })
  })
})

describe('asking for a mail', () => {
  test.each([
    'UserNotFoundException',
    'NotAuthorizedException',
    'UserNotConfirmedException',
    'InvalidParameterException',
    'CodeDeliveryFailureException',
    'LimitExceededException',
    'TooManyFailedAttemptsException',
    'UnexpectedLambdaException',
    'UserLambdaValidationException',
    'InvalidLambdaResponseException',
    'InvalidEmailRoleAccessPolicyException',
    'InvalidSmsRoleAccessPolicyException',
    'InvalidSmsRoleTrustRelationshipException',
  ])('looks sent after %s, which happens to some accounts only', (name) => {
    expect(classifyRequest(failure(name)).kind).toBe('sent')
  })

  test.each([
    ['TooManyRequestsException', 'msg', 400, 'busy'],
    ['ThrottlingException', 'Rate exceeded', 400, 'busy'],
    ['ForbiddenException', 'msg', 403, 'blocked'],
    ['SyntaxError', 'Unexpected token <', 403, 'blocked'],
    ['ResourceNotFoundException', 'msg', 400, 'misconfigured'],
    ['OperationNotEnabledException', 'msg', 400, 'misconfigured'],
    ['NotAuthorizedException', 'Unable to verify secret hash for client x', 400, 'misconfigured'],
    ['InvalidParameterException', 'Invalid IpAddress in UserContextData', 400, 'misconfigured'],
  ])('shows what is true for every user: %s (%s)', (name, message, status, kind) => {
    expect(classifyRequest(failure(name, message, { status }))).toEqual({ kind, isUnknown: false })
  })

  test.each([
    ['InternalErrorException', 'Something went wrong', 500],
    ['SyntaxError', 'Unexpected token <', 503],
    ['SyntaxError', 'Unexpected end of JSON input', 200],
    ['AbortError', 'Request aborted', null],
    ['TimeoutError', 'socket hang up', null],
    ['SomeFutureException', 'msg', 400],
  ])(
    'looks sent, and is known to be in doubt, after %s (%s): one slow mail function makes it',
    (name, message, status) => {
      expect(classifyRequest(failure(name, message, { status }))).toEqual({ kind: 'sent', isUnknown: true })
    },
  )
})

test.each([
  ['Password did not conform with policy: Password not long enough', 'length'],
  ['Password did not conform with policy: Password must have uppercase characters', 'uppercase'],
  ['Password does not conform to policy: Password must have lowercase characters', 'lowercase'],
  ['Password did not conform with policy: Password must have numeric characters', 'number'],
  ['Password did not conform with policy: Password must have symbol characters', 'symbol'],
  ['Provided password cannot be used for security reasons.', 'policy'],
])('the broken rule is read off the message: %s', (message, rule) => {
  expect(brokenPasswordRule(message)).toBe(rule)
})

test('only an answer that proves that nothing was done lets the next secret of a rotation be tried', () => {
  expect(
    isSecretHashMismatch(failure('NotAuthorizedException', 'Unable to verify secret hash for client x')),
  ).toBe(true)
  expect(isSecretHashMismatch(failure('NotAuthorizedException', 'User is disabled.'))).toBe(false)
  expect(isSecretHashMismatch(failure('AbortError', 'Unable to verify secret hash'))).toBe(false)
})

describe('a request that is refused for the state of one user', () => {
  const noContact =
    'Cannot reset password for the user as there is no registered/verified email or phone_number'
  test.each([
    ['NotAuthorizedException', 'User password cannot be reset in the current state.', true],
    ['NotAuthorizedException', 'Contact administrator to reset password.', true],
    ['InvalidParameterException', noContact, true],
    ['NotAuthorizedException', 'User is disabled.', false],
    ['NotAuthorizedException', 'Unable to verify secret hash for client 1example23456789', false],
    [
      'NotAuthorizedException',
      'Client 1example is configured with secret but SECRET_HASH was not received',
      false,
    ],
    ['InvalidParameterException', "1 validation error detected: Value 'x' at 'username' failed", false],
    ['UserLambdaValidationException', noContact, false],
    ['UserNotFoundException', 'User does not exist.', false],
    ['LimitExceededException', 'Attempt limit exceeded, please try after some time.', false],
  ])('%s “%s”: %s, and looks like every other ask', (name, message, isRefused) => {
    expect(isRefusedForState(failure(name, message))).toBe(isRefused)
    if (isRefused) expect(classifyRequest(failure(name, message))).toEqual({ kind: 'sent', isUnknown: false })
  })

  test('is none of the errors that the SDK was recorded to surface without their messages', () => {
    for (const each of recorded)
      expect(isRefusedForState(failure(each.name, each.message)), each.name).toBe(false)
  })
})

describe('of its region a failed call says', () => {
  const failure = (facts: Partial<CognitoFailure>): CognitoFailure => ({
    name: 'Error',
    message: '',
    status: null,
    code: null,
    neverSent: false,
    requestId: null,
    reasonCode: null,
    ...facts,
  })
  test.each([
    ['never-sent', { code: 'ECONNREFUSED', neverSent: true }],
    ['failing', { name: 'TimeoutError', code: 'ECONNRESET' }],
    ['failing', { name: 'AbortError' }],
    ['failing', { name: 'InternalErrorException', status: 500 }],
    ['failing', { name: 'SyntaxError', status: 503 }],
    ['answered', { name: 'UnexpectedLambdaException', status: 500 }],
    ['answered', { name: 'UserLambdaValidationException', status: 400 }],
    ['answered', { name: 'CodeDeliveryFailureException', status: 500 }],
    ['answered', { name: 'TooManyRequestsException', status: 429 }],
    ['answered', { name: 'ThrottlingException', status: 503 }],
    ['answered', { name: 'InvalidPasswordException', status: 400 }],
    ['answered', { name: 'SomethingNewException', status: 400 }],
    ['unclear', { name: 'SyntaxError', status: 403 }],
    ['unclear', { name: 'SyntaxError', status: 200 }],
  ] as const)('%s: %j', (sign, facts) => expect(regionSign(failure(facts))).toBe(sign))
})
