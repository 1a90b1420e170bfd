import { NextRequest, type NextResponse } from 'next/server'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { HANDOFF_HEADER, handoffValue, openHandoff, PRIVATE_HEADERS } from './lib/http/internal-headers'
import { config, proxy } from './proxy'

Object.assign(process.env, {
  REKEY_SECRET: 'q9fT2xLw7Zk4Vb1Nn8Rm5Yc3Hd6Jg0Ps',
  REKEY_BASE_URL: 'https://portal.example',
})
beforeEach(() => openHandoff('token'))
afterEach(() => openHandoff(''))

type Asked = { method?: string; headers?: Record<string, string>; host?: string }

function ask(path: string, { method = 'GET', headers = {}, host = 'portal.example' }: Asked = {}) {
  const response = proxy(
    new NextRequest(`http://localhost:3000${path}`, { method, headers: { host, ...headers } }),
  ) as NextResponse
  const overridden = (response.headers.get('x-middleware-override-headers') ?? '').split(',')
  const inner = (name: string) => response.headers.get(`x-middleware-request-${name}`)
  return {
    response,
    status: response.status,
    /** The headers that the app will see, by name. */
    inner: (name: string) => (overridden.includes(name) ? inner(name) : null),
    rewrite: response.headers.get('x-middleware-rewrite')?.replace('http://localhost:3000', ''),
    header: (name: string) => response.headers.get(name),
  }
}

test('standing headers are left to the thin server where it stands in front, and set elsewhere', () => {
  const handedOver = { headers: { [HANDOFF_HEADER]: handoffValue('203.0.113.7') } }
  const forged = { headers: { [HANDOFF_HEADER]: 'other 203.0.113.7 1' } }
  const standing = (asked: Asked) => ask('/acme/sent', asked).header('x-frame-options')
  expect([standing(handedOver), standing(forged), standing({})]).toEqual([null, 'DENY', 'DENY'])
  const { header } = ask('/acme/forgot', handedOver)
  expect(header('content-security-policy')).toContain("frame-ancestors 'none'")
  expect([header('referrer-policy'), header('cache-control')]).toEqual(['same-origin', 'no-store'])
})

describe('the tenant of a request', () => {
  test('is what its path says on the portal’s host', () => {
    const { inner, rewrite } = ask('/acme/forgot')
    expect([inner('x-rekey-tenant-key'), inner('x-rekey-address-form'), rewrite]).toEqual([
      'acme',
      'path',
      undefined,
    ])
  })

  test('is its host elsewhere, and the path stays below it', () => {
    const { inner, rewrite } = ask('/globex/forgot?a=b', { host: 'reset.acme.example' })
    expect(inner('x-rekey-tenant-key')).toBe('reset.acme.example')
    expect(rewrite).toBe('/reset.acme.example/globex/forgot?a=b')
  })

  test('is nobody where the address names nobody', () => {
    for (const [path, host] of [
      ['/Acme/forgot', 'portal.example'],
      ['/forgot', '203.0.113.7'],
    ] as const) {
      const { inner, rewrite } = ask(path, { host, method: 'POST', headers: { 'next-action': 'ab' } })
      expect([inner('x-rekey-tenant-key'), inner('next-action'), rewrite]).toEqual([null, null, '/-/-'])
    }
  })

  test('is nobody where machines ask, whatever name they know', () => {
    for (const host of ['203.0.113.7', 'reset.acme.example', 'portal-git-main.vercel.example'])
      for (const path of ['/api/health/live', '/api/cron/doctor', '/api/cron/audit']) {
        const { inner, rewrite } = ask(path, { host })
        expect([inner('x-rekey-tenant-key'), rewrite], `${host}${path}`).toEqual([null, undefined])
      }
    expect(ask('/api/cron/doctor/x', { host: 'reset.acme.example' }).rewrite).toContain('/reset.acme.example')
  })

  test('is nobody on the start page, which has no actions', () => {
    const { inner, rewrite } = ask('/', {
      host: 'portal.example',
      method: 'POST',
      headers: { 'next-action': 'ab' },
    })
    expect([inner('x-rekey-tenant-key'), inner('next-action'), rewrite]).toEqual([null, null, undefined])
  })

  test('is not what a client says', () => {
    const lies = Object.fromEntries(PRIVATE_HEADERS.map((name) => [name, 'globex']))
    const { inner } = ask('/acme/forgot', {
      headers: { ...lies, 'x-forwarded-host': 'reset.globex.example' },
    })
    expect(inner('x-rekey-tenant-key')).toBe('acme')
    for (const name of PRIVATE_HEADERS) expect(inner(name) ?? '').not.toContain('globex')
  })
})

