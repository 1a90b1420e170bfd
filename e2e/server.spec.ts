import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from '@playwright/test'
import { freePort } from '../scripts/free-port'
import { send } from './raw'
import { openSite, type Site } from './site'

/** What the thin server promises: what it lets in, what its answers carry, and how it begins and ends. */

const SECRET = 'q9fT2xLw7Zk4Vb1Nn8Rm5Yc3Hd6Jg0Ps'

/** Runs the built server until it ends by itself. */
async function runToItsEnd(env: Record<string, string>) {
  const { PATH = '' } = process.env
  const start = Date.now()
  const child = spawn(process.execPath, ['dist/server.js'], { env: { PATH, NODE_ENV: 'production', ...env } })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (piece: string) => {
      text += piece
    })
  }
  const tooLong = setTimeout(() => child.kill('SIGKILL'), 20_000)
  const [code] = await once(child, 'close')
  clearTimeout(tooLong)
  return { code, text, tookMs: Date.now() - start }
}

const unescaped = (text: string) =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')

/** The hidden fields of a page's first form, as a browser without JavaScript would send them. */
async function formOf(port: number, path: string): Promise<[string, string][]> {
  const { body } = await send(port, path)
  const form = /<form[\s\S]*?<\/form>/.exec(body)?.[0] ?? ''
  return [...form.matchAll(/<input type="hidden"[^>]*>/g)].map(([input]) => [
    unescaped(/ name="([^"]*)"/.exec(input)?.[1] ?? ''),
    unescaped(/ value="([^"]*)"/.exec(input)?.[1] ?? ''),
  ])
}

