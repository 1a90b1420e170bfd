import {
  CognitoIdentityProviderClient,
  ConfirmForgotPasswordCommand,
} from '@aws-sdk/client-cognito-identity-provider'
import { expect, test } from '@playwright/test'
import {
  clientId,
  confirmation,
  LIMITS_FACTOR,
  legacyClientId,
  newPassword,
  person,
  post as postTo,
  type Stack,
  startStack,
  withCode,
} from './aws-stack'
import { send } from './raw'
import { wrongCode } from './wrong-code'

// The promise: what an AWS client sends reaches Cognito with what only the portal may add, and is answered in AWS's words.

let stack: Stack
test.beforeAll(async () => {
  test.setTimeout(120_000)
  stack = await startStack()
})
test.afterAll(async () => stack?.close())
test.afterEach(() => stack.cognito.faults.clear())

type Headers = Record<string, string>

const post = (operation: string, body: unknown, headers: Headers = {}, endpoint = stack.endpoint) =>
  postTo(endpoint, operation, body, headers)

test.describe('a request on the wire', () => {
  test('reaches Cognito complete, with what only the portal may add', async () => {
    const username = stack.somebody()
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
    const username = stack.somebody()
    const code = await withCode(stack, username)
    const answer = await post('ConfirmForgotPassword', confirmation(username, code), {}, `${stack.endpoint}/`)
    expect([answer.status, answer.body, stack.isPassword(username)]).toEqual([200, {}, true])
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

  for (const [what, host, path, status] of [
    ['at a host that nobody owns', 'nobody.example', '/', 404],
    ['at a path of nobody', null, '/nowhere/at/all', 404],
    [
      'by the path of another protocol',
      null,
      '/acme/cognito/service/AWSCognitoIdentityProviderService/operation/ForgotPassword',
      400,
    ],
  ] as const) {
    test(`C02: ${what} is refused in AWS’s shape`, async () => {
      const answer = await send(Number(new URL(stack.origin).port), path, {
        method: 'POST',
        headers: {
          host: host ?? new URL(stack.origin).host,
          'content-type': 'application/x-amz-json-1.1',
          'x-amz-target': 'AWSCognitoIdentityProviderService.ForgotPassword',
        },
        body: JSON.stringify({ ClientId: clientId, Username: person(1) }),
      })
      expect(answer.status).toBe(status)
      expect(JSON.parse(answer.body).__type).toMatch(/Exception$/)
      expect(answer.headers['x-amzn-errortype']).toMatch(/Exception:$/)
    })
  }

  test('C02: a doubled slash is the endpoint, and GET is told what is allowed, in AWS’s shape', async () => {
    const body = { ClientId: 'nobody', Username: person(1) }
    const doubled = await post('ForgotPassword', body, {}, `${stack.origin}/acme//cognito`)
    expect([doubled.status, doubled.body.__type]).toEqual([400, 'ResourceNotFoundException'])
    const got = await fetch(stack.endpoint)
    expect([got.status, got.headers.get('allow')]).toEqual([405, 'POST, OPTIONS'])
    expect(await got.json()).toMatchObject({ __type: 'UnknownOperationException' })
  })

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
    const username = stack.somebody()
    const code = await withCode(stack, username)
    let guesses = 0
    const guess = () => post('ConfirmForgotPassword', confirmation(username, wrongCode(code, ++guesses)))
    // An attempt that is over the quota or out of time counts for nothing and is made again.
    const countedGuess = async (): Promise<void> => {
      const { body } = await guess()
      if (body.__type !== 'CodeMismatchException') await countedGuess()
    }
    await Promise.all(Array.from({ length: 3 * LIMITS_FACTOR }, countedGuess))
    const before = stack.cognito.requests.all().length
    expect((await guess()).body.__type).toBe('LimitExceededException')
    expect(stack.cognito.requests.all().length).toBe(before)
  })

  test('the same ask within a minute is the same request: one mail, and the same answer', async () => {
    const body = { ClientId: clientId, Username: stack.somebody() }
    const before = stack.cognito.requests.all().length
    const answers = [
      ...(await Promise.all([post('ForgotPassword', body), post('ForgotPassword', body)])),
      await post('ForgotPassword', body),
    ]
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    expect(new Set(answers.map((each) => JSON.stringify(each.body))).size).toBe(1)
    expect(stack.cognito.requests.all().length - before).toBe(1)
  })

  test('a confirmation whose answer was lost is neither a failure nor repeated into one', async () => {
    const username = stack.somebody()
    const code = await withCode(stack, username)
    stack.cognito.faults.add({ kind: 'drop-after-commit', operation: 'ConfirmForgotPassword', times: 1 })
    const sdk = new CognitoIdentityProviderClient({ region: 'eu-west-1', endpoint: stack.endpoint })
    const before = stack.cognito.requests.all().length
    const failed = await sdk
      .send(new ConfirmForgotPasswordCommand(confirmation(username, code)))
      .catch((error: unknown) => error)
    expect(failed).toMatchObject({ name: 'InternalErrorException' })
    expect(String(failed)).toContain('may have been changed')
    expect(stack.cognito.requests.all().length - before).toBe(1)
    expect(stack.isPassword(username)).toBe(true)
    const again = await post('ConfirmForgotPassword', confirmation(username, code))
    expect(again.body.__type).toBe('InternalErrorException')
    sdk.destroy()
  })

  test('C01: the very same request gets the same answer, and another one is told that the code was used', async () => {
    const username = stack.somebody()
    const code = await withCode(stack, username)
    await post('ConfirmForgotPassword', confirmation(username, code))
    const before = stack.cognito.requests.all().length
    for (const headers of [{ 'amz-sdk-request': 'attempt=2; max=3' }, {}]) {
      const repeated = await post('ConfirmForgotPassword', confirmation(username, code), headers)
      expect([repeated.status, repeated.body]).toEqual([200, {}])
    }
    expect(stack.cognito.requests.all().length).toBe(before)
    const other = { ...confirmation(username, code), Password: 'Other-Horse-3' }
    expect((await post('ConfirmForgotPassword', other)).body.__type).toBe('ExpiredCodeException')
    expect(stack.isPassword(username)).toBe(true)
  })

  test('C01: a refusal or an unknown outcome is given again, and costs no other try', async () => {
    const username = stack.somebody()
    const code = await withCode(stack, username)
    const wrong = {
      ...confirmation(username, code),
      ConfirmationCode: wrongCode(code),
    }
    const weak = { ...confirmation(username, code), Password: 'weak' }
    const calls = () => stack.cognito.requests.all().length
    for (const body of [wrong, weak]) {
      const before = calls()
      const first = await post('ConfirmForgotPassword', body)
      expect(first.status).toBe(400)
      for (let times = 0; times < 8; times++) {
        const again = await post('ConfirmForgotPassword', body)
        expect([again.status, again.body]).toEqual([first.status, first.body])
      }
      expect(calls() - before).toBe(1)
    }
    stack.cognito.faults.add({ kind: 'drop-after-commit', operation: 'ConfirmForgotPassword', times: 1 })
    const before = calls()
    const lost = [
      await post('ConfirmForgotPassword', confirmation(username, code)),
      await post('ConfirmForgotPassword', confirmation(username, code)),
    ]
    expect(lost.map(({ body }) => body.__type)).toEqual(['InternalErrorException', 'InternalErrorException'])
    expect(calls() - before).toBe(1)
  })

  test('C01: a throttle is given again for a moment only', async () => {
    const username = stack.somebody()
    const code = await withCode(stack, username)
    stack.cognito.faults.add({ kind: 'throttle', operation: 'ConfirmForgotPassword', times: 1 })
    const throttled = await post('ConfirmForgotPassword', confirmation(username, code))
    expect(throttled.body.__type).toBe('TooManyRequestsException')
    await expect
      .poll(async () => (await post('ConfirmForgotPassword', confirmation(username, code))).status)
      .toBe(200)
    expect(stack.isPassword(username)).toBe(true)
  })

  test('a firewall’s page becomes ForbiddenException', async () => {
    stack.cognito.faults.add({ kind: 'not-json', operation: 'ForgotPassword', times: 1 })
    const answer = await post('ForgotPassword', { ClientId: clientId, Username: stack.somebody() })
    expect([answer.status, answer.body.__type]).toEqual([403, 'ForbiddenException'])
  })

  test('a Cognito that is away may be asked again: nothing was done', async () => {
    await stack.cognito.goDark()
    // The first may still find a connection that just broke, and then nobody knows.
    await post('ForgotPassword', { ClientId: clientId, Username: stack.somebody() })
    const answer = await post('ForgotPassword', { ClientId: clientId, Username: stack.somebody() })
    await stack.cognito.comeBack()
    expect([answer.status, answer.body.__type]).toEqual([503, 'ServiceUnavailableException'])
    // The breaker of the region finds out by one ask in five seconds.
    await expect
      .poll(
        async () => (await post('ForgotPassword', { ClientId: clientId, Username: stack.somebody() })).status,
        { timeout: 15_000 },
      )
      .toBe(200)
  })
})

test('a browser of the tenant’s app calls it with the SDK’s headers', async ({ page }) => {
  const username = stack.somebody()
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
  const username = stack.somebody()
  const code = await withCode(stack, username)
  await post('ConfirmForgotPassword', confirmation(username, `${code}7`))
  stack.cognito.faults.add({ kind: 'drop-after-commit', operation: 'ConfirmForgotPassword', times: 1 })
  await post('ConfirmForgotPassword', confirmation(username, code))
  expect(stack.log()).toContain('cognito.confirm_forgot_password')
  for (const text of [newPassword, username, code, 'abcdefSECRET']) expect(stack.log()).not.toContain(text)
})
