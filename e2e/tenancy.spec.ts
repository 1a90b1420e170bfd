import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from './fixtures'
import { send } from './raw'
import { NEW_PASSWORD, type Site } from './site'
import { choose, field, onPage, send as submit } from './steps'
import { MULTIPART, Visitor } from './visitor'

const atHost = (site: Site, host: string) => new Visitor(site.portal.port, { host })
const plain = async (site: Site, target: string, headers: Record<string, string> = {}, method = 'GET') =>
  send(site.portal.port, target, { method, headers: { host: `localhost:${site.portal.port}`, ...headers } })

test.describe('a tenant’s own host', () => {
  const host = 'reset.northwind.example'

  test('serves the same pages without a slug, and nobody else’s', async ({ site }) => {
    const own = atHost(site, host)
    for (const page of ['forgot', 'reset', 'link-problem']) {
      const sight = await own.open(`/${page}`)
      expect([sight.status, sight.page]).toEqual([200, page])
      expect(sight.html).toContain('data-brand="northwind"')
      expect(sight.html).not.toContain('href="/northwind/')
    }
    for (const path of ['/kumo/forgot', '/northwind/forgot', '/kumo', '/admin', '/api/auth/signin']) {
      const { status, html } = await own.open(path)
      expect(status, path).toBe(404)
      expect(html, path).not.toContain('data-brand="kumo"')
    }
  })

  test('takes a person through the whole journey in a browser', async ({ page, context, site }) => {
    const address = `http://${host}:${site.portal.port}`
    const person = site.person()
    const tab = await context.newPage()
    await tab.goto(`${address}/`)
    await expect(tab).toHaveURL(`${address}/forgot`)
    await field(tab, 'username').fill(person.username)
    await submit(tab)
    await onPage(tab, 'sent')
    const { code } = await site.newestMail(person)
    await tab.goto(`${address}/link?u=${encodeURIComponent(person.username)}&c=${code}`)
    await expect(tab).toHaveURL(`${address}/reset`)
    await choose(tab)
    await onPage(tab, 'done')
    expect(await site.signsIn(person, NEW_PASSWORD)).toBe(true)
    const cookies = await context.cookies(address)
    expect(cookies.map(({ domain, path }) => `${domain}${path}`)).toEqual(cookies.map(() => `${host}/`))
    await page.close()
  })

  test('leads the well-known address to its form', async ({ site }) => {
    const answer = await plain(site, '/.well-known/change-password', { host })
    expect([302, 303, 307]).toContain(answer.status)
    expect(answer.headers.location).toBe('/forgot')
    // The probe of password managers, and what would share passwords or passkeys with other sites and apps.
    for (const name of [
      'resource-that-should-not-exist-whose-status-code-should-not-be-200',
      'assetlinks.json',
      'apple-app-site-association',
      'webauthn',
    ])
      expect((await plain(site, `/.well-known/${name}`, { host })).status, name).toBe(404)
    expect((await plain(site, '/northwind/.well-known/change-password')).status).toBe(404)
  })
})

test('the portal’s own address says what it is in the reader’s language, and names no tenant', async ({
  site,
}) => {
  const { status, body, headers } = await plain(site, '/', { 'accept-language': 'da' })
  expect(status).toBe(200)
  expect(body).toContain('<html lang="da" dir="ltr">')
  expect(body).toContain('<h1>Nulstil din adgangskode</h1>')
  expect(body).not.toMatch(/Northwind|Kumo|Panader|Manar|المنار/)
  // There is no console here.
  expect(body).not.toMatch(/<a |<script/)
  expect(headers).toMatchObject({
    'cache-control': 'no-store',
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
  })
  expect((await plain(site, '/', {}, 'POST')).status).toBe(403)
})

