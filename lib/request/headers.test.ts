import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { INERT_POLICY, isSameOriginPost, pagePolicy, STANDING_HEADERS } from './headers'

const policyOf = (settings = { isDevelopment: false, isSecure: true }) => {
  const directives = pagePolicy('n0nce', settings).split('; ')
  return new Map(directives.map((each) => [each.split(' ')[0], each.split(' ').slice(1)]))
}

describe('the policy of a page', () => {
  test('lets nothing in that is not named', () => {
    expect(policyOf().get('default-src')).toEqual(["'none'"])
    for (const name of ['object-src', 'base-uri', 'frame-ancestors'])
      expect(policyOf().get(name)).toEqual(["'none'"])
    expect(policyOf().get('form-action')).toEqual(["'self'"])
  })

  test('runs scripts and styles by nonce only', () => {
    expect(policyOf().get('script-src')).toEqual(["'nonce-n0nce'", "'strict-dynamic'"])
    expect(policyOf().get('style-src')).toEqual(["'self'", "'nonce-n0nce'"])
    expect(pagePolicy('n', { isDevelopment: false, isSecure: true })).not.toMatch(
      /unsafe|\*|https?:|data:|blob:/,
    )
  })

  test('allows eval while developing and never else', () => {
    expect(pagePolicy('n', { isDevelopment: true, isSecure: false })).toContain("'unsafe-eval'")
  })

  test('upgrades stray addresses only where the page itself is secure', () => {
    expect(policyOf().has('upgrade-insecure-requests')).toBe(true)
    expect(policyOf({ isDevelopment: false, isSecure: false }).has('upgrade-insecure-requests')).toBe(false)
  })

  test('of what is no page lets nothing happen at all', () => {
    expect(INERT_POLICY.split('; ').every((directive) => directive.endsWith("'none'"))).toBe(true)
  })
})

test('every answer carries the headers of the chapter', () => {
  expect(STANDING_HEADERS).toMatchObject({
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'X-Robots-Tag': 'noindex',
  })
  const maxAge = Number(/max-age=(\d+)/.exec(STANDING_HEADERS['Strict-Transport-Security'] ?? '')?.[1])
  expect(maxAge).toBeGreaterThanOrEqual(31_536_000)
  for (const name of ['camera', 'microphone', 'geolocation', 'payment'])
    expect(STANDING_HEADERS['Permissions-Policy']).toContain(`${name}=()`)
  expect(Object.keys(STANDING_HEADERS)).not.toContain('X-XSS-Protection')
})

describe('a form comes from the page of its own origin', () => {
  const host = 'portal.example'

  test.each([
    ['a page of this origin', 'https://portal.example', 'same-origin'],
    ['a browser without fetch metadata', 'https://portal.example', null],
    ['a plain form under no-referrer', 'null', 'same-origin'],
    ['a client that is no browser', null, null],
    ['a typed or reloaded request', null, 'none'],
  ])('%s', (_, origin, site) => expect(isSameOriginPost(origin, site, host)).toBe(true))

  test.each([
    ['another origin', 'https://evil.test', null],
    ['another origin, which says it is this one', 'https://portal.example', 'cross-site'],
    ['a sibling', 'https://evil.portal.example', 'same-site'],
    ['a sibling that hides its origin', 'null', 'same-site'],
    ['a sandboxed frame', 'null', 'cross-site'],
    ['a hidden origin without proof', 'null', null],
    ['a hidden origin of a typed request', 'null', 'none'],
    ['another port', 'https://portal.example:8443', null],
    ['a longer host', 'https://portal.example.evil.test', null],
    ['a name before the host', 'https://portal.example@evil.test', null],
    ['no address at all', 'portal.example', null],
    ['nothing', '', null],
    ['metadata that is made up', null, 'something'],
  ])('and not from %s', (_, origin, site) => expect(isSameOriginPost(origin, site, host)).toBe(false))

  test('no origin of another host ever passes', () => {
    fc.assert(
      fc.property(fc.webUrl(), fc.constantFrom(null, 'same-origin', 'none'), (url, site) => {
        const { origin } = new URL(url)
        expect(isSameOriginPost(origin, site, host)).toBe(new URL(url).host === host)
      }),
    )
  })
})
