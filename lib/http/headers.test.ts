import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hasOwnOrigin, INERT_POLICY, pagePolicy, STANDING_HEADERS, sourceOfPost } from './headers'

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

describe('where a POST comes from', () => {
  const host = 'portal.example'
  const said = (origin: string | null, site: string | null, cookie?: string) =>
    new Headers({
      ...(origin !== null && { origin }),
      ...(site !== null && { 'sec-fetch-site': site }),
      ...(cookie !== undefined && { cookie }),
    })

  test.each([
    ['a page of this origin', 'https://portal.example', 'same-origin'],
    ['a browser without fetch metadata', 'https://portal.example', null],
    ['a page at the name with its final dot', 'https://portal.example.', null],
    ['a plain form under no-referrer', 'null', 'same-origin'],
    ['a client that is no browser', null, null],
    ['a typed or reloaded request', null, 'none'],
  ])('the same: %s', (_, origin, site) => expect(sourceOfPost(said(origin, site), host)).toBe('same'))

  test.each([
    ['another origin', 'https://evil.test', null],
    ['another origin, which says it is this one', 'https://portal.example', 'cross-site'],
    ['a sibling', 'https://evil.portal.example', 'same-site'],
    ['a sibling that hides its origin', 'null', 'same-site'],
    ['a sandboxed frame', 'null', 'cross-site'],
    ['a hidden origin of a typed request', 'null', 'none'],
    ['another port', 'https://portal.example:8443', null],
    ['a longer host', 'https://portal.example.evil.test', null],
    ['a name before the host', 'https://portal.example@evil.test', null],
    ['no address at all', 'portal.example', null],
    ['nothing', '', null],
    ['metadata that is made up', null, 'something'],
  ])('elsewhere: %s', (_, origin, site) => expect(sourceOfPost(said(origin, site), host)).toBe('foreign'))

  test('F05: a hidden origin without metadata, and a browser that brings cookies and says nothing, have yet to prove it', () => {
    expect(sourceOfPost(said('null', null), host)).toBe('unsaid')
    expect(sourceOfPost(said(null, null, 'a=b'), host)).toBe('unsaid')
  })

  test('no origin of another host ever passes', () => {
    fc.assert(
      fc.property(fc.webUrl(), fc.constantFrom(null, 'same-origin', 'none'), (url, site) => {
        const { origin, host: theirs } = new URL(url)
        expect(sourceOfPost(said(origin, site), host)).toBe(theirs === host ? 'same' : 'foreign')
      }),
    )
  })

  test('the console takes its own origin and nothing else', () => {
    expect(hasOwnOrigin(said('https://portal.example', 'same-origin'), host)).toBe(true)
    expect(hasOwnOrigin(said('https://portal.example', null), host)).toBe(true)
    for (const [origin, site] of [
      ['null', 'same-origin'],
      [null, 'same-origin'],
      [null, null],
      ['https://evil.test', 'same-origin'],
      ['https://portal.example', 'same-site'],
      ['https://portal.example', 'none'],
    ] as const)
      expect(hasOwnOrigin(said(origin, site), host)).toBe(false)
  })
})
