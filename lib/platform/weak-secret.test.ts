import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { isWellKnownSecret } from './weak-secret'

test.each([
  'change-me-change-me-change-me-change-me',
  'change-mechange-mechange-mechange-me-cha',
  'CHANGE_ME_CHANGE_ME_CHANGE_ME_12345678',
  'please-change-me-to-a-random-32-byte-string',
  'your-super-secret-key-at-least-32-characters-long',
  'replace-this-with-your-own-secret-value!',
  'django-insecure-change-me-please-now-000',
  'your-256-bit-secret-your-256-bit-secret',
  'supersecretsupersecretsupersecretsecret',
  'correct horse battery staple correct horse',
  'keyboard cat keyboard cat keyboard cat',
  'abcdefghijklmnopqrstuvwxyz0123456789',
  '0123456789abcdef0123456789abcdef',
  'qwertyuiopasdfghjklzxcvbnm1234567890',
  'dev-secret-do-not-use-in-production-12345',
  Buffer.from('change-me-change-me-change-me-change-me').toString('base64'),
  Buffer.from('this-is-my-super-secret-password-string').toString('base64'),
])('%s is one that everybody knows', (secret) => expect(isWellKnownSecret(secret)).toBe(true))

test.each([
  'q9fT2xLw7Zk4Vb1Nn8Rm5Yc3Hd6Jg0Ps',
  'kV3p9xQ2mN7rT5wY8zB1cD4fG6hJ0lSa',
  'shared-by-two-instances-0123456789abcdef',
  'marmalade-bicycle-thunder-violin-oregano',
])('%s is none', (secret) => expect(isWellKnownSecret(secret)).toBe(false))

test('no random secret is taken for one', () => {
  for (let count = 0; count < 2_000; count++) {
    const bytes = randomBytes(32)
    for (const secret of [bytes.toString('base64'), bytes.toString('hex'), bytes.toString('base64url')])
      expect(isWellKnownSecret(secret)).toBe(false)
  }
})
