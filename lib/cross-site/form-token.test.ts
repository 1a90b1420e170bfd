import { beforeAll, expect, test } from 'vitest'
import { formToken, isFormToken, mintFormCookie, readFormCookie } from './form-token'

beforeAll(() => {
  process.env.REKEY_SECRET = 'q9fT2xLw7Zk4Vb1Nn8Rm5Yc3Hd6Jg0Ps'
  process.env.REKEY_BASE_URL = 'https://portal.example'
})

test('a token proves its own cookie at its own tenant, and nothing else', () => {
  const [cookie, other] = [mintFormCookie(), mintFormCookie()]
  const token = formToken('acme', cookie)
  expect(isFormToken(token, 'acme', cookie)).toBe(true)
  expect(isFormToken(token, 'globex', cookie)).toBe(false)
  expect(isFormToken(token, 'acme', other)).toBe(false)
  expect(isFormToken(token, 'acme', null)).toBe(false)
  expect(isFormToken(null, 'acme', cookie)).toBe(false)
  for (const made of ['', token.slice(0, -1), `00000000${token.slice(8)}`, `${token}=`, 'x'.repeat(10_000)])
    expect(isFormToken(made, 'acme', cookie), made).toBe(false)
})

test('a cookie that somebody made up is none', () => {
  expect(readFormCookie(mintFormCookie())).not.toBeNull()
  for (const value of [undefined, '', 'short', 'x'.repeat(25), 'a b'.repeat(8)])
    expect(readFormCookie(value)).toBeNull()
})
