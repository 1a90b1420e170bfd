import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { confirmResetPassword, resetPassword } from '@aws-amplify/auth'
import { Amplify } from '@aws-amplify/core'
import {
  CognitoIdentityProviderClient,
  ConfirmForgotPasswordCommand,
  ForgotPasswordCommand,
} from '@aws-sdk/client-cognito-identity-provider'
import { expect, test } from '@playwright/test'
import { CognitoUser, CognitoUserPool } from 'amazon-cognito-identity-js'
import type { RecordedRequest } from '../emulator/index'
import {
  clientId,
  LIMITS_FACTOR,
  legacyClientId,
  newPassword,
  person,
  poolId,
  type Stack,
  startStack,
} from './aws-stack'

// The promise: any AWS client, pointed at the portal and otherwise unchanged, resets a password.

let stack: Stack
let used = 0
/** Somebody whom no other test has asked for. */
const somebody = () => person(used++)
const codeOf = (username: string) => stack.cognito.inbox.latest({ to: username })?.code ?? ''
const isPassword = (username: string, password = newPassword) =>
  stack.cognito.passwordIs(poolId, username, password)

test.beforeAll(async () => {
  test.setTimeout(120_000)
  stack = await startStack()
})
test.afterAll(async () => stack?.close())
test.afterEach(() => stack.cognito.faults.clear())

type Headers = Record<string, string>

async function post(operation: string, body: unknown, headers: Headers = {}, endpoint = stack.endpoint) {
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/x-amz-json-1.1',
      'X-Amz-Target': `AWSCognitoIdentityProviderService.${operation}`,
      ...headers,
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
  return { status: response.status, headers: response.headers, body: await response.json() }
}

/** A code in somebody's inbox, asked for through the endpoint. */
async function withCode(username: string): Promise<string> {
  const { status } = await post('ForgotPassword', { ClientId: clientId, Username: username })
  expect(status).toBe(200)
  return codeOf(username)
}

const confirmation = (username: string, code: string) => ({
  ClientId: clientId,
  Username: username,
  ConfirmationCode: code,
  Password: newPassword,
})

