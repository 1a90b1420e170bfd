import { once } from 'node:events'
import { createServer, get, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, onTestFinished, test } from 'vitest'
import { log, logTo } from '../lib/platform/log'
import { observeRequests } from '../lib/platform/served-requests'
import { currentTraceId, noteTenant } from '../lib/platform/tracing'
import { followRequest } from './follow-request'

afterEach(() => {
  logTo(process.stdout)
  observeRequests(() => {})
})

type Options = Partial<Parameters<typeof followRequest>[1]>

/** A server that answers with this; its address, and the lines of its log. */
async function serving(answer: (response: ServerResponse) => void, options: Options = {}) {
  const lines: Record<string, unknown>[] = []
  logTo({ write: (text) => lines.push(JSON.parse(text)) })
  const server = createServer((request, response) => {
    const followed = {
      method: request.method ?? '',
      route: '/[tenant]/forgot',
      upstream: null,
      lines: 'on' as const,
    }
    followRequest(response, { ...followed, ...options })(() => answer(response))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close().closeAllConnections())
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  /** The line comes when the connection has taken the answer. */
  const lineOf = async (count: number) => {
    await expect.poll(() => lines.length).toBe(count)
    return lines[count - 1]
  }
  return { url, lines, lineOf }
}

test('a request is one line, by its route and its tenant, in the same trace as all that is said meanwhile', async () => {
  const ids: (string | null)[] = []
  const { url, lines, lineOf } = await serving((response) => {
    noteTenant('acme')
    log.warn('cognito.forgot_password', {})
    ids.push(currentTraceId())
    response.writeHead(503).end('no')
  })
  await (await fetch(`${url}/acme/forgot?username=ada`)).text()
  await lineOf(2)
  await (await fetch(`${url}/acme/forgot`)).text()
  expect(await lineOf(4)).toEqual({
    level: 'info',
    time: expect.any(String),
    event: 'request.served',
    method: 'GET',
    route: '/[tenant]/forgot',
    status: 503,
    tenant: 'acme',
    ms: expect.any(Number),
    trace: ids[1],
  })
  expect(lines.map(({ trace }) => trace)).toEqual([ids[0], ids[0], ids[1], ids[1]])
  expect(ids[0]).toMatch(/^[0-9a-f]{32}$/)
  expect(ids[0]).not.toBe(ids[1])
})

test('a trace that a trusted proxy began goes on', async () => {
  const upstream = {
    traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
    spanId: '00f067aa0ba902b7',
    isSampled: true,
  }
  const { url, lineOf } = await serving((response) => response.end(), { upstream })
  await fetch(url)
  expect(await lineOf(1)).toMatchObject({ trace: upstream.traceId, status: 200 })
})

test('somebody who leaves before the answer has a line without a status', async () => {
  const seen: number[] = []
  observeRequests((_, { status }) => seen.push(status))
  const { url, lineOf } = await serving(() => asked.destroy(), { lines: 'failed' })
  const asked = get(url).on('error', () => {})
  const line = await lineOf(1)
  expect(line).toMatchObject({ event: 'request.served' })
  expect(line).not.toHaveProperty('status')
  expect(seen).toEqual([0])
})

test.each([
  ['failed', 200, 0],
  ['failed', 500, 1],
  ['off', 500, 0],
] as const)('where lines are %s, an answer with %i has %i', async (lines, status, count) => {
  const seen: unknown[] = []
  const { url, lines: written } = await serving((response) => response.writeHead(status).end(), { lines })
  observeRequests((_, about) => seen.push(about))
  await fetch(url)
  await expect.poll(() => seen).toEqual([{ method: 'GET', route: '/[tenant]/forgot', status }])
  expect(written).toHaveLength(count)
})
