import { once } from 'node:events'
import { type IncomingHttpHeaders, type OutgoingHttpHeaders, request } from 'node:http'
import { connect } from 'node:net'
import { usedInForm } from './leaks'
import { noteUsed } from './telemetry-check'

export type RawAnswer = {
  status: number
  headers: IncomingHttpHeaders
  setCookies: string[]
  body: string
}

export type RawRequest = {
  method?: string
  headers?: OutgoingHttpHeaders
  body?: Buffer | string
}

/**
 * One request with exactly these bytes: `fetch` would normalise the path and refuse some headers and methods.
 * Redirects are not followed.
 *
 * @param target what stands in the request line
 */
export function send(port: number, target: string, asked: RawRequest = {}): Promise<RawAnswer> {
  const { method = 'GET', headers = {}, body } = asked
  if (body !== undefined) noteUsed(usedInForm(body.toString()))
  return new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }
    const sent = request(
      { host: '127.0.0.1', port, method, path: target, headers: { ...length, ...headers }, agent: false },
      (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('error', reject)
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            setCookies: response.headers['set-cookie'] ?? [],
            body: Buffer.concat(chunks).toString('utf8'),
          }),
        )
      },
    )
    sent.on('error', reject)
    sent.end(body)
  })
}

/** Writes these bytes on a connection and gives everything that comes back until it closes. */
export async function sendBytes(port: number, bytes: string): Promise<string> {
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
