import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Kind, leakFinder, textsIn, type Used } from './leaks'

/**
 * Looks, once all tests are over, at everything that the portals said of themselves: each line of their logs, and all spans
 * and metrics, which a stand-in for a collector kept. Nothing that the tests used as a code, password, secret, name or
 * address may stand there.
 */

const FOLDER = 'TEST_TELEMETRY_FOLDER'
const COLLECTOR = 'TEST_TELEMETRY_COLLECTOR'

/** Words of the product that tests also use as names or passwords. */
const WORDS = new Set(['localhost', '127.0.0.1'])

/** A portal's settings, so that it sends what it would send to a collector. */
export function collectorSettings(): Record<string, string> {
  const url = process.env[COLLECTOR]
  return url === undefined ? {} : { OTEL_EXPORTER_OTLP_ENDPOINT: url }
}

function keep(file: string, text: string): void {
  const folder = process.env[FOLDER]
  if (folder !== undefined) appendFileSync(join(folder, file), text)
}

/** Notes that a portal ended in order, and so has sent all it had to tell. */
export const noteSender = (pid: number): void => keep('senders', `${pid}\n`)

/** Keeps what a portal wrote. */
export const keepOutput = (pid: number, output: string): void => keep(`portal-${pid}.log`, output)

/** Notes what a test used. */
export function noteUsed(used: readonly Used[]): void {
  if (used.length > 0)
    keep(`used-${process.pid}.jsonl`, used.map((one) => `${JSON.stringify(one)}\n`).join(''))
}

function linesOf(folder: string, file: RegExp): string[] {
  return readdirSync(folder)
    .filter((name) => file.test(name))
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n'))
    .filter((line) => line !== '')
}

function judge(folder: string, received: readonly Buffer[]): void {
  const lines = linesOf(folder, /^portal-/)
  if (lines.length === 0) return
  const used = new Map<string, Kind>()
  for (const line of linesOf(folder, /^used-/)) {
    const { kind, value } = JSON.parse(line) as Used
    if (!WORDS.has(value)) used.set(value, kind)
  }
  const texts = [...new Set(received.flatMap(textsIn))]
  const find = leakFinder([...used].map(([value, kind]) => ({ value, kind })))
  const leaks = [...lines, ...texts].flatMap(find).map(({ kind, where }) => `${kind}: ${where}`)
  console.log(
    `Looked for ${used.size} codes, passwords, secrets, names and addresses in ${lines.length} lines of logs and ${texts.length} texts of traces and metrics.`,
  )
  const said = (word: string, where: readonly string[]) => where.some((text) => text.includes(word))
  const hasTold = linesOf(folder, /^senders$/).length === 0 || said('rekey_request_seconds', texts)
  if (!hasTold || !said('request.served', lines))
    throw new Error('The portals said nothing that could be checked')
  if (leaks.length > 0)
    throw new Error(`${leaks.length} times something leaked:\n${[...new Set(leaks)].slice(0, 40).join('\n')}`)
}

/**
 * Before all tests: a collector's stand-in, and a folder for what the workers keep.
 *
 * @returns what judges it all, and throws where something leaked
 */
export async function watchTelemetry(): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'rekey-telemetry-'))
  const received: Buffer[] = []
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part)
    received.push(Buffer.concat(parts))
    response.writeHead(200, { 'content-type': 'application/x-protobuf' }).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  process.env[FOLDER] = folder
  process.env[COLLECTOR] = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return async () => {
    server.close().closeAllConnections()
    try {
      judge(folder, received)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }
}