const BOUNDARY = '----WebKitFormBoundaryAbCdEf0123456789'
const multipart = (fields: [string, string][]) =>
  `${fields
    .map(
      ([name, value]) =>
        `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
    )
    .join('')}--${BOUNDARY}--\r\n`

/** Sends a form as a browser without JavaScript does. */
function sendForm(
  port: number,
  path: string,
  fields: [string, string][],
  headers: Record<string, string> = {},
) {
  return send(port, path, {
    method: 'POST',
    headers: {
      host: `localhost:${port}`,
      'content-type': `multipart/form-data; boundary=${BOUNDARY}`,
      origin: 'null',
      'sec-fetch-site': 'same-origin',
      ...headers,
    },
    body: multipart(fields),
  })
}

/** Writes these bytes on a connection and gives everything that comes back until it closes. */
async function sendBytes(port: number, bytes: string): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  let text = ''
  socket.setEncoding('latin1').on('data', (piece: string) => {
    text += piece
  })
  socket.on('error', () => {})
  socket.write(bytes)
  await once(socket, 'close')
  return text
}

test.describe('a server that cannot serve', () => {
  test('names every missing variable at once and ends', async () => {
    const { code, text, tookMs } = await runToItsEnd({ PORT: String(await freePort()) })
    expect(code).not.toBe(0)
    expect(tookMs).toBeLessThan(10_000)
    expect(text).toContain('REKEY_SECRET is missing')
    expect(text).toContain('REKEY_BASE_URL is missing')
  })

  test('repeats no value of a variable that is wrong', async () => {
    const { code, text } = await runToItsEnd({
      PORT: String(await freePort()),
      REKEY_SECRET: 'hunter2',
      REKEY_BASE_URL: 'hunter2',
      DATABASE_URL: 'mysql://root:hunter2@db/x',
    })
    expect(code).not.toBe(0)
    for (const name of ['REKEY_SECRET', 'REKEY_BASE_URL', 'DATABASE_URL']) expect(text).toContain(name)
    expect(text).not.toContain('hunter2')
  })

  test('refuses bad tenant files with the path of each fault', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'rekey-tenants-'))
    const file = {
      slug: 'Acme',
      name: '',
      cognito: { region: 'mars-1', userPoolId: 'x', clientId: '' },
      hosts: ['*'],
    }
    writeFileSync(join(folder, 'acme.json'), JSON.stringify(file))
    const { code, text } = await runToItsEnd({
      PORT: String(await freePort()),
      REKEY_SECRET: SECRET,
      REKEY_BASE_URL: 'http://localhost:3000',
      DATABASE_URL: 'memory://',
      REKEY_TENANTS: folder,
    })
    rmSync(folder, { recursive: true })
    expect(code).not.toBe(0)
    for (const path of ['acme.json', 'slug', 'cognito.region', 'cognito.userPoolId', 'hosts[0]'])
      expect(text).toContain(path)
  })

  test('ends where its port is taken', async () => {
    const holder = createServer().listen(0, '0.0.0.0')
    await once(holder, 'listening')
    const { port } = holder.address() as AddressInfo
    const { code, text } = await runToItsEnd({
      PORT: String(port),
      REKEY_SECRET: SECRET,
      REKEY_BASE_URL: 'http://localhost:3000',
      DATABASE_URL: 'memory://',
    })
    holder.close()
    expect(code).not.toBe(0)
    expect(text).toContain('EADDRINUSE')
  })
})

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
    ['GET /', 404],
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
      expect([status, headers.location]).toEqual([303, `${base}/reset`])
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
      `GET /northwind/forgot HTTP/1.1\r\nHost: localhost:${port}\r\nX-Long: ${'x'.repeat(20_000)}\r\n\r\n`,
    )
    expect(text).toMatch(/^HTTP\/1.1 431 /)
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

  test.describe('a form of an older build', () => {
    const stale = (fields: [string, string][]) =>
      fields.map(([name, value]): [string, string] => [
        name,
        value.replace(/"id":"[0-9a-f]{42}"/, `"id":"${'4'.repeat(42)}"`),
      ])

    test('brings its page again, with the name, and a sentence that says why', async () => {
      const fields = stale(await formOf(port, '/northwind/forgot'))
      const answer = await sendForm(port, '/northwind/forgot', [
        ...fields,
        ['username', 'jane+a@example.com'],
      ])
      expect(answer.status).toBe(303)
      expect(answer.headers.location).toBe('/northwind/forgot?stale=1&username=jane%2Ba%40example.com')
      expect(answer.headers['cache-control']).toContain('no-store')
      expect(answer.body).toBe('')
      const page = await send(port, answer.headers.location ?? '')
      expect(page.status).toBe(200)
      expect(page.body).toContain('data-error="stale"')
      expect(page.body).toContain('jane+a@example.com')
      expect(reachedCognito()).toBe(0)
    })

    test('by its bare action id too', async () => {
      const fields: [string, string][] = [
        [`$ACTION_ID_${'4'.repeat(42)}`, ''],
        ['username', 'jane'],
      ]
      const answer = await sendForm(port, '/northwind/reset', [
        ...fields,
        ['code', '123456'],
        ['password', 'New-Horse-1'],
      ])
      expect([answer.status, answer.headers.location]).toEqual([
        303,
        '/northwind/reset?stale=1&username=jane',
      ])
      expect((await send(port, answer.headers.location ?? '')).body).toContain('data-error="stale"')
    })

    test('on the page that takes a code', async () => {
      const fields = stale(await formOf(port, '/northwind/sent'))
      const answer = await sendForm(port, '/northwind/sent', [
        ...fields,
        ['username', 'jane'],
        ['code', '123456'],
      ])
      expect([answer.status, answer.headers.location]).toEqual([303, '/northwind/sent?stale=1'])
      expect((await send(port, answer.headers.location ?? '')).body).toContain('data-error="stale"')
    })

    test('on a tenant’s own host stays there', async () => {
      const headers = { host: 'reset.northwind.example' }
      const answer = await sendForm(port, '/forgot', [[`$ACTION_ID_${'4'.repeat(42)}`, '']], headers)
      expect([answer.status, answer.headers.location]).toEqual([303, '/forgot?stale=1'])
    })

    test('is told to a script by Next’s own mark', async () => {
      const answer = await send(port, '/northwind/forgot', {
        method: 'POST',
        headers: {
          host: `localhost:${port}`,
          'next-action': '4'.repeat(42),
          'sec-fetch-site': 'same-origin',
        },
        body: '[]',
      })
      expect(answer.status).toBe(409)
      expect(answer.headers['x-nextjs-action-not-found']).toBe('1')
    })
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

test('a server that is asked to end gives everybody who waits the true answer, and then ends well', async () => {
  test.setTimeout(120_000)
  const site = await openSite({ REKEY_LIMITS_FACTOR: '1000' })
  const { port } = site.portal
  const people = Array.from({ length: 40 }, () => site.person())
  site.emulator.faults.add({ kind: 'delay-after', ms: 1_500, operation: 'ForgotPassword' })
  const fields = await formOf(port, '/northwind/forgot')
  const answers = people.map(({ username }) =>
    sendForm(port, '/northwind/forgot', [...fields, ['username', username]]),
  )
  // Connections on which nothing is asked must hold nobody up.
  const silent = Array.from({ length: 20 }, () => connect(port, '127.0.0.1').on('error', () => {}))
  const probe = connect(port, '127.0.0.1').on('error', () => {})
  let probed = ''
  probe.setEncoding('latin1').on('data', (piece: string) => {
    probed += piece
  })
  while (site.emulator.requests.count({ operation: 'ForgotPassword' }) < 40) await pause(20)

  // Two questions on one connection: the answer to the second comes when the end has begun.
  const slowForm = multipart([...fields, ['username', site.person().username]])
  probe.write(
    `POST /northwind/forgot HTTP/1.1\r\nHost: localhost:${port}\r\nOrigin: null\r\nSec-Fetch-Site: same-origin\r\nContent-Type: multipart/form-data; boundary=${BOUNDARY}\r\nContent-Length: ${Buffer.byteLength(slowForm)}\r\n\r\n${slowForm}`,
  )
  const start = Date.now()
  await pause(100)
  const stopped = site.portal.stop()
  await pause(100)
  probe.write(`GET /api/health/ready HTTP/1.1\r\nHost: localhost:${port}\r\n\r\n`)
  const refused = await send(port, '/northwind/forgot').then(
    () => false,
    () => true,
  )
  expect(refused).toBe(true)

  for (const answer of await Promise.all(answers)) {
    expect([answer.status, answer.headers.location]).toEqual([303, '/northwind/sent'])
  }
  await stopped
  expect(Date.now() - start).toBeLessThan(15_000)
  expect(probed).toMatch(/^HTTP\/1.1 303 /)
  for (const { username } of people) expect(site.asked(username)).toBe(1)
  expect(site.portal.output()).not.toMatch(/Not finished|Error/)
  for (const socket of [...silent, probe]) socket.destroy()
  await site.emulator.close()
})
