import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from '@playwright/test'
import { BOUNDARY, formOf, multipart, sendForm } from './plain-form'
import { send, sendBytes } from './raw'
import { openSite, type Site } from './site'

/** What the thin server promises: what it lets in, and what its answers carry. */

test.describe('a server that serves', () => {
  let site: Site
  let port: number
  const reachedCognito = () => site.emulator.requests.count()

  test.beforeAll(async () => {
    test.setTimeout(120_000)
    site = await openSite({ REKEY_LIMITS_FACTOR: '1000' })
    port = site.portal.port
  })
  test.afterAll(() => site.close())
  test.beforeEach(() => site.emulator.requests.clear())

  const bad: [string, number][] = [
    ['GET http://evil.test/northwind/forgot', 400],
    ['GET //evil.test/northwind', 400],
    ['GET /\\evil.test', 400],
    ['GET /northwind//forgot', 400],
    ['GET /northwind/%', 400],
    ['GET /northwind/%E0%A4%A', 400],
    ['GET /kumo/../northwind/forgot', 400],
    ['GET /kumo/%2e%2e/northwind/forgot', 400],
    ['GET /northwind%00/forgot', 404],
    ['GET /northwind%2Fforgot', 404],
    ['GET /NORTHWIND/forgot', 404],
    ['GET /%6eorthwind/forgot', 404],
    ['GET /.well-known/forgot', 404],
    ['GET /.well-known/change-password', 404],
    ['GET /nobody/forgot', 404],
    ['TRACE /northwind/forgot', 405],
    ['PUT /northwind/forgot', 405],
    ['DELETE /northwind/forgot', 405],
  ]
  for (const [line, status] of bad) {
    test(`${line} is answered with ${status}, and with no other host`, async () => {
      const text = await sendBytes(
        port,
        `${line} HTTP/1.1\r\nHost: localhost:${port}\r\nConnection: close\r\n\r\n`,
      )
      expect(text).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
      expect(text).not.toMatch(/^(location|refresh):/im)
      expect(text).not.toContain('evil.test')
      expect(text.toLowerCase()).toContain('x-content-type-options: nosniff')
      expect(text.toLowerCase()).toContain('referrer-policy: no-referrer')
      expect(text.toLowerCase()).toContain('content-security-policy:')
      if (!line.startsWith('TRACE')) expect(text).not.toMatch(/northwind bank/i)
    })
  }

  test('a host that no tenant owns shows nothing of anybody', async () => {
    for (const host of ['evil.test', 'localhost', '127.0.0.1', 'northwind', `localhost:${port}.evil.test`]) {
      const { status, body, headers } = await send(port, '/northwind/forgot', { headers: { host } })
      expect([400, 404]).toContain(status)
      expect(body.toLowerCase()).not.toContain('northwind bank')
      expect(headers.location).toBeUndefined()
    }
  })

  test('a tenant’s own host shows its pages without a slug, and nobody else’s', async () => {
    const headers = { host: 'reset.northwind.example' }
    const own = await send(port, '/forgot?x=1', { headers })
    expect(own.status).toBe(200)
    expect(own.body).toContain('Northwind Bank')
    expect((await send(port, '/', { headers })).headers.location).toBe('/forgot')
    for (const path of [
      '/kumo/forgot',
      '/northwind/forgot',
      '/admin',
      '/api/metrics/x',
      '/reset.northwind.example/forgot',
    ])
      expect((await send(port, path, { headers })).status, path).toBe(404)
  })

  test('what a client says about its own host is not believed', async () => {
    const lies = {
      'x-forwarded-host': 'reset.kumo.example',
      'x-forwarded-proto': 'https',
      forwarded: 'host=evil.test',
      'x-rekey-tenant-key': 'kumo',
      'x-rekey-address-form': 'path',
    }
    const told = await send(port, '/northwind/forgot', { headers: { host: `localhost:${port}`, ...lies } })
    expect(told.status).toBe(200)
    expect(told.body).toContain('Northwind Bank')
    expect(told.body).not.toContain('evil.test')
  })

  test('a link on a tenant’s own host keeps its name and code', async () => {
    for (const [host, base] of [
      ['reset.northwind.example', ''],
      [`localhost:${port}`, '/northwind'],
    ] as const) {
      const { status, headers, setCookies } = await send(
        port,
        `${base}/link?u=jane%2Ba%40example.com&c=000123`,
        { headers: { host } },
      )
      expect(status).toBe(303)
      expect(headers.location).toMatch(new RegExp(`^${base}/reset\\?k=[\\w.-]+$`))
      const cookie = setCookies.map((each) => each.split(';', 1)[0]).join('; ')
      const page = await send(port, `${base}/reset`, { headers: { host, cookie } })
      expect(page.body).toContain('jane+a@example.com')
      expect(page.body).not.toContain('000123')
      const raw = await send(port, `${base}/link?u=jane+a@example.com&c=000123`, { headers: { host } })
      const rawCookie = raw.setCookies.map((each) => each.split(';', 1)[0]).join('; ')
      expect((await send(port, `${base}/reset`, { headers: { host, cookie: rawCookie } })).body).toContain(
        'jane+a@example.com',
      )
    }
    expect(reachedCognito()).toBe(0)
  })

  test('says nothing of what it is made of', async () => {
    for (const path of ['/northwind/forgot', '/northwind/nowhere', '/api/health/live', '/nobody/forgot']) {
      const { headers } = await send(port, path, { headers: { host: `localhost:${port}` } })
      expect(headers['x-powered-by'], path).toBeUndefined()
      expect(headers.server, path).toBeUndefined()
    }
  })

  test('answers oversized headers with 431', async () => {
    const text = await sendBytes(
      port,
      `GET /northwind/forgot HTTP/1.1\r\nHost: localhost:${port}\r\nX-Long: ${'x'.repeat(70_000)}\r\n\r\n`,
    )
    expect(text).toMatch(/^HTTP\/1.1 431 /)
    expect(text.toLowerCase()).toContain('x-content-type-options: nosniff')
  })

  test('answers a body beyond all forms with 413, and a cut one without a stack, and serves on', async () => {
    const huge: [string, string][] = [['username', 'x'.repeat(1024 * 1024)]]
    expect((await sendForm(port, '/northwind/forgot', huge)).status).toBe(413)
    const endless = await sendBytes(
      port,
      `POST /northwind/forgot HTTP/1.1\r\nHost: localhost:${port}\r\nSec-Fetch-Site: same-origin\r\nContent-Type: multipart/form-data; boundary=${BOUNDARY}\r\nTransfer-Encoding: chunked\r\n\r\n${`4000\r\n${'x'.repeat(0x4000)}\r\n`.repeat(6)}`,
    )
    expect(endless).toMatch(/^HTTP\/1.1 413 /)
    const cut = await send(port, '/northwind/forgot', {
      method: 'POST',
      headers: { host: `localhost:${port}`, 'content-type': `multipart/form-data; boundary=${BOUNDARY}` },
      body: multipart([['username', 'jane']]).slice(0, 60),
    })
    expect(cut.body).not.toMatch(/at .*\.js|Error:/)
    expect(reachedCognito()).toBe(0)
    expect((await send(port, '/northwind/forgot')).status).toBe(200)
  })

  test('refuses a form of another site, whatever forwarded host it brings', async () => {
    const fields: [string, string][] = [
      ...(await formOf(port, '/northwind/forgot')),
      ['username', 'jane@example.com'],
    ]
    for (const headers of [
      { origin: 'https://evil.test', 'sec-fetch-site': 'cross-site' },
      { origin: 'https://evil.test', 'x-forwarded-host': 'evil.test', 'sec-fetch-site': '' },
      { origin: 'null', 'sec-fetch-site': 'cross-site' },
      { origin: 'null', 'sec-fetch-site': 'same-site' },
    ]) {
      const answer = await sendForm(port, '/northwind/forgot', fields, headers)
      expect(answer.status).toBe(403)
      expect(answer.headers['content-security-policy']).toContain("default-src 'none'")
    }
    expect(reachedCognito()).toBe(0)
  })

  test('passes an action on to no host that a client names', async () => {
    const asked: string[] = []
    const trap = createServer((request, response) => {
      asked.push(request.url ?? '')
      response.setHeader('content-type', 'text/x-component').end('0:{}')
    }).listen(0, '127.0.0.1')
    await once(trap, 'listening')
    const trapHost = `127.0.0.1:${(trap.address() as AddressInfo).port}`
    const field = (await formOf(port, '/northwind/forgot')).find(([name]) => /^\$ACTION_\d+:0$/.test(name))
    const { id } = JSON.parse(field?.[1] ?? '{}') as { id: string }
    expect(id).toMatch(/^[0-9a-f]{42}$/)
    for (const [host, path] of [
      [trapHost, '/'],
      [trapHost, '/northwind/done'],
      [`localhost:${port}`, '/northwind/done'],
      ['reset.northwind.example', '/done'],
    ] as const) {
      const answer = await send(port, path, {
        method: 'POST',
        headers: { host, 'next-action': id, 'content-type': 'text/plain;charset=UTF-8' },
        body: '[]',
      })
      expect(answer.status).not.toBe(500)
    }
    trap.close()
    expect(asked).toEqual([])
    expect(reachedCognito()).toBe(0)
  })

  test('takes no connection that asks for an upgrade past its checks', async () => {
    const text = await sendBytes(
      port,
      `GET http://127.0.0.1:1/ HTTP/1.1\r\nHost: localhost:${port}\r\nConnection: Upgrade, close\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`,
    )
    expect(text).toMatch(/^HTTP\/1.1 400 /)
  })

  test('tells probes on any host how it is', async () => {
    for (const host of ['10.0.0.7', 'probe.internal', `localhost:${port}`]) {
      const live = await send(port, '/api/health/live', { headers: { host } })
      expect([live.status, JSON.parse(live.body)]).toEqual([200, { status: 'ok' }])
      const ready = await send(port, '/api/health/ready', { headers: { host } })
      expect(ready.status).toBe(200)
      expect(ready.headers['cache-control']).toContain('no-store')
    }
  })
})