test.describe('a request on the wire', () => {
  test('reaches Cognito complete, with what only the portal may add', async () => {
    const username = somebody()
    const answer = await post(
      'ForgotPassword',
      {
        ClientId: clientId,
        Username: username,
        SecretHash: 'made+up=',
        UserContextData: { IpAddress: '198.51.100.66' },
        AnalyticsMetadata: { AnalyticsEndpointId: 'endpoint-1' },
        ClientMetadata: { app: 'theirs', tenant: 'globex', locale: 'da', extra: 'kept' },
      },
      { 'X-Forwarded-For': '198.51.100.66, 9.9.9.9', 'User-Agent': 'probe/1' },
    )
    expect(answer.body).toEqual({
      CodeDeliveryDetails: { Destination: 'p***@e***', DeliveryMedium: 'EMAIL', AttributeName: 'email' },
    })
    const sent = stack.cognito.requests.last()
    expect(answer.headers.get('x-amzn-requestid')).toBe(sent?.id)
    expect(sent?.authorization).toBe(false)
    expect(sent?.verdict).toMatchObject({ secretHash: 'ok', encodedData: 'ok' })
    expect(sent?.body).toMatchObject({
      UserContextData: { IpAddress: '9.9.9.9' },
      AnalyticsMetadata: { AnalyticsEndpointId: 'endpoint-1' },
      ClientMetadata: { app: 'banking', tenant: 'acme', locale: 'da', extra: 'kept' },
    })
  })

  test('takes a slash at its end, and sets the password', async () => {
    const username = somebody()
    const code = await withCode(username)
    const answer = await post('ConfirmForgotPassword', confirmation(username, code), {}, `${stack.endpoint}/`)
    expect([answer.status, answer.body, isPassword(username)]).toEqual([200, {}, true])
  })

  const refusals: [string, string, unknown, Headers, string, number][] = [
    ['another operation', 'InitiateAuth', {}, {}, 'UnknownOperationException', 400],
    ['no operation', '', {}, {}, 'UnknownOperationException', 400],
    [
      'another service',
      'ForgotPassword',
      {},
      { 'X-Amz-Target': 'S3.ForgotPassword' },
      'UnknownOperationException',
      400,
    ],
    [
      'another content type',
      'ForgotPassword',
      {},
      { 'Content-Type': 'application/json' },
      'UnknownOperationException',
      400,
    ],
    ['no JSON', 'ForgotPassword', '{"ClientId":', {}, 'SerializationException', 400],
    ['a list', 'ForgotPassword', [], {}, 'SerializationException', 400],
    ['a number for a text', 'ForgotPassword', { ClientId: 1 }, {}, 'SerializationException', 400],
    ['a missing member', 'ForgotPassword', { ClientId: clientId }, {}, 'InvalidParameterException', 400],
    [
      'an impossible name',
      'ForgotPassword',
      { ClientId: clientId, Username: 'a b' },
      {},
      'InvalidParameterException',
      400,
    ],
    [
      'another client',
      'ForgotPassword',
      { ClientId: legacyClientId, Username: 'a' },
      {},
      'ResourceNotFoundException',
      400,
    ],
    [
      'a megabyte',
      'ForgotPassword',
      `{"ClientId":"${'x'.repeat(1024 * 1024)}"}`,
      {},
      'RequestEntityTooLargeException',
      413,
    ],
    [
      'another site',
      'ForgotPassword',
      { ClientId: clientId, Username: 'a' },
      { Origin: 'https://evil.test' },
      'AccessDeniedException',
      403,
    ],
    [
      'a sandboxed page',
      'ForgotPassword',
      { ClientId: clientId, Username: 'a' },
      { Origin: 'null' },
      'AccessDeniedException',
      403,
    ],
  ]
  for (const [what, operation, body, headers, name, status] of refusals) {
    test(`with ${what} is refused in AWS's shape and not sent on`, async () => {
      const before = stack.cognito.requests.all().length
      const answer = await post(operation, body, headers)
      expect([answer.status, answer.body.__type]).toEqual([status, name])
      expect(answer.headers.get('x-amzn-errortype')).toBe(`${name}:`)
      expect(answer.headers.get('x-amzn-requestid')).toMatch(/^[0-9a-f-]{36}$/)
      expect(answer.headers.get('content-type')).toBe('application/x-amz-json-1.1')
      expect(stack.cognito.requests.all().length).toBe(before)
    })
  }

  test('for a tenant that does not exist is refused like one', async () => {
    const answer = await post('ForgotPassword', {}, {}, `${stack.origin}/initech/cognito`)
    expect([answer.status, answer.body.__type]).toEqual([404, 'ResourceNotFoundException'])
  })
})

test.describe('a browser elsewhere', () => {
  test('of the tenant may call and read the answer, without cookies', async () => {
    const preflight = await fetch(stack.endpoint, {
      method: 'OPTIONS',
      headers: { Origin: stack.appOrigin, 'Access-Control-Request-Method': 'POST' },
    })
    expect(preflight.status).toBe(204)
    expect(preflight.headers.get('access-control-allow-origin')).toBe(stack.appOrigin)
    const allowed = preflight.headers.get('access-control-allow-headers')
    for (const name of ['content-type', 'x-amz-target', 'x-amz-user-agent', 'amz-sdk-request']) {
      expect(allowed).toContain(name)
    }
    expect(preflight.headers.has('access-control-allow-credentials')).toBe(false)
    const answer = await post('InitiateAuth', {}, { Origin: stack.appOrigin })
    expect(answer.headers.get('access-control-allow-origin')).toBe(stack.appOrigin)
    expect(answer.headers.get('vary')).toContain('Origin')
  })

  test('of nobody is told nothing', async () => {
    const preflight = await fetch(stack.endpoint, {
      method: 'OPTIONS',
      headers: { Origin: 'https://evil.test', 'Access-Control-Request-Method': 'POST' },
    })
    expect(preflight.status).toBe(403)
    expect(preflight.headers.has('access-control-allow-origin')).toBe(false)
  })
})

