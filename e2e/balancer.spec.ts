import { behindProxy, HOST } from './behind-proxy'
import { expect, test } from './fixtures'
import { send, sendBytes } from './raw'
import { settled } from './settled'
import { NEW_PASSWORD } from './site'
import { MULTIPART, Visitor } from './visitor'

/** What balancers and old infrastructure send, and the answers that they need. */
test.use({ settings: behindProxy })

const OWN_HOST = 'reset.northwind.example'
const forwarded = { 'x-forwarded-for': '203.0.113.9', 'x-forwarded-proto': 'https' }
/** A browser without fetch metadata: what it has to show is its origin. */
const formHeaders = { 'content-type': MULTIPART, origin: `https://${OWN_HOST}` }

for (const host of [`${OWN_HOST}:443`, 'Reset.NORTHWIND.example', `${OWN_HOST}.`]) {
  test(`F03: a form at the host ${host} is taken as without`, async ({ site }) => {
    const person = site.person()
    const who = new Visitor(site.portal.port, { host, headers: forwarded })
    const forgot = await who.open('/forgot')
    expect(forgot.page).toBe('forgot')
    const body = who.body(forgot, 'username', { username: person.username })
    const { status, headers } = await who.request('/forgot', 'POST', body, formHeaders)
    expect(status).toBe(303)
    expect(headers.location).toMatch(/^\/sent/)
    await settled(site.portal.port)
    expect(site.asked(person.username)).toBe(1)
  })
}

test('F03: two lines that name a host are refused', async ({ site }) => {
  const { port } = site.portal
  for (const [one, other] of [
    [OWN_HOST, OWN_HOST],
    [OWN_HOST, 'reset.kumo.example'],
  ]) {
    const answer = await sendBytes(port, `GET /forgot HTTP/1.1\r\nHost: ${one}\r\nHost: ${other}\r\n\r\n`)
    expect(answer).toMatch(/^HTTP\/1.1 400 /)
    expect(answer.toLowerCase()).toContain('x-content-type-options: nosniff')
  }
})

test('F07: an idle connection is kept for 65 seconds, longer than a balancer keeps it', async ({ site }) => {
  const { headers } = await send(site.portal.port, '/api/health/live', {
    headers: { connection: 'keep-alive' },
  })
  expect(headers['keep-alive']).toBe('timeout=65')
})

test('F08: a probe of HTTP/1.0 needs no host', async ({ site }) => {
  for (const part of ['live', 'ready']) {
    const answer = await sendBytes(site.portal.port, `GET /api/health/${part} HTTP/1.0\r\n\r\n`)
    expect(answer).toMatch(/^HTTP\/1.1 200 /)
    expect(answer).toContain('"status":"ok"')
  }
  expect(await sendBytes(site.portal.port, 'GET /northwind/forgot HTTP/1.0\r\n\r\n')).toMatch(
    /^HTTP\/1.1 400 /,
  )
  const modern = 'GET /api/health/live HTTP/1.1\r\nConnection: close\r\n\r\n'
  expect(await sendBytes(site.portal.port, modern)).toMatch(/^HTTP\/1.1 400 /)
})

test('F09: 20 KB of cookies bring the page', async ({ site }) => {
  const cookie = Array.from(
    { length: 10 },
    (_, index) => `CognitoIdentityServiceProvider.1example.user-${index}.idToken=${'e'.repeat(2_000)}`,
  ).join('; ')
  const answer = await send(site.portal.port, '/northwind/forgot', {
    headers: { host: HOST, cookie, ...forwarded },
  })
  expect(answer.status).toBe(200)
  expect(answer.body).toContain('data-page="forgot"')
})

for (const [host, path] of [
  [HOST, '/northwind//link'],
  [HOST, '//northwind/link/'],
  [OWN_HOST, '//link'],
  [OWN_HOST, '///link//'],
] as const) {
  test(`F10: ${path} is the landing`, async ({ site }) => {
    const who = new Visitor(site.portal.port, { host, headers: forwarded })
    const { status, headers } = await who.request(`${path}?u=jane%40x.test&c=123456`)
    expect(status).toBe(303)
    expect(headers.location).toMatch(host === HOST ? /^\/northwind\/reset(\?|$)/ : /^\/reset(\?|$)/)
    expect(headers['referrer-policy']).toBe('no-referrer')
    expect((await who.open(headers.location ?? '')).html).toContain('jane@x.test')
  })
}

for (const [written, address] of [
  ['2001:db8:85a3:0:0:8a2e:370:7334:47670', '2001:db8:85a3:0:0:8a2e:370:7334'],
  ['[2001:db8::7]:47670', '2001:db8::7'],
  ['192.0.2.77:47670', '192.0.2.77'],
] as const) {
  test(`F19: of ${written} Cognito gets the address without the port`, async ({ site }) => {
    const person = site.person()
    const { code } = await site.mail(person)
    const who = new Visitor(site.portal.port, { host: HOST, headers: { 'x-forwarded-for': written } })
    const fields = { username: person.username, code, password: NEW_PASSWORD }
    expect((await who.choose('/northwind', fields)).page).toBe('done')
    expect(site.confirmations(person.username)[0]?.body).toHaveProperty('UserContextData.IpAddress', address)
  })
}

test('every answer carries the standing headers, whoever made it', async ({ site }) => {
  const { port } = site.portal
  const page = await send(port, '/northwind/forgot', { headers: { host: HOST, ...forwarded } })
  const script = /\/_next\/static\/[^"?]+\.js/.exec(page.body)?.[0] ?? ''
  const font = /\/fonts\/[^)"']+\.woff2/.exec(page.body)?.[0] ?? ''
  expect([script, font].every(Boolean)).toBe(true)
  const asked: [path: string, status: number][] = [
    ['/northwind/forgot', 200],
    ['/northwind', 307],
    ['/northwind/forgot/', 308],
    ['/northwind/link?u=jane&c=123456', 303],
    ['/northwind/nowhere', 404],
    [script, 200],
    [font, 200],
    ['/_next/static/none.js', 404],
    ['/_next/x', 404],
    ['/fonts/none.woff2', 404],
    ['/favicon.ico', 200],
    ['/api/health/live', 200],
    ['/northwind//forgot', 400],
  ]
  for (const [path, status] of asked) {
    const { headers, ...answer } = await send(port, path, { headers: { host: HOST, ...forwarded } })
    expect(answer.status, path).toBe(status)
    expect(headers, path).toMatchObject({
      'x-content-type-options': 'nosniff',
      'strict-transport-security': expect.stringContaining('includeSubDomains'),
      'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
      'cross-origin-opener-policy': 'same-origin',
      'permissions-policy': expect.stringContaining('camera=()'),
      'x-frame-options': 'DENY',
      'x-robots-tag': 'noindex',
    })
    if (status !== 200) expect(headers['referrer-policy'], path).toBe('no-referrer')
    expect(headers['x-powered-by'], path).toBeUndefined()
  }
})
