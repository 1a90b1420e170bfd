import { expect, test } from 'vitest'
import { cookieAttributes, cookieName } from './cookies'

test('a cookie is HttpOnly, host-only and Lax, and Secure where the portal is', () => {
  for (const isSecure of [true, false]) {
    const attributes = cookieAttributes({ basePath: '/acme', isSecure }, '/reset', 900)
    expect(attributes).toEqual({
      path: '/acme/reset',
      httpOnly: true,
      secure: isSecure,
      sameSite: 'lax',
      maxAge: 900,
    })
  }
})

test('on a host of its own a tenant’s cookie has the root for its path', () => {
  expect(cookieAttributes({ basePath: '', isSecure: true }, '', 1).path).toBe('/')
  expect(cookieAttributes({ basePath: '', isSecure: true }, '/reset', 1).path).toBe('/reset')
})

test('tenants on one host do not share a path', () => {
  expect(cookieAttributes({ basePath: '/acme', isSecure: true }, '', 1).path).toBe('/acme')
})

test('a name says so where the cookie is Secure', () => {
  expect(cookieName('rekey_ask', true)).toBe('__Secure-rekey_ask')
  expect(cookieName('rekey_ask', false)).toBe('rekey_ask')
})