test.describe('limits and lost answers', () => {
  test('are the pages’: what is over them is refused by AWS’s name and not sent on', async () => {
    const username = somebody()
    for (let ask = 0; ask < LIMITS_FACTOR; ask++) await withCode(username)
    const before = stack.cognito.requests.all().length
    const answer = await post('ForgotPassword', { ClientId: clientId, Username: username })
    expect(answer.body.__type).toBe('LimitExceededException')
    expect(stack.cognito.requests.all().length).toBe(before)
  })

  test('a confirmation whose answer was lost is neither a failure nor repeated into one', async () => {
    const username = somebody()
    const code = await withCode(username)
    stack.cognito.faults.add({ kind: 'drop-after-commit', operation: 'ConfirmForgotPassword', times: 1 })
    const sdk = new CognitoIdentityProviderClient({ region: 'eu-west-1', endpoint: stack.endpoint })
    const before = stack.cognito.requests.all().length
    const failed = await sdk
      .send(new ConfirmForgotPasswordCommand(confirmation(username, code)))
      .catch((error: unknown) => error)
    expect(failed).toMatchObject({ name: 'InternalErrorException' })
    expect(String(failed)).toContain('may have been changed')
    expect(stack.cognito.requests.all().length - before).toBe(1)
    expect(isPassword(username)).toBe(true)
    const again = await post('ConfirmForgotPassword', confirmation(username, code))
    expect(again.body.__type).toBe('InternalErrorException')
    sdk.destroy()
  })

  test('a request that the SDK marks as repeated is not told "expired" about a success', async () => {
    const username = somebody()
    const code = await withCode(username)
    await post('ConfirmForgotPassword', confirmation(username, code))
    const repeated = await post('ConfirmForgotPassword', confirmation(username, code), {
      'amz-sdk-request': 'attempt=2; max=3',
    })
    expect(repeated.body.__type).toBe('InternalErrorException')
    const anew = await post('ConfirmForgotPassword', confirmation(username, code))
    expect(anew.body.__type).toBe('ExpiredCodeException')
  })

  test('a firewall’s page becomes ForbiddenException', async () => {
    stack.cognito.faults.add({ kind: 'not-json', operation: 'ForgotPassword', times: 1 })
    const answer = await post('ForgotPassword', { ClientId: clientId, Username: somebody() })
    expect([answer.status, answer.body.__type]).toEqual([403, 'ForbiddenException'])
  })

  test('a Cognito that is away may be asked again: nothing was done', async () => {
    await stack.cognito.goDark()
    // The first may still find a connection that just broke, and then nobody knows.
    await post('ForgotPassword', { ClientId: clientId, Username: somebody() })
    const answer = await post('ForgotPassword', { ClientId: clientId, Username: somebody() })
    await stack.cognito.comeBack()
    expect([answer.status, answer.body.__type]).toEqual([503, 'ServiceUnavailableException'])
  })
})

// AWS's model, SDK 3.1169.0. InternalErrorException comes with 500 and leaves with 400, or clients would repeat it.
const forgotErrors = [
  'CodeDeliveryFailureException',
  'ForbiddenException',
  'InternalErrorException',
  'InvalidEmailRoleAccessPolicyException',
  'InvalidLambdaResponseException',
  'InvalidParameterException',
  'InvalidSmsRoleAccessPolicyException',
  'InvalidSmsRoleTrustRelationshipException',
  'LimitExceededException',
  'NotAuthorizedException',
  'OperationNotEnabledException',
  'ResourceNotFoundException',
  'TooManyRequestsException',
  'UnexpectedLambdaException',
  'UserLambdaValidationException',
  'UserNotFoundException',
]
const confirmErrors = [
  'CodeMismatchException',
  'ExpiredCodeException',
  'ForbiddenException',
  'InternalErrorException',
  'InvalidLambdaResponseException',
  'InvalidParameterException',
  'InvalidPasswordException',
  'LimitExceededException',
  'NotAuthorizedException',
  'OperationNotEnabledException',
  'PasswordHistoryPolicyViolationException',
  'ResourceNotFoundException',
  'TooManyFailedAttemptsException',
  'TooManyRequestsException',
  'UnexpectedLambdaException',
  'UserLambdaValidationException',
  'UserNotConfirmedException',
  'UserNotFoundException',
]

const run = promisify(execFile)
const version = await run('aws', ['--version']).then(
  ({ stdout, stderr }) => (stdout || stderr).trim(),
  () => null,
)
const isVersion1 = version?.startsWith('aws-cli/1') ?? false

/** The EncodedData of a recorded request, to be sent once more. */
function fingerprintOf(request: RecordedRequest | undefined | null): string {
  const body = JSON.stringify(request?.body ?? {})
  return /"EncodedData":"([^"]+)"/.exec(body)?.[1] ?? ''
}

