import { readdirSync, readFileSync } from 'node:fs'
import type { IncomingHttpHeaders } from 'node:http'
import { join } from 'node:path'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { HANDOFF_HEADER, openHandoff, PRIVATE_HEADERS, readHandoff } from '../lib/http/internal-headers'
import {
  type Asked,
  bodyLimitBytes,
  connectionTimes,
  establish,
  factsOf,
  refusalOf,
  statusOfParserFault,
  takesActions,
  upstreamTrace,
} from './thin-server'

beforeAll(() => openHandoff('token'))

const alone = { trustedHops: 0, baseUrl: 'https://portal.example' }
const behindOne = { trustedHops: 1, baseUrl: 'https://portal.example' }

const addressIn = (headers: IncomingHttpHeaders) =>
  readHandoff(String(headers[HANDOFF_HEADER]))?.address ?? null

describe('what a client says about itself', () => {
  const told = {
    host: 'portal.example',
    'x-forwarded-for': '6.6.6.6',
    'x-forwarded-host': 'evil.test',
    'x-forwarded-proto': 'http',
    'x-real-ip': '6.6.6.6',
    forwarded: 'for=6.6.6.6;host=evil.test',
    'x-vercel-forwarded-for': '6.6.6.6',
    'cf-connecting-ip': '6.6.6.6',
    'true-client-ip': '6.6.6.6',
    'x-original-url': '/admin',
    'x-rewrite-url': '/admin',
    'x-middleware-subrequest': 'proxy:proxy',
    'x-nextjs-data': '1',
    'x-action-forwarded': '1',
    'x-now-route-matches': '1',
    'next-resume': '1',
    'content-security-policy': "script-src 'nonce-abc123'",
    traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
    tracestate: 'evil.test',
    baggage: 'evil.test',
    ...Object.fromEntries(PRIVATE_HEADERS.map((name) => [name, 'evil.test'])),
  }

  test('reaches nobody', () => {
    const headers: IncomingHttpHeaders = { ...told }
    establish(headers, '203.0.113.7', alone)
    const text = JSON.stringify(headers)
    for (const lie of ['4bf92f35', '6.6.6.6', 'evil.test', 'abc123', '/admin', 'proxy:proxy', '"1"'])
      expect(text).not.toContain(lie)
    expect(headers).toMatchObject({
      host: 'portal.example',
      'x-forwarded-host': 'portal.example',
      'x-forwarded-proto': 'https',
      'x-forwarded-for': '203.0.113.7',
    })
    expect(addressIn(headers)).toBe('203.0.113.7')
  })

  test('begins no trace, unless a trusted proxy says so', () => {
    expect(upstreamTrace(told, alone)).toBeNull()
    expect(upstreamTrace(told, behindOne)).toMatchObject({ traceId: '4bf92f3577b34da6a3ce929d0e0e4736' })
  })

  test('and what an action, a form and a page need is left alone', () => {
    const kept = {
      'next-action': '40ab',
      cookie: 'a=b',
      origin: 'https://portal.example',
      'sec-fetch-site': 'same-origin',
      'content-type': 'multipart/form-data; boundary=x',
      'accept-language': 'da',
      rsc: '1',
      'next-router-state-tree': 'x',
    }
    const headers = { host: 'portal.example', ...kept }
    establish(headers, '203.0.113.7', alone)
    expect(headers).toMatchObject(kept)
  })

  test('counts from a trusted proxy: what stands nearest to it', () => {
    const headers = {
      ...told,
      'x-forwarded-host': 'evil.test, reset.acme.example',
      'x-forwarded-proto': 'http, https',
    }
    const forwarded: IncomingHttpHeaders = { ...headers, 'x-forwarded-for': '6.6.6.6, 203.0.113.9' }
    expect(factsOf(forwarded, behindOne)).toEqual({ host: 'reset.acme.example', isSecure: true })
    establish(forwarded, '10.0.0.1', behindOne)
    expect(addressIn(forwarded)).toBe('203.0.113.9')
    expect(forwarded['x-forwarded-host']).toBe('reset.acme.example')
  })

  test('an address that cannot be established is left out', () => {
    const headers: IncomingHttpHeaders = { host: 'portal.example', 'x-forwarded-for': 'nonsense' }
    establish(headers, '10.0.0.1', behindOne)
    expect(addressIn(headers)).toBeNull()
    expect(headers['x-forwarded-for']).toBe('unknown')
  })

  test('no header of a client without a trusted proxy changes host or address', () => {
    const name = fc.constantFrom(...Object.keys(told).filter((each) => each !== 'host'))
    fc.assert(
      fc.property(fc.dictionary(name, fc.string()), (made) => {
        const headers: IncomingHttpHeaders = { ...made, host: 'portal.example' }
        establish(headers, '203.0.113.7', alone)
        expect(addressIn(headers)).toBe('203.0.113.7')
        expect(headers.host).toBe('portal.example')
        expect(headers['x-forwarded-host']).toBe('portal.example')
      }),
    )
  })
})

test('F03: a host is the same with the scheme’s port, in capitals and with a final dot', () => {
  for (const host of ['reset.acme.test:443', 'RESET.Acme.test', 'reset.acme.test.', 'reset.acme.test.:443']) {
    expect(factsOf({ host, 'x-forwarded-proto': 'https' }, behindOne).host).toBe('reset.acme.test')
    expect(factsOf({ host }, alone).host).toBe('reset.acme.test')
  }
})

