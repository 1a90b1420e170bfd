import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { INERT_POLICY, STANDING_HEADERS } from '../lib/http/headers'
import { finishHead } from './answer-head'

async function answerOf(write: (response: ServerResponse) => void): Promise<Response> {
  const server = createServer((_, response) => {
    finishHead(response)
    write(response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
}

test('which route an answer came by stays inside', async () => {
  const { headers } = await answerOf((response) => {
    response.setHeader('x-middleware-rewrite', '/acme/forgot')
    response.end('page')
  })
  expect(headers.get('x-middleware-rewrite')).toBeNull()
})

test('a file is kept for ever, and that there is none is not', async () => {
  const kept = 'public, max-age=31536000, immutable'
  for (const [status, expected] of [
    [200, kept],
    [404, 'no-store'],
  ] as const) {
    const answer = await answerOf((response) => {
      response.statusCode = status
      response.setHeader('Cache-Control', kept)
      response.end()
    })
    expect(answer.headers.get('cache-control')).toBe(expected)
  }
})

test('a refusal has the standing headers, and keeps those that it brought', async () => {
  const { headers } = await answerOf((response) => {
    response.statusCode = 404
    response.setHeader('X-Frame-Options', 'SAMEORIGIN')
    response.end('none')
  })
  expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
  expect(headers.get('x-robots-tag')).toBe('noindex')
  expect(headers.get('x-frame-options')).toBe('SAMEORIGIN')
})

test('a page that the proxy offers again has its status, and may name its origin; redirects and refusals may not', async () => {
  const heads = [
    [200, '403', 403, 'same-origin'],
    [200, null, 200, 'same-origin'],
    [404, null, 404, 'no-referrer'],
  ] as const
  for (const [status, asked, shown, policy] of heads) {
    const answer = await answerOf((response) => {
      response.statusCode = status
      if (asked !== null) response.setHeader('x-rekey-status', asked)
      response.setHeader('Referrer-Policy', 'same-origin')
      response.end('page')
    })
    expect([answer.status, answer.headers.get('referrer-policy')]).toEqual([shown, policy])
    expect(answer.headers.get('x-rekey-status')).toBeNull()
  }
})

test('a redirect and a file of the framework have the whole set', async () => {
  const { headers } = await answerOf((response) => response.end('file'))
  for (const [name, value] of Object.entries(STANDING_HEADERS)) expect(headers.get(name)).toBe(value)
  expect(headers.get('content-security-policy')).toBe(INERT_POLICY)
})
