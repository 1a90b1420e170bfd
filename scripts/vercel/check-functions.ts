import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { startEmulator } from '../../emulator/index'
import { createTestPostgres } from '../../lib/db/test-postgres'
import { clientSecrets, DEMO_PERSON, demoPools } from '../demo-pools'
import { BuildOutput } from './build-output'
import { Platform } from './platform'
import { type RunningFunction, startFunction } from './running-function'

/** Asks the functions that `vercel build` made below a folder for the portal's pages, on PostgreSQL. See verify-vercel.mjs. */

const HOST = 'portal.example'
/** A documentation address (RFC 5737), which no real client has. */
const CLIENT = '203.0.113.77'
const LIE = '198.51.100.9'

const [folder = ''] = process.argv.slice(2)
const database = await createTestPostgres(process.env.TEST_DATABASE_URL ?? '')
const output = new BuildOutput(join(folder, 'checkout'))
const pools = demoPools('tenants', `https://${HOST}`)
const cognito = await startEmulator({ port: 0, pools: pools.map(({ seed }) => seed) })

const environment = {
  VERCEL: '1',
  VERCEL_ENV: 'production',
  NODE_ENV: 'production',
  REKEY_SECRET: randomBytes(48).toString('base64'),
  REKEY_BASE_URL: `https://${HOST}`,
  DATABASE_URL: database.url,
  REKEY_TENANTS: 'tenants',
  AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: cognito.url,
  ...clientSecrets(pools),
}

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736'

const running: RunningFunction[] = []
async function start(name: string): Promise<RunningFunction> {
  const target = join(folder, 'functions', String(running.length))
  output.unpack(name, target)
  const started = await startFunction(target, environment)
  running.push(started)
  return started
}
const pages = new Map<string, Promise<RunningFunction>>()
function functionOf(name: string): Promise<RunningFunction> {
  const started = pages.get(name) ?? start(name)
  pages.set(name, started)
  return started
}

/** The fields that React put into a form for browsers without JavaScript. */
function hiddenFields(html: string): [string, string][] {
  const text = (value: string) =>
    value.replaceAll('&quot;', '"').replaceAll('&#x27;', "'").replaceAll('&amp;', '&')
  return [...html.matchAll(/<input type="hidden" name="([^"]*)"(?: value="([^"]*)")?/g)].map(
    ([, name = '', value = '']) => [text(name), text(value)],
  )
}

/** The answer comes at its fixed time, and the ask goes on after it. */
async function untilAsked(): Promise<void> {
  const giveUpAt = Date.now() + 15_000
  while (cognito.requests.count() === 0 && Date.now() < giveUpAt) await pause(50)
}

/** A function's lines about requests, which may come a moment after the answers. */
async function served({ lines }: RunningFunction, count: number): Promise<Record<string, unknown>[]> {
  const giveUpAt = Date.now() + 15_000
  for (;;) {
    const found = lines().filter(({ event }) => event === 'request.served')
    if (found.length >= count || Date.now() > giveUpAt) return found
    await pause(50)
  }
}

try {
  const middleware = await start(output.middleware)
  const platform = new Platform({ output, host: HOST, clientAddress: CLIENT, middleware, functionOf })

  const page = await platform.ask({
    method: 'GET',
    path: '/northwind/forgot',
    headers: { traceparent: `00-${TRACE}-00f067aa0ba902b7-01` },
  })
  assert.equal(page.function, '/[tenant]/forgot')
  assert.equal(page.status, 200, page.text.slice(0, 500))
  assert.match(page.text, /<main[^>]* data-page="forgot"/)
  assert.match(page.text, /data-brand="northwind"/)
  const policy = page.headers.get('content-security-policy') ?? ''
  const nonce = /script-src 'nonce-([^']+)' 'strict-dynamic'/.exec(policy)?.[1]
  assert.ok(nonce, `the policy has a nonce: ${policy}`)
  for (const [tag] of page.text.matchAll(/<(?:script|style)\b[^>]*>/g))
    assert.ok(tag.includes(`nonce="${nonce}"`), tag)
  assert.equal(page.headers.get('cache-control'), 'no-store')
  const scripts = [...page.text.matchAll(/\bsrc="(\/_next\/static\/[^"?]+)/g)].map(([, file = '']) => file)
  assert.ok(scripts.length > 0)
  for (const file of scripts) assert.ok(output.hasStaticFile(file), `${file} is among the static files`)

  const form = new FormData()
  for (const [name, value] of hiddenFields(page.text)) form.append(name, value)
  form.append('username', DEMO_PERSON)
  const encoded = new Response(form)
  const sent = await platform.ask({
    method: 'POST',
    path: '/northwind/forgot',
    headers: {
      'content-type': encoded.headers.get('content-type') ?? '',
      origin: `https://${HOST}`,
      'sec-fetch-site': 'same-origin',
      'x-forwarded-for': LIE,
      'x-vercel-forwarded-for': LIE,
      'x-real-ip': LIE,
    },
    body: await encoded.text(),
  })
  assert.equal(sent.status, 303, sent.text.slice(0, 500))
  assert.match(sent.headers.get('location') ?? '', /\/northwind\/sent\?k=[\w.-]+$/)
  await untilAsked()
  assert.equal(cognito.requests.count({ operation: 'ForgotPassword' }), 1)
  const call = cognito.requests.last()
  assert.equal(call?.verdict?.secretHash, 'ok')
  assert.match(JSON.stringify(call), new RegExp(`"IpAddress":"${CLIENT}"`))
  assert.ok(!JSON.stringify(call).includes(LIE))

  const elsewhere = await platform.ask({
    method: 'POST',
    path: '/northwind/forgot',
    headers: { origin: 'https://evil.test' },
  })
  assert.equal(elsewhere.status, 403)
  assert.equal(elsewhere.function, null, 'a foreign post ends in the middleware')

  const nobody = await platform.ask({ method: 'GET', path: '/nobody/forgot' })
  assert.equal(nobody.status, 404)

  const pageLines = await served(await functionOf('/[tenant]/forgot'), 3)
  const { time: _, ms, ...first } = pageLines[0] ?? {}
  assert.equal(typeof ms, 'number')
  assert.deepEqual(first, {
    level: 'info',
    event: 'request.served',
    method: 'GET',
    route: '/[tenant]/forgot',
    status: 200,
    tenant: 'northwind',
    trace: TRACE,
  })
  const about = ({ method, route, status }: Record<string, unknown>) => [method, route, status]
  assert.deepEqual(pageLines.slice(1).map(about), [
    ['POST', '/[tenant]/forgot', 303],
    ['GET', '/[tenant]/forgot', 404],
  ])
  assert.deepEqual((await served(middleware, 1)).map(about), [['POST', 'proxy', 403]])

  const ready = await platform.ask({ method: 'GET', path: '/api/health/ready' })
  assert.equal(ready.status, 200, ready.text)
} finally {
  for (const each of running) each.end()
  await cognito.close()
  await database.drop()
}
