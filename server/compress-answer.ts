import type { IncomingMessage, ServerResponse } from 'node:http'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import compression from 'compression'
import Negotiator from 'negotiator'

// Typed for Express, of which it uses nothing.
const compress = compression() as unknown as (
  request: IncomingMessage,
  response: ServerResponse,
  next: () => void,
) => void

/** Longer than a page that waits for nothing takes between two writes. */
const QUIET_MS = 50
/** Ten times the largest page. What becomes larger goes out in parts. */
const HELD_BYTES = 512 * 1024
/** Less isn't worth it. */
const LEAST_BYTES = 1024

/** The quality is that of `compression`. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }
const encoders = {
  br: (bytes: Buffer) => brotliCompressSync(bytes, BROTLI),
  gzip: (bytes: Buffer) => gzipSync(bytes),
}
const known = Object.keys(encoders)

const isPage = (response: ServerResponse) =>
  /^text\/(html|x-component)\b/.test(String(response.getHeader('content-type')))

/**
 * Collects a page until its end, compresses it in one go and sends it in one write. Compressing each of the framework's
 * twenty small writes for itself, in a stream that is thrown away afterwards, takes three times as long.
 */
function holdPage(response: ServerResponse, encoding: keyof typeof encoders): void {
  const { write, end, flushHeaders } = response
  const held: Buffer[] = []
  let bytes = 0
  let isHeld: boolean | null = null

  /** Decided at the first write, when the head is known. */
  const holds = () => {
    isHeld ??= !response.headersSent && isPage(response) && !response.hasHeader('content-encoding')
    return isHeld
  }

  const hold = (chunk: unknown, charset: unknown) => {
    if (typeof chunk !== 'string' && !(chunk instanceof Uint8Array)) return
    const piece =
      typeof chunk === 'string' ? Buffer.from(chunk, charset as BufferEncoding) : Buffer.from(chunk)
    held.push(piece)
    bytes += piece.length
  }

  /** Goes on with what was held as if it were written now. */
  const release = () => {
    isHeld = false
    Reflect.apply(write, response, [Buffer.concat(held)])
  }

  response.flushHeaders = () => {
    if (!holds()) Reflect.apply(flushHeaders, response, [])
  }
  response.write = (...values: unknown[]) => {
    if (!holds()) return Reflect.apply(write, response, values)
    const [chunk, charset] = values
    hold(chunk, charset)
    if (bytes > HELD_BYTES) release()
    const done = values.at(-1)
    if (typeof done === 'function') queueMicrotask(() => done())
    return true
  }
  response.end = (...values: unknown[]) => {
    if (!holds()) return Reflect.apply(end, response, values)
    const [chunk, charset] = values
    hold(chunk, charset)
    const done = values.filter((value) => typeof value === 'function')
    const whole = Buffer.concat(held)
    if (whole.length < LEAST_BYTES) return Reflect.apply(end, response, [whole, ...done])
    // Seeing this, `compression` leaves the bytes alone and says by what the answer varies.
    response.setHeader('Content-Encoding', encoding)
    const body = encoders[encoding](whole)
    response.setHeader('Content-Length', body.length)
    return Reflect.apply(end, response, [body, ...done])
  }
}

function flushWhenQuiet(response: ServerResponse, flush: () => void): void {
  let timer: NodeJS.Timeout | undefined
  Reflect.set(response, 'flush', () => {
    clearTimeout(timer)
    timer = setTimeout(flush, QUIET_MS)
  })
  response.on('close', () => clearTimeout(timer))
}

/** What the client takes, `br` first; the types of `negotiator` don't know of preferences yet. */
function encodingFor(request: IncomingMessage): keyof typeof encoders | null {
  const negotiator = new Negotiator(request)
  const [best] = Reflect.apply(negotiator.encodings, negotiator, [
    [...known, 'identity'],
    { preferred: known },
  ])
  return best === 'br' || best === 'gzip' ? best : null
}

/**
 * Compresses an answer as one piece. Next's own compression flushes after each of its small writes, which makes a page
 * 50 % larger, and pages here render in milliseconds. Only pages of the console may wait for a part, such as entries of
 * a large log: there, what was written goes out once nothing has followed for a moment.
 */
export function compressWhole(request: IncomingMessage, response: ServerResponse): void {
  compress(request, response, () => {})
  const flush: unknown = Reflect.get(response, 'flush')
  Reflect.deleteProperty(response, 'flush')
  if (!/^\/admin([/?]|$)/.test(request.url ?? '')) {
    const encoding = request.method === 'HEAD' ? null : encodingFor(request)
    if (encoding !== null) holdPage(response, encoding)
  } else if (typeof flush === 'function') flushWhenQuiet(response, () => Reflect.apply(flush, response, []))
}
