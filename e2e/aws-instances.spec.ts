import { test as base, expect } from '@playwright/test'
import { freePort } from '../scripts/free-port'
import { clientId, newPassword, type Stack, startStack } from './aws-stack'
import { type Portal, startPortal } from './portal'
import { copiedPostgres } from './prepared-database'
import { send } from './raw'
import { wrongCode } from './wrong-code'

/** An AWS client whose retries reach another instance of the same deployment. */
const server = process.env.TEST_DATABASE_URL

type Pair = { stack: Stack; other: Portal }

const test = base.extend<object, { pair: Pair }>({
  pair: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from this pattern.
    async ({}, use) => {
      const database = await copiedPostgres('bare')
      const shared = { DATABASE_URL: database.url, REKEY_LIMITS_FACTOR: '1' }
      const stack = await startStack(shared)
      const other = await startPortal(await freePort(), { ...stack.settings, ...shared })
      await use({ stack, other })
      await other.stop()
      await stack.close()
      await database.drop()
    },
    { scope: 'worker', timeout: 180_000 },
  ],
})

test.skip(!server, 'TEST_DATABASE_URL is not set: two instances need a PostgreSQL server to share.')

let addresses = 0

/** One call by the deployment's one name, at either instance. */
async function post({ stack }: Pair, port: number, operation: string, body: object) {
  const { status, body: text } = await send(port, '/acme/cognito', {
    method: 'POST',
    headers: {
      host: new URL(stack.origin).host,
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': `AWSCognitoIdentityProviderService.${operation}`,
      'x-forwarded-for': `203.0.113.${++addresses}`,
    },
    body: JSON.stringify({ ClientId: clientId, ...body }),
  })
  return { status, body: JSON.parse(text) as Record<string, unknown> }
}

const portOf = ({ origin }: Stack) => Number(new URL(origin).port)

test('C01: a mail asked for again at another instance gets the first answer, and no other mail', async ({
  pair,
}) => {
  const { stack, other } = pair
  const username = stack.somebody()
  const first = await post(pair, portOf(stack), 'ForgotPassword', { Username: username })
  expect(first).toMatchObject({ status: 200, body: { CodeDeliveryDetails: { DeliveryMedium: 'EMAIL' } } })
  const before = stack.cognito.requests.all().length
  for (const port of [other.port, portOf(stack), other.port])
    expect(await post(pair, port, 'ForgotPassword', { Username: username })).toEqual(first)
  expect(stack.cognito.requests.all().length).toBe(before)
})

test('C01: a mail asked for again while the first ask is under way elsewhere gets its answer', async ({
  pair,
}) => {
  const { stack, other } = pair
  const username = stack.somebody()
  const both = await Promise.all(
    [portOf(stack), other.port].map((port) => post(pair, port, 'ForgotPassword', { Username: username })),
  )
  expect(both[0]).toEqual(both[1])
  expect(both[0]?.status).toBe(200)
  expect(stack.cognito.requests.all({ operation: 'ForgotPassword', username })).toHaveLength(1)
})

test('C01: a refusal of one instance is given again by the other, and costs no other try', async ({
  pair,
}) => {
  const { stack, other } = pair
  const username = stack.somebody()
  await post(pair, portOf(stack), 'ForgotPassword', { Username: username })
  const code = stack.codeOf(username)
  const wrong = { ConfirmationCode: wrongCode(code), Password: newPassword }
  const weak = { ConfirmationCode: code, Password: 'weak' }
  for (const choice of [wrong, weak]) {
    const body = { Username: username, ...choice }
    const first = await post(pair, portOf(stack), 'ConfirmForgotPassword', body)
    expect(first.status).toBe(400)
    const before = stack.cognito.requests.all().length
    for (const port of [other.port, portOf(stack), other.port])
      expect(await post(pair, port, 'ConfirmForgotPassword', body)).toEqual(first)
    expect(stack.cognito.requests.all().length).toBe(before)
  }
})
