import { connect } from 'node:net'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { ForgotPasswordCommand } from '@aws-sdk/client-cognito-identity-provider'
import { expect, test } from 'vitest'
import { asJane, clientId, jane, poolId, post, refusal, start } from './harness'

const good = JSON.stringify(asJane)

test('an answer carries the request’s id and the service’s content type', async () => {
  const { cognito } = await start()
  const answer = await post(cognito, 'ForgotPassword', good)
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toBe('application/x-amz-json-1.1')
  expect(answer.headers.get('x-amzn-requestid')).toBe(cognito.requests.last()?.id)
})

test('an error is named in the body and in the headers', async () => {
  const { cognito } = await start()
  const answer = await post(
    cognito,
    'ForgotPassword',
    JSON.stringify({ ClientId: clientId, Username: 'søren' }),
  )
  expect(answer.status).toBe(400)
  expect(JSON.parse(answer.text)).toEqual({
    __type: 'UserNotFoundException',
    message: 'Username/client id combination not found.',
  })
  expect(answer.headers.get('x-amzn-errortype')).toBe('UserNotFoundException:')
  expect(answer.headers.get('x-amzn-errormessage')).toBe('Username/client id combination not found.')
})

test('a message with letters that no header holds is whole in the body', async () => {
  const { cognito } = await start()
  const answer = await post(cognito, 'ForgotPassword', JSON.stringify({ ...asJane, ClientId: 'kunde\nø' }))
  expect(JSON.parse(answer.text).message).toContain("Value 'kunde\nø' at 'clientId'")
  expect(answer.headers.get('x-amzn-errormessage')).toContain("Value 'kunde??' at 'clientId'")
})

test.each([
  ['not JSON', '{"ClientId":'],
  ['empty', ''],
  ['a list', '[]'],
  ['a string', '"x"'],
  ['null', 'null'],
  ['not UTF-8', new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])],
])('a body that is %s is a SerializationException', async (_, body) => {
  const { cognito } = await start()
  const answer = await post(cognito, 'ForgotPassword', body)
  expect([answer.status, JSON.parse(answer.text).__type]).toEqual([400, 'SerializationException'])
})

test.each([
  ['an operation that nobody knows', 'ForgetEverything', {}],
  ['a name from the prototype of an object', 'constructor', {}],
  ['another service', '', { 'X-Amz-Target': 'AWSOtherService.ForgotPassword' }],
  ['a target without the service', '', { 'X-Amz-Target': 'ForgotPassword' }],
  ['another version of the protocol', 'ForgotPassword', { 'Content-Type': 'application/x-amz-json-1.0' }],
  ['plain JSON', 'ForgotPassword', { 'Content-Type': 'application/json' }],
])('%s is an UnknownOperationException', async (_, operation, headers) => {
  const { cognito } = await start()
  const answer = await post(cognito, operation, good, headers)
  expect([answer.status, JSON.parse(answer.text)]).toEqual([400, { __type: 'UnknownOperationException' }])
})

test('the API is at the root and nowhere else', async () => {
  const { cognito } = await start()
  for (const path of ['/cognito', '//', '/?x=1']) {
    const answer = await fetch(cognito.url + path, { method: 'POST', body: good })
    expect([path, answer.status]).toEqual([path, 405])
  }
  expect(cognito.requests.count()).toBe(0)
})

test('every request is recorded whole, with its verdict', async () => {
  const { cognito, sdk } = await start()
  const call = sdk.send(new ForgotPasswordCommand({ ...asJane, Username: 'nobody' }))
  expect(await refusal(call)).toContain('UserNotFound')
  expect(cognito.requests.all()).toMatchObject([
    {
      at: '2026-11-24T10:31:00.000Z',
      operation: 'ForgotPassword',
      authorization: false,
      headers: { 'content-type': 'application/x-amz-json-1.1' },
      body: { ClientId: clientId, Username: 'nobody' },
      verdict: { secretHash: 'not-needed', encodedData: 'absent', payload: null },
      outcome: 'UserNotFoundException',
    },
  ])
  const secretly = { ...asJane, ConfirmationCode: '012345', Password: 'My-Secret-1' }
  await post(cognito, 'ConfirmForgotPassword', JSON.stringify(secretly))
  expect(cognito.requests.last()?.body).toEqual(secretly)
  expect(cognito.requests.count({ username: 'jane' })).toBe(1)
  cognito.requests.clear()
  expect(cognito.requests.count()).toBe(0)
})

test('a request whose sender goes away in the middle of it is recorded as aborted', async () => {
  const { cognito } = await start()
  const done = cognito.requests.nextOutcome()
  const socket = connect(cognito.port, '127.0.0.1')
  socket.write('POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{"Client')
  // The client may only go once its headers were read; the recorder has the request from then on.
  while (cognito.requests.count() === 0) await nextTurn()
  socket.destroy()
  expect(await done).toMatchObject({ outcome: 'aborted', processed: null })
})

test('a password is nowhere in the emulator’s users in clear', async () => {
  const { cognito } = await start()
  expect(JSON.stringify(cognito.findUser(poolId, 'jane'))).not.toContain(jane.password)
})

test('the emulator listens on the loopback interface only', async () => {
  const { cognito } = await start()
  expect(cognito.url).toBe(`http://127.0.0.1:${cognito.port}`)
})