async function aws(operation: string, ...parameters: string[]) {
  try {
    const { stdout, stderr } = await run(
      'aws',
      ['cognito-idp', operation, '--endpoint-url', stack.endpoint, ...parameters],
      {
        env: {
          ...process.env,
          HOME: '/nonexistent',
          AWS_DEFAULT_REGION: 'eu-west-1',
          AWS_EC2_METADATA_DISABLED: 'true',
          AWS_MAX_ATTEMPTS: '1',
          AWS_PAGER: '',
        },
      },
    )
    return { exit: 0, out: stdout, err: stderr }
  } catch (error) {
    const { code, stdout, stderr } = error as { code?: number; stdout?: string; stderr?: string }
    return { exit: code ?? -1, out: stdout ?? '', err: stderr ?? '' }
  }
}

test.describe(`the real AWS CLI (${version ?? 'not installed: these are skipped'})`, () => {
  test.skip(version === null, 'no `aws` on the PATH')
  // Every line of it starts a Python.
  test.describe.configure({ timeout: 300_000 })
  const failed = isVersion1 ? 255 : 254
  const client = ['--client-id', clientId]

  test('takes every option of confirm-forgot-password, shorthand and JSON', async () => {
    for (const isShorthand of [true, false]) {
      const username = somebody()
      const asked = await aws('forgot-password', ...client, '--username', username)
      expect([asked.exit, asked.err]).toEqual([0, ''])
      expect(JSON.parse(asked.out).CodeDeliveryDetails.DeliveryMedium).toBe('EMAIL')
      const encoded = fingerprintOf(stack.cognito.requests.last())
      const structures = isShorthand
        ? [
            ['--analytics-metadata', 'AnalyticsEndpointId=endpoint-1'],
            ['--user-context-data', `EncodedData=${encoded}`],
            ['--client-metadata', 'k1=,k2="a,b",k3=c=d'],
          ]
        : [
            ['--analytics-metadata', '{"AnalyticsEndpointId":"endpoint-1"}'],
            ['--user-context-data', JSON.stringify({ EncodedData: encoded })],
            ['--client-metadata', '{"k1":"","k2":"a,b","k3":"c=d"}'],
          ]
      const confirmed = await aws(
        'confirm-forgot-password',
        ...client,
        '--secret-hash',
        'itAdGLFJqpwCbsuVAqwZ2Ii8wTw5fc308RKinxYTW5s=',
        '--username',
        username,
        '--confirmation-code',
        codeOf(username),
        `--password=-${newPassword}`,
        ...structures.flat(),
      )
      expect(confirmed).toEqual({ exit: 0, out: '', err: '' })
      expect(stack.cognito.requests.last()).toMatchObject({
        verdict: { secretHash: 'ok', encodedData: 'ok' },
        body: {
          AnalyticsMetadata: { AnalyticsEndpointId: 'endpoint-1' },
          UserContextData: { EncodedData: encoded },
          ClientMetadata: { k1: '', k2: 'a,b', k3: 'c=d', app: 'banking', tenant: 'acme' },
        },
      })
      expect(isPassword(username, `-${newPassword}`)).toBe(true)
    }
  })

  test('takes --cli-input-json and --generate-cli-skeleton', async () => {
    const skeleton = await aws('confirm-forgot-password', '--generate-cli-skeleton')
    const input = JSON.parse(skeleton.out)
    const username = somebody()
    const code = await withCode(username)
    const { SecretHash: _, UserContextData: __, ...rest } = input
    const json = JSON.stringify({ ...rest, ...confirmation(username, code) })
    expect(await aws('confirm-forgot-password', '--cli-input-json', json)).toEqual({
      exit: 0,
      out: '',
      err: '',
    })
    expect(isPassword(username)).toBe(true)
  })

  for (const [operation, command, names] of [
    ['ForgotPassword', 'forgot-password', forgotErrors],
    ['ConfirmForgotPassword', 'confirm-forgot-password', confirmErrors],
  ] as const) {
    test(`prints every error of ${operation} by its AWS name`, async () => {
      for (const name of names) {
        const status = name === 'InternalErrorException' ? 500 : 400
        stack.cognito.faults.add({
          kind: 'error',
          operation,
          name,
          message: `text of ${name}`,
          status,
          times: 1,
        })
        const code =
          operation === 'ConfirmForgotPassword' ? ['--confirmation-code', '1', '--password', newPassword] : []
        const user = `${name}@example.com`
        const answer = await aws(command, ...client, '--username', user, ...code)
        const printed = answer.err.replace(/ \(reached max retries: \d\)/, '')
        expect([answer.exit, printed]).toEqual([
          failed,
          `\nAn error occurred (${name}) when calling the ${operation} operation: text of ${name}\n`,
        ])
        stack.cognito.faults.clear()
      }
    })
  }
})

