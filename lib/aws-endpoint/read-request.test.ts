import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readAwsRequest } from './read-request'

const complete = {
  ClientId: '1example23456789',
  Username: 'jane',
  ConfirmationCode: '012345',
  Password: 'New-Horse-2',
}
const confirm = (change: Record<string, unknown> = {}) =>
  readAwsRequest('ConfirmForgotPassword', JSON.stringify({ ...complete, ...change }))
const errorOf = (read: ReturnType<typeof readAwsRequest>) =>
  read.ok ? 'was read' : `${read.error.name}: ${read.error.message}`

describe('the body of an AWS request', () => {
  test('is read with the members that the model knows, null being the same as absent', () => {
    const read = confirm({
      SecretHash: 'caller=',
      Unknown: 1,
      UserContextData: null,
      ClientMetadata: { a: '' },
    })
    expect(read).toEqual({
      ok: true,
      request: { operation: 'ConfirmForgotPassword', input: { ...complete, ClientMetadata: { a: '' } } },
    })
  })

  test.each([
    ['', 'SerializationException: The body is not JSON'],
    ['{bad', 'SerializationException: The body is not JSON'],
    ['[]', 'SerializationException: Unexpected field type'],
    ['null', 'SerializationException: Unexpected field type'],
    ['{"ClientId":5}', 'SerializationException: NUMBER_VALUE can not be converted to a String'],
    ['{"ClientId":true}', 'SerializationException: TRUE_VALUE can not be converted to a String'],
    ['{"Username":["a"]}', 'SerializationException: START_ARRAY can not be converted to a String'],
    ['{"ClientMetadata":"a"}', 'SerializationException: Unexpected field type'],
    ['{"ClientMetadata":{"a":{}}}', 'SerializationException: START_OBJECT can not be converted to a String'],
    ['{"UserContextData":[1]}', 'SerializationException: Unexpected field type'],
  ])('%s is refused as Cognito refuses it', (body, error) => {
    expect(errorOf(readAwsRequest('ForgotPassword', body))).toBe(error)
  })

  test('names every broken constraint in one error', () => {
    expect(errorOf(readAwsRequest('ForgotPassword', '{"ClientId":"a b"}'))).toBe(
      "InvalidParameterException: 2 validation errors detected: Value 'a b' at 'clientId' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+]+; Value at 'username' failed to satisfy constraint: Member must not be null",
    )
    expect(errorOf(confirm({ Password: 'x'.repeat(257) }))).toContain(
      "at 'password' failed to satisfy constraint: Member must have length less than or equal to 256",
    )
    expect(errorOf(confirm({ UserContextData: { EncodedData: 'x'.repeat(131_073) } }))).toContain(
      "Value at 'userContextData.encodedData' failed",
    )
    expect(errorOf(confirm({ Username: 'a\u200db' }))).toContain("at 'username'")
  })

  test('counts code points and leaves a password with inner spaces to the pool', () => {
    expect(confirm({ Password: '😀'.repeat(256) }).ok).toBe(true)
    expect(confirm({ Password: 'correct horse 1' }).ok).toBe(true)
    expect(confirm({ Password: ' New-Horse-2' }).ok).toBe(false)
    expect(confirm({ Password: 'New\nHorse-2' }).ok).toBe(false)
  })

  test('never quotes a user name, a code, a password or metadata', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 8, unit: 'binary' }), (text) => {
        const secret = `geheim ${text}`
        for (const name of ['Username', 'ConfirmationCode', 'Password', 'SecretHash']) {
          expect(errorOf(confirm({ [name]: `${secret}\u0000` }))).not.toContain('geheim')
        }
        expect(errorOf(readAwsRequest('ForgotPassword', `{"Password":"${secret}`))).not.toContain('geheim')
      }),
    )
  })

  test('is never more than an error, whatever the JSON is', () => {
    fc.assert(
      fc.property(
        fc.jsonValue(),
        fc.constantFrom('ForgotPassword' as const, 'ConfirmForgotPassword' as const),
        (json, operation) => {
          const read = readAwsRequest(operation, JSON.stringify(json))
          expect(read.ok).toBe(false)
        },
      ),
    )
  })

  test('does not take a prototype for a member', () => {
    const read = readAwsRequest('ForgotPassword', '{"__proto__":{"ClientId":"a","Username":"b"}}')
    expect(read.ok).toBe(false)
  })
})
