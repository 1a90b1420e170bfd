import type { OutgoingHttpHeaders, ServerResponse } from 'node:http'

type Answer = { status: number; headers: OutgoingHttpHeaders; body: string }

/** Writes an answer at once and drops whatever else is still written to this response. */
export type Swap = (answer: Answer) => void

/** What describes the answer that is dropped, and not this server or this exchange. */
const aboutDropped =
  /^(content-(type|length|encoding|disposition)|transfer-encoding|etag|location|x-nextjs-.*)$/

/**
 * Lets an answer be replaced at the moment at which its head would leave, when status and headers are known. To be set
 * up before anybody else wraps the response.
 *
 * @param replacementOf asked once, before the head is written; gives what makes the answer to send instead of an unwanted
 *   one, which is dropped, and null for one that is wanted
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

  /** Whether what is written now is of an answer that nobody wants; decided once, before the head has left. */
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
