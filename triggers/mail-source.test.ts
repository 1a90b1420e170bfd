import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { renderMails } from '../lib/mail/render'
import type { RenderedMails } from '../lib/mail/rendered'
import { mailSource } from './mail-source'

const acme = { slug: 'acme', name: 'Acme', brand: {}, support: { email: null, phone: null, url: null } }
let danish: RenderedMails
let english: RenderedMails
beforeAll(async () => {
  danish = await renderMails(acme, 'da', 'https://reset.acme.example')
  english = await renderMails(acme, 'en', 'https://reset.acme.example')
})

/** A portal that answers as told, and a function that was deployed with the mails in English. */
async function portalThat(answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const seen: string[] = []
  const server = createServer((request, response) => {
    seen.push(`${request.url} ${request.headers['if-none-match'] ?? ''}`.trim())
    answer(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  const clock = { now: 1_000_000 }
  const portal = `http://127.0.0.1:${port}/acme`
  const source = mailSource({ portal, tenant: 'acme', deployed: [english], now: () => clock.now })
  return { source, seen, clock }
}

const send = (response: ServerResponse, body: unknown, etag = '"one"') =>
  response.writeHead(200, { 'Content-Type': 'application/json', ETag: etag }).end(JSON.stringify(body))

test('mails come from the portal, are kept for a minute and then asked about by their tag', async () => {
  const { source, seen, clock } = await portalThat((request, response) => {
    if (request.headers['if-none-match'] === '"one"') response.writeHead(304).end()
    else send(response, danish)
  })
  expect(await source('da')).toEqual(danish)
  expect(await source('da')).toEqual(danish)
  clock.now += 61_000
  expect(await source('da')).toEqual(danish)
  expect(seen).toEqual(['/acme/mail/da', '/acme/mail/da "one"'])
})

test('a portal that does not answer costs a second and a half, once, and the mail goes out all the same', async () => {
  const { source, seen } = await portalThat(() => {})
  const startedAt = performance.now()
  expect(await source('en')).toEqual(english)
  expect(performance.now() - startedAt).toBeLessThan(2_500)
  expect(await source('en')).toEqual(english)
  expect(seen).toHaveLength(1)
})

test('while the portal is away, what was kept is used before what was deployed', async () => {
  let isUp = true
  const { source, clock } = await portalThat((_, response) => {
    if (isUp) send(response, danish)
    else response.writeHead(503).end()
  })
  expect(await source('da')).toEqual(danish)
  isUp = false
  clock.now += 61_000
  expect(await source('da')).toEqual(danish)
  expect(await source('ja')).toEqual(english)
})

test('what is no mail, another tenant’s, or refused by Cognito is not used', async () => {
  const wrong: unknown[] = [
    'x',
    null,
    {},
    { ...danish, tenant: 'globex' },
    { ...danish, reset: { ...danish.reset, html: 'no code' } },
    { ...danish, reset: { ...danish.reset, subject: '' } },
  ]
  for (const body of wrong) {
    const { source } = await portalThat((_, response) => send(response, body))
    expect(await source('da')).toEqual(english)
  }
})

test('a portal that sends elsewhere is not followed', async () => {
  const { source, seen } = await portalThat((request, response) => {
    if (request.url === '/elsewhere') send(response, danish)
    else response.writeHead(302, { Location: '/elsewhere' }).end()
  })
  expect(await source('da')).toEqual(english)
  expect(seen).toEqual(['/acme/mail/da'])
})