describe('the address of a person', () => {
  test('is what the server in front established', () => {
    const { inner } = ask('/acme/forgot', { headers: { [HANDOFF_HEADER]: handoffValue('203.0.113.7') } })
    expect(inner('x-rekey-client-address')).toBe('203.0.113.7')
    expect(inner(HANDOFF_HEADER)).toBeNull()
  })

  test('is nothing that a client could write', () => {
    const headers = {
      [HANDOFF_HEADER]: 'guess 6.6.6.6',
      'x-rekey-client-address': '6.6.6.6',
      'x-forwarded-for': '6.6.6.6',
      'x-vercel-forwarded-for': '6.6.6.6',
      'x-real-ip': '6.6.6.6',
    }
    expect(ask('/acme/forgot', { headers }).inner('x-rekey-client-address')).toBeNull()
  })
})

describe('the policy', () => {
  test('has a nonce of its own for each answer, in the answer and for the page', () => {
    const nonces = Array.from({ length: 100 }, () => {
      const { inner, header } = ask('/acme/forgot', {
        headers: { 'content-security-policy': "script-src 'nonce-abc123'" },
      })
      const nonce = inner('x-rekey-nonce') ?? ''
      expect(Buffer.from(nonce, 'base64').length).toBeGreaterThanOrEqual(16)
      expect(header('content-security-policy')).toContain(`'nonce-${nonce}'`)
      expect(inner('content-security-policy')).toBe(header('content-security-policy'))
      return nonce
    })
    expect(new Set(nonces).size).toBe(100)
    expect(nonces).not.toContain('abc123')
  })

  test('of a picture lets nothing happen', () => {
    expect(ask('/acme/assets/0f').header('content-security-policy')).toMatch(/^default-src 'none'/)
    expect(ask('/acme/assets/0f').header('cache-control')).toBeNull()
  })

  test('and the other headers are on every answer, refusals too', () => {
    const answers = [
      ask('/acme/forgot'),
      ask('/'),
      ask('/api/health/live'),
      ask('/acme%00/forgot'),
      ask('/acme/forgot', { method: 'DELETE' }),
      ask('/acme/forgot', { method: 'POST', headers: { origin: 'https://evil.test' } }),
    ]
    for (const { header } of answers) {
      expect(header('x-content-type-options')).toBe('nosniff')
      expect(header('referrer-policy')).toBe(header === answers[0]?.header ? 'same-origin' : 'no-referrer')
      expect(header('content-security-policy')).toContain("frame-ancestors 'none'")
      expect(header('cache-control')).toContain('no-store')
    }
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 404, 405, 403])
  })
})

describe('an address that can’t be read', () => {
  test('is nobody’s page for a browser, and a line for a program', () => {
    const accept = 'text/html,*/*;q=0.8'
    const page = ask('/acme%00/forgot', { headers: { accept, 'accept-language': 'ar' } })
    expect([page.rewrite, page.inner('x-rekey-tenant-key')]).toEqual(['/-/-', null])
    expect(ask('/acme%00/forgot').status).toBe(404)
    expect(ask('/acme%00/forgot', { method: 'POST', headers: { accept } }).status).toBe(404)
  })
})

describe('a form', () => {
  const post = (headers: Record<string, string>, host?: string) =>
    ask('/acme/forgot', { method: 'POST', headers, ...(host !== undefined && { host }) })

  test('of this origin goes on, with an origin that Next takes', () => {
    for (const headers of [
      { origin: 'https://portal.example' },
      { origin: 'null', 'sec-fetch-site': 'same-origin' },
    ]) {
      const { status, inner } = post(headers)
      expect(status).toBe(200)
      expect(new URL(inner('origin') ?? '').host).toBe('portal.example')
    }
  })

  test.each([
    [{ origin: 'https://evil.test' }],
    [{ origin: 'null' }],
    [{ origin: 'https://evil.test', 'x-forwarded-host': 'evil.test' }],
    [{ 'sec-fetch-site': 'cross-site' }],
  ])('of another goes nowhere: %o', (headers) => expect(post(headers).status).toBe(403))

  test('that a script sends is never passed on to another page', () => {
    expect(post({ 'next-action': 'ab' }).inner('x-action-forwarded')).toBe('1')
    expect(post({}).inner('x-action-forwarded')).toBeNull()
  })

  test('of a console whose session has run out reaches its action, which says so to the page', () => {
    const headers = { origin: 'https://portal.example', 'next-action': 'ab' }
    const { status, inner } = ask('/admin/acme/settings', { method: 'POST', headers })
    expect([status, inner('next-action'), inner('x-rekey-same-origin')]).toEqual([200, 'ab', 'yes'])
  })

  test('at the AWS endpoint may come from anywhere: it carries nobody’s cookies', () => {
    const { status } = ask('/acme/cognito', {
      method: 'POST',
      headers: { origin: 'https://app.acme.example' },
    })
    expect(status).toBe(200)
    expect(
      ask('/acme/cognito/x', { method: 'POST', headers: { origin: 'https://app.acme.example' } }).status,
    ).toBe(403)
  })
})

