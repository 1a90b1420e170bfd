import { expect, test } from 'vitest'
import vectors from './fixtures/vectors.json'
import { judgeSecretHash, secretHash } from './secret-hash'

test.each(vectors.secretHash)('the hash of $username equals the recorded vector', (vector) => {
  expect(secretHash(vector.username, vector.clientId, vector.clientSecret)).toBe(vector.secretHash)
})

test('composed and decomposed letters hash differently', () => {
  expect(secretHash('s\u00f6ren', 'c', 's')).not.toBe(secretHash('so\u0308ren', 'c', 's'))
})

test('either of two active secrets is good, and a third is not', () => {
  const client = { id: 'c', secrets: ['new', 'old'] }
  expect(judgeSecretHash(client, ['jane'], secretHash('jane', 'c', 'new'))).toBe('ok')
  expect(judgeSecretHash(client, ['jane'], secretHash('jane', 'c', 'old'))).toBe('ok')
  expect(judgeSecretHash(client, ['jane'], secretHash('jane', 'c', 'older'))).toBe('wrong')
  expect(judgeSecretHash(client, ['jane'], undefined)).toBe('absent')
})

test('a hash for a client without a secret is ignored', () => {
  expect(judgeSecretHash({ id: 'c', secrets: [] }, ['jane'], 'anything')).toBe('not-needed')
})
