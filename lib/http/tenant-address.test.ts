import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalHost, isPortalHost, tenantAddress } from './tenant-address'

const base = 'https://portal.example'

describe('on the portal’s own host the first segment names the tenant', () => {
  test.each([
    ['/acme/forgot', 'acme', '/forgot'],
    ['/acme', 'acme', '/'],
    ['/acme/', 'acme', '/'],
    ['/acme/link', 'acme', '/link'],
    ['/a-1/assets/x', 'a-1', '/assets/x'],
  ])('%s is the page of %s', (path, key, pathname) => {
    expect(tenantAddress('portal.example', path, base)).toEqual({ form: 'path', key, pathname })
  })

  test.each([
    '//acme/forgot',
    '/ACME/forgot',
    '/Acme',
    '/acme%00/forgot',
    '/acme%20/forgot',
    '/%61cme/forgot',
    '/.well-known/change-password',
    '/_next/data',
    '/reset.acme.example/forgot',
    `/${'a'.repeat(64)}/forgot`,
    '/acmé/forgot',
  ])('%s is nobody’s', (path) => {
    expect(tenantAddress('portal.example', path, base)).toEqual({ form: 'none' })
  })

  test.each(['/', '/admin', '/admin/brand', '/api/health/live'])('%s is the portal’s', (path) => {
    expect(tenantAddress('portal.example', path, base)).toEqual({ form: 'portal', pathname: path })
  })

  test('a reserved word is compared as a whole segment', () => {
    expect(tenantAddress('portal.example', '/apify/forgot', base)).toMatchObject({
      form: 'path',
      key: 'apify',
    })
    expect(tenantAddress('portal.example', '/administer', base)).toMatchObject({ key: 'administer' })
  })
})

describe('on any other host the host names the tenant', () => {
  test('with or without a port, and the path is never looked at', () => {
    for (const host of [
      'reset.acme.example',
      'reset.acme.example:443',
      'reset.acme.example:8443',
      'Reset.ACME.example',
      'reset.acme.example.',
      'reset.acme.example.:443',
    ]) {
      expect(tenantAddress(host, '/globex/forgot', base)).toEqual({
        form: 'host',
        key: 'reset.acme.example',
        pathname: '/globex/forgot',
      })
    }
  })

  test('the portal’s own routes are not there', () => {
    expect(tenantAddress('reset.acme.example', '/admin', base)).toMatchObject({
      form: 'host',
      pathname: '/admin',
    })
  })

  test.each([
    '',
    'acme',
    'reset.acme.example..',
    '.',
    '.acme.example',
    'reset..acme.example',
    '-reset.acme.example',
    'reset_.acme.example',
    'reset.acme.example/..',
    'user@reset.acme.example',
    '[2001:db8::1]',
    '203.0.113.7',
    `${'a'.repeat(64)}.example`,
    `${'a.'.repeat(130)}example`,
  ])('%j is nobody’s host', (host) => {
    expect(tenantAddress(host, '/forgot', base)).toEqual({ form: 'none' })
  })
})

describe('the portal’s own host', () => {
  test.each([
    ['portal.example', base],
    ['PORTAL.example', base],
    ['portal.example.', base],
    ['portal.example.:443', base],
    ['portal.example:443', base],
    ['portal.example:80', 'http://portal.example'],
    ['localhost:3000', 'http://localhost:3000'],
    ['127.0.0.1:3000', 'http://localhost:3000'],
    ['[::1]:3000', 'http://127.0.0.1:3000'],
  ])('%s is the host of %s', (host, baseUrl) => expect(isPortalHost(host, baseUrl)).toBe(true))

  test.each([
    ['portal.example:8443', base],
    ['portal.example:80', base],
    ['portal.example.evil.test', base],
    ['evil.test', base],
    ['127.0.0.1', base],
    ['localhost:3001', 'http://localhost:3000'],
    ['', base],
  ])('%j is not the host of %s', (host, baseUrl) => expect(isPortalHost(host, baseUrl)).toBe(false))
})

test.each([
  ['reset.acme.test:443', 'https:', 'reset.acme.test'],
  ['reset.acme.test:80', 'http:', 'reset.acme.test'],
  ['reset.acme.test:80', 'https:', 'reset.acme.test:80'],
  ['RESET.acme.test.:8443', 'https:', 'reset.acme.test:8443'],
  ['[2001:DB8::1]:443', 'https:', '[2001:db8::1]'],
  ['.', 'https:', '.'],
  ['', 'https:', ''],
])('F03: %j under %s is %j', (host, protocol, canonical) =>
  expect(canonicalHost(host, protocol)).toBe(canonical),
)

test('a key is always a slug or a lower-case host, whatever is asked', () => {
  const host = fc.oneof(fc.domain(), fc.string(), fc.constantFrom('portal.example', 'localhost'))
  fc.assert(
    fc.property(host, fc.string({ unit: 'binary' }), (asked, path) => {
      const address = tenantAddress(asked, `/${path}`, base)
      if (address.form === 'path') expect(address.key).toMatch(/^[a-z0-9-]{1,63}$/)
      if (address.form === 'host') expect(address.key).toMatch(/^[a-z0-9.-]{3,253}$/)
      if (address.form === 'path') expect(isPortalHost(asked, base)).toBe(true)
    }),
  )
})
