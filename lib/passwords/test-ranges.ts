import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'

/** For tests: a stand-in for the range API on this machine, which answers as it is told to. */
export type RangeServer = {
  /** The address to give as REKEY_BREACHED_PASSWORDS. */
  readonly url: string
  /** What was asked for, with the headers. */
  readonly requests: { path: string; headers: IncomingMessage['headers'] }[]
  /** How it answers; at first with the passwords that it knows. */
  answer: (request: IncomingMessage, response: ServerResponse) => void
  close(): Promise<void>
}

const sha1 = (text: string) => createHash('sha1').update(text).digest('hex').toUpperCase()
const padding = (prefix: string) =>
  Array.from({ length: 800 }, (_, index) => `${sha1(`${prefix}-${index}`).slice(5)}:0`)

/** The lines of a range, with padding among them, and with the rest of the known hashes that belong to it. */
export function rangeOf(prefix: string, known: readonly string[], count = 42): string {
  const found = known.map(sha1).filter((hash) => hash.startsWith(prefix))
  return [...padding(prefix), ...found.map((hash) => `${hash.slice(5)}:${count}`)].sort().join('\r\n')
}

/** @param known the passwords that are said to be known from breaches */
export async function startRangeServer(known: readonly string[]): Promise<RangeServer> {
  const server = createServer((request, response) => {
    ranges.requests.push({ path: request.url ?? '', headers: request.headers })
    ranges.answer(request, response)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The stand-in has no port')
  const ranges: RangeServer = {
    url: `http://127.0.0.1:${address.port}`,
    requests: [],
    answer: (request, response) => response.end(rangeOf(request.url?.slice(-5) ?? '', known)),
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
  return ranges
}