describe('a language', () => {
  test('that is asked for is remembered for this tenant’s pages only', () => {
    const { inner, response } = ask('/acme/forgot?lang=da')
    expect(inner('x-rekey-language')).toBe('da')
    expect(response.cookies.get('__Secure-rekey_language')).toMatchObject({
      value: 'da',
      path: '/acme',
      httpOnly: true,
      secure: true,
      sameSite: 'lax',
    })
    expect(
      ask('/forgot?lang=da', { host: 'reset.acme.example' }).response.cookies.get('__Secure-rekey_language')
        ?.path,
    ).toBe('/')
  })

  test('that was chosen before counts, and nonsense does not', () => {
    expect(ask('/acme/forgot', { headers: { cookie: 'rekey_language=da' } }).inner('x-rekey-language')).toBe(
      'da',
    )
    const now = 'rekey_language=da; __Secure-rekey_language=ja'
    expect(ask('/acme/forgot', { headers: { cookie: now } }).inner('x-rekey-language')).toBe('ja')
    const { inner, response } = ask('/acme/forgot?lang=%3Cscript%3E', {
      headers: { cookie: 'rekey_language=../x' },
    })
    expect(inner('x-rekey-language')).toBeNull()
    expect(response.cookies.get('__Secure-rekey_language')).toBeUndefined()
  })
})

describe('an address has one spelling', () => {
  test('a slash at the end leads to the page without it, on the same host', () => {
    const { status, header } = ask('/acme/forgot/?a=b')
    expect(status).toBe(308)
    expect(new URL(header('location') ?? '', 'http://localhost:3000').pathname).toBe('/acme/forgot')
    expect(header('location')).not.toContain('evil')
  })

  test('the AWS endpoint takes it: AWS clients follow no redirect', () => {
    expect(ask('/acme/cognito/', { method: 'POST' }).status).toBe(200)
  })
})

test('the matcher leaves out whole folders and nothing that begins alike', () => {
  const matched = (path: string) => new RegExp(`^${config.matcher}$`).test(path)
  for (const path of ['/_next/static/chunks/x.js', '/fonts/inter.woff2']) expect(matched(path)).toBe(false)
  for (const path of [
    '/',
    '/acme/forgot',
    '/fontshop/forgot',
    '/_next/image',
    '/_next/staticx',
    '/acme/fonts/x',
    '/api/health/live',
  ])
    expect(matched(path)).toBe(true)
})

describe('a link that leads to the form itself', () => {
  test.each([
    [
      '/acme/reset?code=123456&username=jane%40x.test',
      'portal.example',
      '/acme/link?code=123456&username=jane%40x.test',
    ],
    [
      '/reset?confirmation_code=123456&user_name=jane',
      'reset.acme.example',
      '/reset.acme.example/link?confirmation_code=123456&user_name=jane',
    ],
  ])('lands where links land: %s', (path, host, landing) => {
    for (const method of ['GET', 'HEAD']) expect(ask(path, { method, host }).rewrite).toBe(landing)
  })

  test('and nothing else does', () => {
    for (const path of [
      '/acme/reset',
      '/acme/reset?username=jane',
      '/acme/reset?k=v1.a.b',
      '/acme/forgot?code=123456',
    ])
      expect(ask(path).rewrite, path).toBeUndefined()
    const headers = { origin: 'https://portal.example' }
    expect(ask('/acme/reset?code=123456', { method: 'POST', headers }).rewrite).toBeUndefined()
  })
})

test('a page whose address carries a ticket tells its address to nobody, its own site included', () => {
  for (const page of ['reset', 'sent', 'done', 'unknown', 'link-problem'])
    expect(ask(`/acme/${page}?k=v1.08fcf918.abc`).header('referrer-policy'), page).toBe('no-referrer')
})
