import { expect, test } from 'vitest'
import requests from './fixtures/recorded-requests.json'
import { hashFor, jane, poolId, post, secret, start } from './harness'

// Requests as the real AWS clients put them on the wire, replayed byte for byte.

const users = ['jane', 'fromflag', 'jane+test@example.com'].map((username) => ({ ...jane, username }))
const pool = { users }

type Recorded = (typeof requests)[number]
const operationOf = (recorded: Recorded) => recorded.headers['x-amz-target'].split('.')[1] ?? ''
const those = (operation: string) => requests.filter((recorded) => operationOf(recorded) === operation)

async function replay(recorded: Recorded, change: Record<string, unknown> = {}) {
  const body = JSON.parse(recorded.body)
  const client = body.SecretHash ? { secrets: [secret], propagateUserContext: true } : {}
  const { cognito } = await start({ pool, client })
  const user = cognito.findUser(poolId, body.Username)
  if (user) user.code = { value: '012345', issuedAt: cognito.clock.now() }
  const bytes = Object.keys(change).length > 0 ? JSON.stringify({ ...body, ...change }) : recorded.body
  const answer = await post(cognito, operationOf(recorded), bytes, recorded.headers)
  return { answer, recorded: cognito.requests.last(), cognito, body }
}

test.each(those('ForgotPassword'))(
  '$name of $client is answered with the masked address',
  async (request) => {
    const { answer, recorded, body } = await replay(request)
    expect(JSON.parse(answer.text)).toEqual({
      CodeDeliveryDetails: { Destination: 'j***@e***', DeliveryMedium: 'EMAIL', AttributeName: 'email' },
    })
    expect(recorded).toMatchObject({ authorization: false, body, outcome: 'ok' })
    expect(recorded?.verdict.encodedData).toBe(body.UserContextData ? 'ok' : 'absent')
  },
)

test.each(those('ConfirmForgotPassword').filter(({ name }) => name.startsWith('20')))(
  '$name of $client sets its password',
  async (request) => {
    const { answer, cognito } = await replay(request)
    expect([answer.status, answer.text]).toEqual([200, '{}'])
    expect(cognito.passwordIs(poolId, 'jane', 'Correct-Horse-1')).toBe(true)
  },
)

test.each(those('ConfirmForgotPassword').filter(({ name }) => name.startsWith('22')))(
  '$name of $client is refused for the space in its password, and is good in everything else',
  async (request) => {
    const refused = await replay(request)
    expect(JSON.parse(refused.answer.text).message).toBe(
      "1 validation error detected: Value at 'password' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\S]+",
    )
    const Password = JSON.parse(request.body).Password.replace(' ', '-')
    const { answer, recorded, cognito } = await replay(request, {
      Password,
      SecretHash: hashFor('jane+test@example.com'),
    })
    expect(answer.status).toBe(200)
    expect(recorded?.verdict).toMatchObject({ secretHash: 'ok', encodedData: 'ok' })
    expect(cognito.passwordIs(poolId, 'jane+test@example.com', Password)).toBe(true)
  },
)

test.each(those('ConfirmForgotPassword').filter(({ name }) => name.startsWith('96')))(
  '$name reaches the password policy',
  async (request) => {
    const { answer } = await replay(request)
    expect(JSON.parse(answer.text).__type).toBe('InvalidPasswordException')
  },
)