test('F07: an idle connection outlives a balancer’s, and no other limit is below it', () => {
  for (const seconds of [1, 65, 400]) {
    const { keepAliveTimeout, headersTimeout, requestTimeout } = connectionTimes(seconds)
    expect(keepAliveTimeout).toBe(seconds * 1000)
    expect(headersTimeout).toBeGreaterThan(keepAliveTimeout)
    expect(requestTimeout).toBeGreaterThanOrEqual(headersTimeout)
  }
})

test('what the parser refuses has a status that says why', () => {
  expect(
    ['HPE_HEADER_OVERFLOW', 'ERR_HTTP_REQUEST_TIMEOUT', 'HPE_INVALID_METHOD', undefined].map(
      statusOfParserFault,
    ),
  ).toEqual([431, 408, 400, 400])
})

describe('a request that can’t be for this portal', () => {
  const asked = (
    url: string,
    method = 'GET',
    given: IncomingHttpHeaders = {},
    rest: Partial<Asked> = {},
    settings = alone,
  ) => {
    const headers = { host: 'portal.example', ...given }
    const request = { url, method, headers, hostLines: 1, httpVersion: '1.1', ...rest }
    return refusalOf(request, factsOf(headers, settings).host)
  }

  test.each([
    'http://evil.test/acme/forgot',
    '//evil.test/acme',
    '/\\evil.test',
    '/acme//forgot',
    '/acme\\forgot',
    '*',
    '',
    'acme',
    '/%',
    '/acme/%E0%A4%A',
    '/acme/../globex/forgot',
    '/acme/%2e%2E/globex',
    '/acme/.',
    '/..',
  ])('%j is answered with 400', (url) => expect(asked(url)).toBe(400))

  test.each(['TRACE', 'CONNECT', 'PUT', 'DELETE', 'PROPFIND', ''])('%j is answered with 405', (method) => {
    expect(asked('/acme/forgot', method)).toBe(405)
  })

  test.each([
    '',
    'evil.test/x',
    'a b',
    'user@portal.example',
    'portal.example#',
    'portal.example, evil.test',
  ])('host %j is answered with 400', (host) => expect(asked('/acme/forgot', 'GET', { host })).toBe(400))

  test('F03: two lines that name a host, or a forwarded host that is none, are answered with 400', () => {
    expect(asked('/acme/forgot', 'GET', {}, { hostLines: 2 })).toBe(400)
    const forwarded = { 'x-forwarded-host': 'a b' }
    expect(asked('/acme/forgot', 'GET', forwarded, {}, behindOne)).toBe(400)
    expect(asked('/acme/forgot', 'GET', forwarded)).toBeNull()
  })

  test('F08: only a probe of HTTP/1.0 may name no host', () => {
    const none = { host: undefined }
    expect(asked('/api/health/ready', 'GET', none, { hostLines: 0, httpVersion: '1.0' })).toBeNull()
    expect(asked('/api/health/ready', 'GET', none, { hostLines: 0 })).toBe(400)
    expect(asked('/acme/forgot', 'GET', none, { hostLines: 0, httpVersion: '1.0' })).toBe(400)
  })

  test('a body beyond what its address takes is answered with 413', () => {
    const tooLong = { 'content-length': String(64 * 1024 + 1) }
    expect(asked('/acme/forgot', 'POST', tooLong)).toBe(413)
    expect(asked('/acme/cognito', 'POST', tooLong)).toBeNull()
    expect(asked('/admin/brand', 'POST', { 'content-length': '3000000' })).toBeNull()
    expect(asked('/admin/brand', 'POST', { 'content-length': '4000000' })).toBe(413)
    expect(bodyLimitBytes('/administer/forgot')).toBe(bodyLimitBytes('/acme/forgot'))
  })

  test.each([
    '/',
    '/acme/forgot',
    '/acme/forgot?username=%&x=//y\\z/../',
    '/.well-known/change-password',
    '/acme/caf%C3%A9',
    '/_next/static/chunks/a..b.js',
  ])('and %j is let in', (url) => expect(asked(url)).toBeNull())

  test('no target makes it throw, and none that is let in can name a host', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (url) => {
        if (asked(url) !== null) return
        expect(new URL(url.split('?', 1)[0] ?? '', 'http://portal.example').host).toBe('portal.example')
      }),
    )
  })
})

/** Where the app's routes take a POST, with a name in place of each part that varies. */
const postedRoutes = readdirSync('app', { recursive: true, encoding: 'utf8' })
  .filter((path) => /(^|\/)route\.tsx?$/.test(path))
  .filter((path) =>
    /export (const|(async )?function) POST\b|\bas POST\b/.test(readFileSync(join('app', path), 'utf8')),
  )
  .map((path) =>
    `/${path.replace(/\/?route\.tsx?$/, '')}`.replaceAll(/\/\([^/]+\)/g, '').replaceAll(/\[[^/]+\]/g, 'acme'),
  )

test('a page takes actions, and what programs and files are sent to takes what it likes', () => {
  for (const url of ['/acme/forgot', '/forgot?x=1', '/admin/acme/brand', '/_next/x', '/cognitox', '/'])
    expect(takesActions(url), url).toBe(true)
  for (const url of [
    '/admin/acme/health',
    '/admin/overview/search',
    '/admin/activity',
    '/admin/acme/health/runs',
  ])
    expect(takesActions(url), url).toBe(true)
  for (const url of ['/api/auth/signin', '/cognito/', '/admin/overview/search/find?x=1'])
    expect(takesActions(url), url).toBe(false)
})

test('no route of the app has to be an action: its answer would be taken for an unread form', () => {
  expect(postedRoutes).toEqual(expect.arrayContaining(['/acme/cognito', '/admin/acme/health/run']))
  expect(postedRoutes.filter(takesActions)).toEqual([])
})
