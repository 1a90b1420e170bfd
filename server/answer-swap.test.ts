import { request as ask, createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { describe, expect, onTestFinished, test } from 'vitest'
import { swapAnswer } from './answer-swap'
import { watchBody } from './body-watch'

type Handle = (request: IncomingMessage, response: ServerResponse) => unknown

async function serve(handle: Handle): Promise<string> {
  const server = createServer((request, response) => void handle(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const replacement = { status: 303, headers: { Location: '/again' }, body: '' }
/** Replaces what is marked. */
const whereMarked =
  <T>(replace: T) =>
  (response: ServerResponse) =>
    response.getHeader('x-mark') === '1' ? replace : null

describe('an answer that is not wanted', () => {
  const writers: [string, Handle][] = [
    ['with its head first', (_, response) => response.writeHead(409, { 'x-other': '1' }).end('bare')],
    ['in one piece', (_, response) => Object.assign(response, { statusCode: 409 }).end('bare')],
    [
      'in several pieces',
      (_, response) => {
        response.statusCode = 409
        response.setHeader('Content-Encoding', 'identity')
        for (let piece = 0; piece < 100; piece++) response.write('x'.repeat(1000))
        response.end()
      },
    ],
    [
      'through a stream that waits to be heard',
      async (_, response) => {
        response.statusCode = 409
        const gzip = createGzip()
        gzip.end('x'.repeat(300_000))
        await pipeline(gzip, response, { end: true }).catch(() => {})
      },
    ],
  ]

  test.each(writers)('is replaced where it is written %s', async (_, write) => {
    const url = await serve((request, response) => {
      swapAnswer(
        response,
        whereMarked(async () => replacement),
      )
      response.setHeader('x-mark', '1')
      response.setHeader('Set-Cookie', 'kept=1')
      response.setHeader('Content-Type', 'text/plain')
      return write(request, response)
    })
    const answer = await fetch(url, { redirect: 'manual' })
    expect(answer.status).toBe(303)
    expect(answer.headers.get('location')).toBe('/again')
    expect(answer.headers.get('set-cookie')).toBe('kept=1')
    expect(answer.headers.get('content-type')).toBeNull()
    expect(answer.headers.get('content-encoding')).toBeNull()
    expect(await answer.text()).toBe('')
  })

  test('is replaced after the replacement was worked out', async () => {
    const url = await serve((_, response) => {
      swapAnswer(
        response,
        whereMarked(async () => {
          await new Promise((resolve) => setImmediate(resolve))
          return { ...replacement, status: 200, body: 'sentence' }
        }),
      )
      response.setHeader('x-mark', '1')
      response.end('bare')
    })
    expect(await (await fetch(url)).text()).toBe('sentence')
  })

  test('whose replacement fails ends the connection rather than hanging', async () => {
    const url = await serve((_, response) => {
      swapAnswer(
        response,
        whereMarked(() => Promise.reject(new Error('broken'))),
      )
      response.setHeader('x-mark', '1')
      response.end('bare')
    })
    await expect(fetch(url)).rejects.toThrow()
  })
})

test('every other answer passes untouched', async () => {
  const url = await serve((_, response) => {
    swapAnswer(
      response,
      whereMarked(async () => replacement),
    )
    response.writeHead(201, { 'x-other': 'yes' })
    response.write('a')
    response.end('b')
  })
  const answer = await fetch(url)
  expect([answer.status, answer.headers.get('x-other'), await answer.text()]).toEqual([201, 'yes', 'ab'])
})

describe('a body that is watched', () => {
  const post = (url: string, body: BodyInit) => fetch(url, { method: 'POST', body })
  const read = async (request: IncomingMessage) => {
    let length = 0
    for await (const chunk of request) length += chunk.length
    return length
  }
  const limits = { keepBytes: 1_000, limitBytes: 10_000, maximumDepth: 1_000, onRefused: () => {} }

  const readers: [string, (request: IncomingMessage) => Promise<number>][] = [
    ['by iteration', read],
    [
      'by events',
      (request) =>
        new Promise((resolve) => {
          let length = 0
          request.on('data', (chunk: Buffer) => {
            length += chunk.length
          })
          request.on('end', () => resolve(length))
        }),
    ],
  ]
  test.each(readers)('reaches its reader whole, %s, and is kept where it is short', async (_, reader) => {
    const kept: (string | undefined)[] = []
    const url = await serve(async (request, response) => {
      const body = watchBody(request, limits)
      const length = await reader(request)
      kept.push(body.kept()?.toString())
      response.end(String(length))
    })
    expect(await (await post(url, 'ä'.repeat(100))).text()).toBe('200')
    expect(await (await post(url, 'x'.repeat(9_000))).text()).toBe('9000')
    expect(kept).toEqual(['ä'.repeat(100), undefined])
  })

  test('that never ends is answered, and its reader gets no more than the limit', async () => {
    let got = 0
    const url = await serve(async (request, response) => {
      const send = swapAnswer(
        response,
        whereMarked(async () => replacement),
      )
      watchBody(request, {
        ...limits,
        onRefused: (status) => send({ status, headers: { Connection: 'close' }, body: 'too long' }),
      })
      request.on('data', (chunk: Buffer) => {
        got += chunk.length
      })
      request.on('end', () => response.end('read'))
    })
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const sending = ask(url, { method: 'POST' }, (answer) => {
        answer.resume()
        resolve(answer.statusCode)
      })
      sending.on('error', reject)
      const chunk = Buffer.alloc(4_000, 'x')
      for (let count = 0; count < 4; count++) sending.write(chunk)
    })
    expect(status).toBe(413)
    expect(got).toBeLessThanOrEqual(limits.limitBytes)
  })

  test('that is nested deeper than any form is refused, and its reader gets none of the depth', async () => {
    const got: string[] = []
    const url = await serve((request, response) => {
      const send = swapAnswer(response, () => null)
      watchBody(request, {
        ...limits,
        onRefused: (status) => send({ status, headers: { Connection: 'close' }, body: '' }),
      })
      request.on('data', (chunk: Buffer) => got.push(chunk.toString()))
      request.on('end', () => response.end('read'))
    })
    for (const deep of ['['.repeat(2_000), '[{"a":['.repeat(600)])
      expect((await post(url, deep)).status).toBe(400)
    expect(got).toEqual([])
    for (const flat of ['[]'.repeat(2_000), '['.repeat(256)]) expect((await post(url, flat)).status).toBe(200)
  })
})
