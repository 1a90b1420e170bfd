import { expect, test } from 'vitest'
import { CognitoError } from './errors'
import { inputs } from './shapes'
import { readInput } from './validate'

const good = { ClientId: 'c1', Username: 'jane', ConfirmationCode: '012345', Password: 'P' }

function refusal(
  body: unknown,
  members: Parameters<typeof readInput>[0] = inputs.ConfirmForgotPassword,
): string {
  try {
    readInput(members, body)
    return 'accepted'
  } catch (error) {
    return error instanceof CognitoError ? `${error.name}: ${error.message}` : String(error)
  }
}

const one = 'InvalidParameterException: 1 validation error detected: '

test.each([
  [
    'an empty username',
    { Username: '' },
    /^InvalidParameterException: 2 validation errors detected: Value at 'username' .*greater than or equal to 1; Value at 'username'/,
  ],
  [
    'a space in a username',
    { Username: 'a b' },
    `${one}Value at 'username' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+`,
  ],
  ['a zero-width joiner in a username', { Username: 'a\u200db' }, /pattern/],
  [
    '129 letters of a username',
    { Username: 'a'.repeat(129) },
    `${one}Value at 'username' failed to satisfy constraint: Member must have length less than or equal to 128`,
  ],
  [
    'a dash in a client id',
    { ClientId: 'a-b' },
    `${one}Value 'a-b' at 'clientId' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+]+`,
  ],
  ['an empty code', { ConfirmationCode: '' }, /Value '' at 'confirmationCode'/],
  ['a code of 2049 letters', { ConfirmationCode: '1'.repeat(2049) }, /less than or equal to 2048/],
  [
    'a space in a password',
    { Password: 'a secret' },
    `${one}Value at 'password' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\S]+`,
  ],
  [
    'a password of 257 letters',
    { Password: 'a'.repeat(257) },
    `${one}Value at 'password' failed to satisfy constraint: Member must have length less than or equal to 256`,
  ],
  ['a secret hash with a dash', { SecretHash: 'a-b' }, /Value at 'secretHash'.*\[\\w\+=\/\]\+/],
  [
    'a user context beyond 131072 letters',
    { UserContextData: { EncodedData: 'a'.repeat(131_073) } },
    /at 'userContextData.encodedData'/,
  ],
])('%s is refused in words of the service', (_, change, message) => {
  const answer = refusal({ ...good, ...change })
  if (typeof message === 'string') expect(answer).toBe(message)
  else expect(answer).toMatch(message)
})

test('a sensitive value is never quoted', () => {
  expect(refusal({ ...good, Password: 'my secret' })).not.toContain('my secret')
})

test('all that is missing is told in one answer', () => {
  expect(refusal({})).toBe(
    "InvalidParameterException: 4 validation errors detected: Value null at 'clientId' failed to satisfy constraint: Member must not be null; Value at 'username' failed to satisfy constraint: Member must not be null; Value null at 'confirmationCode' failed to satisfy constraint: Member must not be null; Value at 'password' failed to satisfy constraint: Member must not be null",
  )
})

test('null is the same as absent', () => {
  expect(refusal({ ...good, Password: null })).toContain(
    "at 'password' failed to satisfy constraint: Member must not be null",
  )
  expect(readInput(inputs.ConfirmForgotPassword, { ...good, ClientMetadata: null })).toEqual(good)
})

test.each([
  ['a number for a string', { Username: 7 }, 'NUMBER_VALUE can not be converted to a String'],
  ['an object for a string', { Password: {} }, 'START_OBJECT can not be converted to a String'],
  [
    'a boolean in a map of strings',
    { ClientMetadata: { a: true } },
    'TRUE_VALUE can not be converted to a String',
  ],
  ['a list for a map', { ClientMetadata: [] }, 'Unexpected field type'],
  ['a string for a structure', { UserContextData: 'x' }, 'Unexpected field type'],
])('%s is a SerializationException', (_, change, message) => {
  expect(refusal({ ...good, ...change })).toBe(`SerializationException: ${message}`)
})

test('a wrong type is told before any broken constraint', () => {
  expect(refusal({ ClientId: 5 })).toContain('SerializationException')
})

test('members that the model does not know are ignored', () => {
  expect(refusal({ ...good, Extra: { a: 1 } })).toBe('accepted')
})

test('letters of every script make a username', () => {
  expect(refusal({ ...good, Username: 'søren+1@日本語.example😀' })).toBe('accepted')
})

test('a body cannot bring members through its prototype', () => {
  expect(
    refusal(JSON.parse('{"__proto__":{"ClientId":"c1","Username":"jane"}}'), inputs.ForgotPassword),
  ).toContain('2 validation errors')
})
