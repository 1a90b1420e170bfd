import { once } from 'node:events'
import { createServer, get, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterEach, describe, expect, test } from 'vitest'
import { compressWhole } from './compress-answer'

const closing: (() => void)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

const PART = '<p>one and the same line of a page</p>\n'.repeat(20)
const ENOUGH = 40

/** As Next does: the head first, then a part at a time. */
async function inParts(response: ServerResponse, type: string, parts = ENOUGH): Promise<void> {
  response.setHeader('Content-Type', type)
  response.flushHeaders()
  for (let part = 0; part < parts; part++) {
    response.write(PART)
    await new Promise((resolve) => setImmediate(resolve))
  }
  response.end()
}

async function answerOf(
  answer: (response: ServerResponse) => unknown,
  { path = '/acme/reset', method = 'GET', encoding = 'gzip' } = {},
) {
  const server = createServer((request, response) => {
    compressWhole(request, response)
    answer(response)
  }).listen(0, '127.0.0.1')
  closing.push(() => server.close())
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const headers = encoding === '' ? {} : { 'accept-encoding': encoding }
  const asked = get({ port, host: '127.0.0.1', path, method, headers, agent: false })
  const [got]: IncomingMessage[] = await once(asked, 'response')
  if (got === undefined) throw new Error('There was no answer')
  return { status: got.statusCode, headers: got.headers, body: await buffer(got) }
}

const html = (response: ServerResponse) => inParts(response, 'text/html; charset=utf-8')

describe('a page that is written in parts', () => {
  test('goes out as one compressed piece of a known length', async () => {
    const { headers, body } = await answerOf(html)
    expect(gunzipSync(body).toString()).toBe(PART.repeat(ENOUGH))
    expect(headers).toMatchObject({ 'content-encoding': 'gzip', vary: 'Accept-Encoding' })
    expect(headers['content-length']).toBe(String(body.length))
    expect(headers['transfer-encoding']).toBeUndefined()
  })

  test('is compressed by brotli for whoever takes both', async () => {
    const { headers, body } = await answerOf(html, { encoding: 'gzip, deflate, br' })
    expect(headers['content-encoding']).toBe('br')
    expect(brotliDecompressSync(body).toString()).toBe(PART.repeat(ENOUGH))
  })

  test.each(['', 'identity', 'gzip;q=0, br;q=0'])('is not compressed for "%s"', async (encoding) => {
    const { headers, body } = await answerOf(html, { encoding })
    expect(headers['content-encoding']).toBeUndefined()
    expect(headers.vary).toBe('Accept-Encoding')
    expect(body.toString()).toBe(PART.repeat(ENOUGH))
  })

  test('that is small is left as it is', async () => {
    const { headers, body } = await answerOf((response) => inParts(response, 'text/html', 1))
    expect(headers['content-encoding']).toBeUndefined()
    expect(body.toString()).toBe(PART)
  })

  test('that becomes too large to be kept goes out all the same', async () => {
    const parts = 1_000
    const { headers, body } = await answerOf((response) => inParts(response, 'text/html', parts))
    expect(headers).toMatchObject({ 'content-encoding': 'gzip', 'transfer-encoding': 'chunked' })
    expect(gunzipSync(body).toString()).toBe(PART.repeat(parts))
  })

  test('keeps the status and the headers that are set after its first part', async () => {
    const { status, headers } = await answerOf((response) => {
      response.setHeader('Content-Type', 'text/html')
      response.flushHeaders()
      response.write(PART)
      response.statusCode = 404
      response.setHeader('X-Late', 'yes')
      response.end(PART)
    })
    expect(status).toBe(404)
    expect(headers['x-late']).toBe('yes')
  })

  test('says nothing of a body to who asks for the head', async () => {
    const { headers, body } = await answerOf(html, { method: 'HEAD' })
    expect(headers['content-encoding']).toBeUndefined()
    expect(body).toHaveLength(0)
  })
})

test('what is already compressed, and files, are not touched or held', async () => {
  const own = await answerOf((response) => {
    response.setHeader('Content-Encoding', 'br')
    return html(response)
  })
  expect(own.headers['content-encoding']).toBe('br')
  expect(own.body.toString()).toBe(PART.repeat(ENOUGH))
  const file = await answerOf((response) => inParts(response, 'image/png'))
  expect(file.headers['content-encoding']).toBeUndefined()
  const script = await answerOf((response) => inParts(response, 'text/javascript'))
  expect(script.headers).toMatchObject({ 'content-encoding': 'gzip', 'transfer-encoding': 'chunked' })
  expect(gunzipSync(script.body).toString()).toBe(PART.repeat(ENOUGH))
})

test('a page of the console shows what it has while the rest is waited for', async () => {
  let finish = () => {}
  const server = createServer((request, response) => {
    compressWhole(request, response)
    response.setHeader('Content-Type', 'text/html')
    response.write(PART)
    ;(response as ServerResponse & { flush?: () => void }).flush?.()
    finish = () => response.end(PART)
  }).listen(0, '127.0.0.1')
  closing.push(() => server.close())
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const headers = { 'accept-encoding': 'gzip' }
  const [answer]: IncomingMessage[] = await once(
    get({ port, host: '127.0.0.1', path: '/admin/activity', headers, agent: false }),
    'response',
  )
  if (answer === undefined) throw new Error('There was no answer')
  const [first]: Buffer[] = await once(answer, 'data')
  finish()
  expect(gunzipSync(Buffer.concat([first ?? Buffer.of(), await buffer(answer)])).toString()).toBe(PART + PART)
})
