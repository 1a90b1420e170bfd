import type { IncomingMessage, ServerResponse } from 'node:http'
import compression from 'compression'

// Typed for Express, of which it uses nothing.
const compress = compression() as unknown as (
  request: IncomingMessage,
  response: ServerResponse,
  next: () => void,
) => void

/** Longer than a page that waits for nothing takes between two writes. */
const QUIET_MS = 50

/**
 * Compresses an answer as one piece. Next's own compression flushes after each of its small writes, which makes a page
 * 50 % larger, and pages here render in milliseconds. Only pages of the console may wait for a part, such as entries of
 * a large log: there, what was written goes out once nothing has followed for a moment.
 */
export function compressWhole(request: IncomingMessage, response: ServerResponse): void {
  compress(request, response, () => {})
  const flush: unknown = Reflect.get(response, 'flush')
  Reflect.deleteProperty(response, 'flush')
  if (typeof flush !== 'function' || !/^\/admin[/?]/.test(request.url ?? '')) return
  let timer: NodeJS.Timeout | undefined
  Reflect.set(response, 'flush', () => {
    clearTimeout(timer)
    timer = setTimeout(() => Reflect.apply(flush, response, []), QUIET_MS)
  })
  response.on('close', () => clearTimeout(timer))
}