test.describe('an address that is nobody’s', () => {
  test.use({ expectedTrouble: /status of 404/ })

  // A page that a route draws had a style sheet that the policy of the answer refused.
  test('is set as a neutral page, whatever draws it', async ({ site, page }) => {
    for (const path of ['/nobody/forgot', '/nobody/link?u=a&c=1']) {
      await page.goto(`${site.portal.url}${path}`)
      await expect(page.getByRole('heading', { level: 1 }), path).toHaveCSS('font-weight', '600')
    }
  })

  test('is the same plain page whether the tenant, the host or the page is missing', async ({ site }) => {
    const port = site.portal.port
    const answers = await Promise.all([
      plain(site, '/nobody/forgot'),
      plain(site, '/also-nobody/reset'),
      plain(site, '/forgot', { host: 'unknown.example' }),
      plain(site, '/', { host: `unknown.example:${port}` }),
      plain(site, '/northwind/forgot', { host: 'unknown.example' }),
    ])
    for (const { status, body } of answers) {
      expect(status).toBe(404)
      expect(body).not.toMatch(/Northwind|Kumo|Panader|Manar|المنار/)
      expect(body).not.toMatch(/data-brand="(?!neutral)/)
    }
  })

  const odd = [
    '/northwind%00/forgot',
    '/northwind/forgot%00',
    '/.well-known/forgot',
    '/.well-known/change-password',
    '/NORTHWIND/forgot',
    '/north%77ind/forgot',
    '/northwind%2Fforgot',
    '/northwind//forgot',
    '/northwind/%2e%2e/kumo/forgot',
    '/northwind;x=1/forgot',
    '/northwind%20/forgot',
    '/_next/forgot',
    '/api/forgot',
    '/assets/forgot',
    '/well-known/forgot',
    '/fonts/forgot',
    '/[tenant]/forgot',
    '/-/-',
    '/-/forgot',
    '/_not-found',
    '/northwind/_next/data',
    '/reset/forgot',
    '/sitemap.xml',
    '/robots.txt',
  ]
  for (const path of odd) {
    test(path, async ({ site }) => {
      const { status, headers, body } = await plain(site, path)
      // One spelling per page: another one is led to it or is nothing.
      if (status >= 300 && status < 400) expect(headers.location).toBe('/northwind/forgot')
      else expect([400, 404]).toContain(status)
      expect(body).not.toContain('data-page="forgot"')
      expect(body).not.toMatch(/kumo|panader/i)
    })
  }

  test('a trace or an absolute target is refused and names no other host', async ({ site }) => {
    for (const [method, target] of [
      ['TRACE', '/northwind/forgot'],
      ['GET', 'http://evil.example/northwind/forgot'],
      ['GET', '//evil.example/northwind/forgot'],
      ['GET', '/\\evil.example/forgot'],
      ['OPTIONS', '*'],
    ] as const) {
      const { status, headers } = await plain(site, target, { 'x-secret': 'told-back' }, method)
      expect(status, `${method} ${target}`).toBeGreaterThanOrEqual(400)
      expect(status, `${method} ${target}`).toBeLessThan(500)
      expect(headers.location ?? headers.refresh).toBeUndefined()
    }
  })
})

test.describe('a form goes to the tenant of its address', () => {
  test('whatever else the request says', async ({ site }) => {
    const person = site.person('kumo')
    const who = new Visitor(site.portal.port, {
      headers: {
        'x-forwarded-host': 'reset.northwind.example',
        'x-rekey-tenant-key': 'northwind',
        'x-rekey-address-form': 'host',
        'x-matched-path': '/northwind/forgot',
        'x-invoke-path': '/northwind/forgot',
        'x-original-url': '/northwind/forgot',
        'x-rewrite-url': '/northwind/forgot',
        forwarded: 'host=evil.example;proto=http',
      },
    })
    const sent = await who.submit(
      await who.open('/kumo/forgot?tenant=northwind&slug=northwind'),
      'username',
      {
        username: person.username,
      },
    )
    expect(sent.page).toBe('sent')
    const [call] = site.fromPortal().filter(({ body }) => JSON.stringify(body).includes(person.username))
    expect(call?.body).toMatchObject({
      ClientId: site.client('kumo').id,
      ClientMetadata: { tenant: 'kumo', app: 'launcher' },
    })
    expect(call?.verdict.secretHash).toBe('ok')
    expect(JSON.stringify(call)).not.toMatch(/evil\.example|northwind/)
  })

  test('also a form of another tenant’s page', async ({ site }) => {
    const username = `cross-${Date.now()}@example.com`
    const there = site.person('kumo', { username, email: username })
    site.person('northwind', { username, email: username })
    const { code } = await site.mail(there)
    const who = new Visitor(site.portal.port)
    const ours = await who.open('/northwind/reset')
    const body = who.body(ours, 'password', { username, code, password: NEW_PASSWORD })
    const answer = await who.post('/kumo/reset', body)
    expect(answer.page).toBe('done')
    const calls = site.confirmations(username)
    expect(calls.map(({ body }) => body)).toEqual([
      expect.objectContaining({ ClientId: site.client('kumo').id }),
    ])
    expect(await site.signsIn(there, NEW_PASSWORD)).toBe(true)
  })
})

test.describe('a post from another site is refused', () => {
  const foreign: Record<string, Record<string, string>> = {
    'of another origin': { origin: 'https://evil.example' },
    'of another origin, with a forwarded host to match': {
      origin: 'https://evil.example',
      'x-forwarded-host': 'evil.example',
    },
    'of the same host on another port': { origin: 'http://localhost:1' },
    'of no origin that can be named': { origin: 'null' },
    'that says so itself': { 'sec-fetch-site': 'cross-site' },
    'of a sibling host': { 'sec-fetch-site': 'same-site', origin: 'null' },
    'whose origin is nonsense': { origin: 'localhost' },
  }
  for (const [what, headers] of Object.entries(foreign)) {
    test(what, async ({ site }) => {
      const before = site.emulator.requests.count()
      const who = new Visitor(site.portal.port)
      const forgot = await who.open('/northwind/forgot')
      const body = who.body(forgot, 'username', { username: site.person().username })
      // SameSite: a form of another site brings none of them.
      who.cookies.clear()
      const { status, body: text } = await who.request(forgot.path, 'POST', body, {
        'content-type': MULTIPART,
        ...headers,
      })
      expect(status).toBe(403)
      expect(text).toContain('data-error="unproven"')
      expect(site.emulator.requests.count()).toBe(before)
    })
  }

  test('by a real browser on a page of somebody else’s', async ({ page, context, site }) => {
    const before = site.emulator.requests.count()
    const who = new Visitor(site.portal.port)
    const inputs = (await who.open('/northwind/forgot')).form('username')
    const form = inputs.map(
      ({ name, value }) =>
        `<input name='${name}' value='${name === 'username' ? site.person().username : value.replaceAll("'", '&#39;')}'>`,
    )
    const attacker = createServer((_, response) => {
      response.setHeader('content-type', 'text/html')
      response.end(
        `<form method=post enctype=multipart/form-data action="${site.portal.url}/northwind/forgot">${form.join('')}</form><script>document.forms[0].submit()</script>`,
      )
    }).listen(0, '127.0.0.1')
    await new Promise((resolve) => attacker.once('listening', resolve))
    const { port } = attacker.address() as AddressInfo
    const tab = await context.newPage()
    const refused = tab.waitForResponse((response) => response.request().method() === 'POST')
    await tab.goto(`http://evil.example:${port}/`)
    expect((await refused).status()).toBe(403)
    expect(site.emulator.requests.count()).toBe(before)
    attacker.close()
    await page.close()
  })
})

test('no address that a client makes up reaches Cognito', async ({ site }) => {
  const person = site.person()
  const made = '203.0.113.200'
  const who = new Visitor(site.portal.port, {
    headers: {
      'x-forwarded-for': made,
      'x-real-ip': made,
      'x-client-ip': made,
      forwarded: `for=${made}`,
      'x-vercel-forwarded-for': made,
      'cf-connecting-ip': made,
      'true-client-ip': made,
      'x-rekey-client-address': made,
      'x-rekey-handoff': `x ${made}`,
    },
  })
  await who.ask('/northwind', person.username)
  const [call] = site.fromPortal().filter(({ body }) => JSON.stringify(body).includes(person.username))
  expect(call?.body).toMatchObject({ UserContextData: { EncodedData: expect.any(String) } })
  expect(JSON.stringify([call?.body, call?.verdict.payload])).not.toContain(made)
  // This portal is asked from the machine itself, which is no address that Cognito takes.
  expect(call?.body).not.toMatchObject({ UserContextData: { IpAddress: expect.anything() } })
})
