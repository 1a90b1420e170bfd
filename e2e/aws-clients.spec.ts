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
import { findAws2 } from '../cli/real-aws'
import type { RecordedRequest } from '../emulator/index'
import { clientId, confirmation, newPassword, poolId, type Stack, startStack, withCode } from './aws-stack'
import { losingProxy } from './losing-proxy'

// The promise: any AWS client, pointed at the portal and otherwise unchanged, resets a password.

let stack: Stack
test.beforeAll(async () => {
  test.setTimeout(120_000)
  stack = await startStack()
})
test.afterAll(async () => stack?.close())
test.afterEach(() => stack.cognito.faults.clear())

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
const aws2 = findAws2()

/** The EncodedData of a recorded request, to be sent once more. */
function fingerprintOf(request: RecordedRequest | undefined | null): string {
  const body = JSON.stringify(request?.body ?? {})
  return /"EncodedData":"([^"]+)"/.exec(body)?.[1] ?? ''
}

const aws = (operation: string, ...parameters: string[]) => awsAt(stack.endpoint, operation, ...parameters)

async function awsAt(endpoint: string, operation: string, ...parameters: string[]) {
  try {
    const { stdout, stderr } = await run(
      aws2 ?? 'aws',
      ['cognito-idp', operation, '--endpoint-url', endpoint, ...parameters],
      {
        env: {
          ...process.env,
          HOME: '/nonexistent',
          AWS_DEFAULT_REGION: 'eu-west-1',
          AWS_EC2_METADATA_DISABLED: 'true',
          AWS_MAX_ATTEMPTS: endpoint === stack.endpoint ? '1' : '3',
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

test.describe(`the real AWS CLI 2 (${aws2 ?? 'not installed: these are skipped'})`, () => {
  test.skip(aws2 === null, 'no AWS CLI 2')
  // Every line of it starts a Python.
  test.describe.configure({ timeout: 300_000 })
  const client = ['--client-id', clientId]

  test('C01: a success whose answer a proxy loses is a success: what it sends again by itself is the same request', async () => {
    const username = stack.somebody()
    await withCode(stack, username)
    const proxy = await losingProxy(stack.origin, 1)
    const confirmed = await awsAt(
      `${proxy.url}/acme/cognito`,
      'confirm-forgot-password',
      ...client,
      ...['--username', username, '--confirmation-code', stack.codeOf(username), '--password', newPassword],
    )
    expect(confirmed).toEqual({ exit: 0, out: '', err: '' })
    expect(proxy.left()).toBe(0)
    proxy.close()
    expect(stack.isPassword(username)).toBe(true)
    const sent = stack.cognito.requests.all({ operation: 'ConfirmForgotPassword', username })
    expect(sent).toHaveLength(1)
  })

  test('takes every option of confirm-forgot-password, shorthand and JSON', { tag: '@long' }, async () => {
    for (const isShorthand of [true, false]) {
      const username = stack.somebody()
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
        stack.codeOf(username),
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
      expect(stack.isPassword(username, `-${newPassword}`)).toBe(true)
    }
  })

  test('takes --cli-input-json and --generate-cli-skeleton', async () => {
    const skeleton = await aws('confirm-forgot-password', '--generate-cli-skeleton')
    const input = JSON.parse(skeleton.out)
    const username = stack.somebody()
    const code = await withCode(stack, username)
    const { SecretHash: _, UserContextData: __, ...rest } = input
    const json = JSON.stringify({ ...rest, ...confirmation(username, code) })
    expect(await aws('confirm-forgot-password', '--cli-input-json', json)).toEqual({
      exit: 0,
      out: '',
      err: '',
    })
    expect(stack.isPassword(username)).toBe(true)
  })

  for (const [operation, command, names] of [
    ['ForgotPassword', 'forgot-password', forgotErrors],
    ['ConfirmForgotPassword', 'confirm-forgot-password', confirmErrors],
  ] as const) {
    test(`prints every error of ${operation} by its AWS name`, { tag: '@proof' }, async () => {
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
          254,
          `\nAn error occurred (${name}) when calling the ${operation} operation: text of ${name}\n`,
        ])
        stack.cognito.faults.clear()
      }
    })
  }
})

test('the JavaScript SDK v3 resets a password without knowing the secret', async () => {
  const sdk = new CognitoIdentityProviderClient({ region: 'eu-west-1', endpoint: stack.endpoint })
  const username = stack.somebody()
  const asked = await sdk.send(new ForgotPasswordCommand({ ClientId: clientId, Username: username }))
  expect(asked.CodeDeliveryDetails?.DeliveryMedium).toBe('EMAIL')
  expect(asked.$metadata.requestId).toBe(stack.cognito.requests.last()?.id)
  const wrong = sdk.send(new ConfirmForgotPasswordCommand(confirmation(username, '000000')))
  await expect(wrong).rejects.toMatchObject({ name: 'CodeMismatchException' })
  await sdk.send(new ConfirmForgotPasswordCommand(confirmation(username, stack.codeOf(username))))
  expect(stack.isPassword(username)).toBe(true)
  sdk.destroy()
})

test('amazon-cognito-identity-js resets a password through its `endpoint`', async () => {
  const username = stack.somebody()
  const pool = new CognitoUserPool({ UserPoolId: poolId, ClientId: clientId, endpoint: stack.endpoint })
  const user = new CognitoUser({ Username: username, Pool: pool })
  await new Promise((inputVerificationCode, onFailure) =>
    user.forgotPassword({ onSuccess: inputVerificationCode, onFailure, inputVerificationCode }),
  )
  const failed = await new Promise((resolve) =>
    user.confirmPassword(stack.codeOf(username), 'short', { onSuccess: resolve, onFailure: resolve }),
  )
  expect(failed).toMatchObject({ name: 'InvalidPasswordException' })
  const done = await new Promise((onSuccess, onFailure) =>
    user.confirmPassword(stack.codeOf(username), newPassword, { onSuccess, onFailure }),
  )
  expect(done).toBe('SUCCESS')
  expect(stack.isPassword(username)).toBe(true)
})

test('aws-amplify v6 resets a password through its `userPoolEndpoint`', async () => {
  const username = stack.somebody()
  Amplify.configure({
    Auth: { Cognito: { userPoolId: poolId, userPoolClientId: clientId, userPoolEndpoint: stack.endpoint } },
  })
  const { nextStep } = await resetPassword({ username })
  expect(nextStep.resetPasswordStep).toBe('CONFIRM_RESET_PASSWORD_WITH_CODE')
  const refused = confirmResetPassword({ username, confirmationCode: '000000', newPassword })
  await expect(refused).rejects.toMatchObject({ name: 'CodeMismatchException' })
  await confirmResetPassword({ username, confirmationCode: stack.codeOf(username), newPassword })
  expect(stack.isPassword(username)).toBe(true)
})