test('the JavaScript SDK v3 resets a password without knowing the secret', async () => {
  const sdk = new CognitoIdentityProviderClient({ region: 'eu-west-1', endpoint: stack.endpoint })
  const username = somebody()
  const asked = await sdk.send(new ForgotPasswordCommand({ ClientId: clientId, Username: username }))
  expect(asked.CodeDeliveryDetails?.DeliveryMedium).toBe('EMAIL')
  expect(asked.$metadata.requestId).toBe(stack.cognito.requests.last()?.id)
  const wrong = sdk.send(new ConfirmForgotPasswordCommand(confirmation(username, '000000')))
  await expect(wrong).rejects.toMatchObject({ name: 'CodeMismatchException' })
  await sdk.send(new ConfirmForgotPasswordCommand(confirmation(username, codeOf(username))))
  expect(isPassword(username)).toBe(true)
  sdk.destroy()
})

test('amazon-cognito-identity-js resets a password through its `endpoint`', async () => {
  const username = somebody()
  const pool = new CognitoUserPool({ UserPoolId: poolId, ClientId: clientId, endpoint: stack.endpoint })
  const user = new CognitoUser({ Username: username, Pool: pool })
  await new Promise((inputVerificationCode, onFailure) =>
    user.forgotPassword({ onSuccess: inputVerificationCode, onFailure, inputVerificationCode }),
  )
  const failed = await new Promise((resolve) =>
    user.confirmPassword(codeOf(username), 'short', { onSuccess: resolve, onFailure: resolve }),
  )
  expect(failed).toMatchObject({ name: 'InvalidPasswordException' })
  const done = await new Promise((onSuccess, onFailure) =>
    user.confirmPassword(codeOf(username), newPassword, { onSuccess, onFailure }),
  )
  expect(done).toBe('SUCCESS')
  expect(isPassword(username)).toBe(true)
})

test('aws-amplify v6 resets a password through its `userPoolEndpoint`', async () => {
  const username = somebody()
  Amplify.configure({
    Auth: { Cognito: { userPoolId: poolId, userPoolClientId: clientId, userPoolEndpoint: stack.endpoint } },
  })
  const { nextStep } = await resetPassword({ username })
  expect(nextStep.resetPasswordStep).toBe('CONFIRM_RESET_PASSWORD_WITH_CODE')
  const refused = confirmResetPassword({ username, confirmationCode: '000000', newPassword })
  await expect(refused).rejects.toMatchObject({ name: 'CodeMismatchException' })
  await confirmResetPassword({ username, confirmationCode: codeOf(username), newPassword })
  expect(isPassword(username)).toBe(true)
})

test('a browser of the tenant’s app calls it with the SDK’s headers', async ({ page }) => {
  const username = somebody()
  await page.goto(stack.appOrigin)
  const answer = await page.evaluate(
    async ([endpoint, ClientId, Username]) => {
      const response = await fetch(`${endpoint}/`, {
        method: 'POST',
        headers: {
          'Content-Type': 'application/x-amz-json-1.1',
          'X-Amz-Target': 'AWSCognitoIdentityProviderService.ForgotPassword',
          'X-Amz-User-Agent': 'aws-sdk-js/3',
          'amz-sdk-request': 'attempt=1; max=3',
        },
        body: JSON.stringify({ ClientId, Username }),
      })
      return { status: response.status, requestId: response.headers.get('x-amzn-requestid') }
    },
    [stack.endpoint, clientId, username] as const,
  )
  expect(answer).toEqual({ status: 200, requestId: stack.cognito.requests.last()?.id })
})

test('no code, password, secret or name is in the portal’s log', async () => {
  const username = somebody()
  const code = await withCode(username)
  await post('ConfirmForgotPassword', confirmation(username, `${code}7`))
  stack.cognito.faults.add({ kind: 'drop-after-commit', operation: 'ConfirmForgotPassword', times: 1 })
  await post('ConfirmForgotPassword', confirmation(username, code))
  expect(stack.log()).toContain('cognito.confirm_forgot_password')
  for (const text of [newPassword, username, code, 'abcdefSECRET']) expect(stack.log()).not.toContain(text)
})
