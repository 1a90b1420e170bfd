import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { allowedReturn } from './return-address'

const origins = ['https://app.acme.example', 'http://localhost:4000']

test.each([
  'https://app.acme.example/sign-in',
  'https://app.acme.example/',
  'https://app.acme.example/a?b=c#d',
  'http://localhost:4000/in',
])('%s is the tenant’s own', (asked) => expect(allowedReturn(asked, origins)).toBe(asked))

describe('everything else falls back to the tenant’s default', () => {
  test.each([
    null,
    '',
    '/sign-in',
    '//app.acme.example/x',
    'app.acme.example',
    'http://app.acme.example/',
    'https://app.acme.example:8443/',
    'https://app.acme.example.evil.test/',
    'https://evil.test/https://app.acme.example/',
    'https://app.acme.example@evil.test/',
    'https://user:pass@app.acme.example/',
    'https://evil.test\\@app.acme.example/',
    'https:\\\\app.acme.example/',
    'https://app.acme.example\\@evil.test/',
    'https://app.acme.example/\r\nSet-Cookie:x',
    'https://APP.acme.example.',
    'blob:https://app.acme.example/0b6f-1',
    'filesystem:https://app.acme.example/temporary/x',
    'javascript:alert(1)//https://app.acme.example',
    'data:text/html,https://app.acme.example',
    'null',
    `https://app.acme.example/${'a'.repeat(1024)}`,
  ])('%j', (asked) => expect(allowedReturn(asked, origins)).toBeNull())

  test('where the tenant has no origins, or one that parses as none', () => {
    expect(allowedReturn('https://app.acme.example/', [])).toBeNull()
    expect(allowedReturn('data:text/html,x', ['null'])).toBeNull()
  })
})

test('whatever is allowed has exactly the scheme, host and port of an origin in the list', () => {
  const asked = fc.oneof(
    fc.webUrl({ withQueryParameters: true, withFragments: true }),
    fc.string().map((tail) => `https://app.acme.example${tail}`),
    fc.string(),
  )
  fc.assert(
    fc.property(asked, (address) => {
      const allowed = allowedReturn(address, origins)
      if (allowed !== null) expect(origins.some((origin) => allowed.startsWith(`${origin}/`))).toBe(true)
    }),
  )
})
