import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from '@playwright/test'
import { clientId, newPassword, person, type Stack, startStack } from './aws-stack'

// What an operator sees from outside: metrics behind a token, and a drill that a mailed link survives.

const token = 'a-token-for-this-run-only'
let stack: Stack

test.beforeAll(async () => {
  test.setTimeout(120_000)
  stack = await startStack({ REKEY_METRICS_TOKEN: token })
})
test.afterAll(async () => stack?.close())

const metrics = (authorization?: string) =>
  fetch(`${stack.origin}/api/metrics`, { headers: authorization === undefined ? {} : { authorization } })

const call = (operation: string, body: object) =>
  fetch(stack.endpoint, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/x-amz-json-1.1',
      'X-Amz-Target': `AWSCognitoIdentityProviderService.${operation}`,
    },
    body: JSON.stringify(body),
  })

test('metrics are told to whoever has the token, and hold nobody’s name', async () => {
  const Username = person(0)
  await call('ForgotPassword', { ClientId: clientId, Username })
  const ConfirmationCode = stack.cognito.inbox.latest({ to: Username })?.code ?? ''
  await call('ConfirmForgotPassword', {
    ClientId: clientId,
    Username,
    ConfirmationCode,
    Password: newPassword,
  })

  expect((await metrics()).status).toBe(401)
  expect((await metrics('Bearer wrong')).status).toBe(401)
  const answer = await metrics(`Bearer ${token}`)
  expect(answer.headers.get('content-type')).toContain('text/plain')
  const text = await answer.text()
  expect(text).toContain('rekey_forgot_total{tenant="acme",outcome="sent",door="aws",flow="reset"} 1')
  expect(text).toContain('rekey_confirm_total{tenant="acme",outcome="done",door="aws",flow="reset"} 1')
  expect(text).toContain(
    'rekey_cognito_seconds_count{tenant="acme",operation="ForgotPassword",answer="ok"} 1',
  )
  expect(text).not.toContain(Username)
})

test('a mailed link survives the drill, and Cognito hears nothing of it', async () => {
  await promisify(execFile)(process.execPath, ['scripts/build-cli.mjs'])
  const before = stack.cognito.requests.all().length
  const link = `${stack.origin}/acme/link?u=${encodeURIComponent(person(1))}&c=271828`
  const { stdout } = await promisify(execFile)(process.execPath, ['dist/rekey.js', 'drill', link, '--json'])
  const drilled = JSON.parse(stdout)
  expect(drilled).toMatchObject({ isSound: true, isUnspent: true })
  expect(drilled.visits.map(({ name }: { name: string }) => name)).toEqual([
    'HEAD',
    'GET',
    'GET again',
    'prefetch',
    'no cookies, another agent',
    'link rewriting',
    'click tracking',
    'a checker that loads the page',
    'a link that was cut off',
    'GET at the end',
  ])
  expect(stack.cognito.requests.all().length).toBe(before)
})
