import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { buildOnce, rekey, type Service, startService } from './harness'

// What the service answers, and what is said where its answer leaves the outcome open.

let service: Service

beforeAll(async () => {
  await buildOnce()
  service = await startService()
}, 60_000)
afterAll(() => service.close())
beforeEach(() => {
  service.sent.length = 0
  service.answers.length = 0
})

const minimal = ['--client-id', '1example23456789', '--username', 'jane']
const confirmation = [...minimal, '--confirmation-code', '012345', '--password', 'Correct-Horse-1']
const confirm = () => rekey(['confirm-forgot-password', '--endpoint-url', service.url, ...confirmation])
const forgot = () => rekey(['forgot-password', '--endpoint-url', service.url, ...minimal])
const inDoubt = 'The password may have been changed all the same'

describe('the service', () => {
  test('refusing is told by name with exit code 254', async () => {
    service.answers.push({ status: 400, body: '{"__type":"ExpiredCodeException","message":"Invalid code."}' })
    expect(await confirm()).toEqual({
      exit: 254,
      out: '',
      err: '\nAn error occurred (ExpiredCodeException) when calling the ConfirmForgotPassword operation: Invalid code.\n',
    })
  })

  test('C07: failing with a 500 on a confirmation is asked once, and what may have happened is said', async () => {
    service.answers.push({ status: 500, body: '{"__type":"InternalErrorException","message":"m"}' })
    const ended = await confirm()
    expect([ended.exit, ended.out]).toEqual([254, ''])
    expect(ended.err).toContain(
      '\nAn error occurred (InternalErrorException) when calling the ConfirmForgotPassword operation: m\n',
    )
    expect(ended.err).toContain(inDoubt)
    expect(service.sent.length).toBe(1)
  })

  test.each([
    [
      'a 500 that the portal has passed on as 400',
      400,
      '{"__type":"InternalErrorException","message":"m"}',
      254,
    ],
    [
      'a function that ran after the change',
      400,
      '{"__type":"UserLambdaValidationException","message":"m"}',
      254,
    ],
    ['a 503 that is no JSON', 503, '<html>', 254],
    ['a success that cannot be read', 200, '{"x":', 255],
  ])('C07: %s leaves a confirmation open, and no request for a code', async (_, status, body, exit) => {
    service.answers.push({ status, body }, { status, body })
    const confirmed = await confirm()
    expect([confirmed.exit, confirmed.err.includes(inDoubt)]).toEqual([exit, true])
    const asked = await forgot()
    expect([asked.exit, asked.err.includes(inDoubt)]).toEqual([exit, false])
  })

  test.each(['InvalidPasswordException', 'TooManyRequestsException'])(
    'refusing with %s has changed nothing, and nothing is said of that',
    async (name) => {
      service.answers.push({ status: 400, body: `{"__type":"${name}","message":"m"}` })
      expect((await confirm()).err).not.toContain(inDoubt)
    },
  )

  test('C07: whose answer is lost leaves the outcome open, and says so', async () => {
    service.answers.push('drop')
    const ended = await confirm()
    expect(ended.exit).toBe(255)
    expect(ended.err).toContain('Connection was closed before we received a valid response from endpoint URL')
    expect(ended.err).toContain('may have been changed')
    expect(service.sent.length).toBe(1)
  })

  test('that is not there is exit code 255', async () => {
    expect(await rekey(['forgot-password', '--endpoint-url', 'http://127.0.0.1:9/', ...minimal])).toEqual({
      exit: 255,
      out: '',
      err: '\nCould not connect to the endpoint URL: "http://127.0.0.1:9/"\n',
    })
  })

  test('without a region is not looked for', async () => {
    const ended = await rekey(['forgot-password', ...minimal], { env: { AWS_DEFAULT_REGION: '' } })
    expect([ended.exit, ended.err]).toEqual([
      253,
      '\nYou must specify a region. You can also configure your region by running "aws configure".\n',
    ])
  })
})
