import type { OutgoingHttpHeaders, ServerResponse } from 'node:http'

type Answer = { status: number; headers: OutgoingHttpHeaders; body: string }

/** Writes an answer at once and drops whatever else is still written to this response. */
export type Swap = (answer: Answer) => void

/** What describes the answer that is dropped, and not this server or this exchange. */
const aboutDropped =
  /^(content-(type|length|encoding|disposition)|transfer-encoding|etag|location|x-nextjs-.*)$/

/**
 * Lets an answer be replaced when its head is about to be sent, since status and headers are known then. Must be set up
 * before anything else wraps the response.
 *
 * @param replacementOf called once, before the head is written; returns null to keep the answer, or a function that
 *   makes the one to send instead
 * @returns a way to answer at any earlier moment
 */
export function swapAnswer(
  response: ServerResponse,
  replacementOf: (response: ServerResponse, status: number) => (() => Promise<Answer>) | null,
): Swap {
  const { writeHead, write, end } = response
  let isDropped = false

  /** Writers wait to be told that they were heard. */
  const swallow = (values: unknown[]) => {
    const last = values.at(-1)
    if (typeof last === 'function') queueMicrotask(() => last())
  }

  const send: Swap = ({ status, headers, body }) => {
    if (response.headersSent) return
    isDropped = true
    for (const name of response.getHeaderNames()) {
      if (aboutDropped.test(name)) response.removeHeader(name)
    }
    Reflect.apply(writeHead, response, [status, { ...headers, 'Content-Length': Buffer.byteLength(body) }])
    Reflect.apply(end, response, [body, 'utf8'])
  }

  /** Whether what is written belongs to a dropped answer; decided once, before the head is sent. */
  const isOfDropped = (status: number): boolean => {
    const replace = isDropped || response.headersSent ? null : replacementOf(response, status)
    if (replace !== null) {
      isDropped = true
      replace().then(send, () => response.destroy())
    }
    return isDropped
  }

  response.writeHead = (...values: [number, ...unknown[]]) =>
    isOfDropped(values[0]) ? response : Reflect.apply(writeHead, response, values)
  response.write = (...values: unknown[]) => {
    if (!isOfDropped(response.statusCode)) return Reflect.apply(write, response, values)
    swallow(values)
    return true
  }
  response.end = (...values: unknown[]) => {
    if (isOfDropped(response.statusCode)) swallow(values)
    else Reflect.apply(end, response, values)
    return response
  }
  return send
}
