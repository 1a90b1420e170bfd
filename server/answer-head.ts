import type { ServerResponse } from 'node:http'
import { INERT_POLICY, STANDING_HEADERS } from '../lib/http/headers'
import { STATUS_HEADER } from '../lib/http/internal-headers'

/** How Next tells itself which route a request took. */
const INTERNAL = ['x-middleware-rewrite', 'x-middleware-next', STATUS_HEADER]

const standing = Object.entries({ ...STANDING_HEADERS, 'Content-Security-Policy': INERT_POLICY })

/** Finishes the head of an answer that is about to leave. */
function finish(response: ServerResponse, status: number): void {
  const isAgain = response.hasHeader(STATUS_HEADER)
  for (const name of INTERNAL) response.removeHeader(name)
  for (const [name, value] of standing) {
    if (!response.hasHeader(name)) response.setHeader(name, value)
  }
  // Only a page with a form tells its own site where the form comes from; redirects and refusals don't.
  if (status >= 300 && !isAgain) response.setHeader('Referrer-Policy', 'no-referrer')
  // A file that is missing during a deployment must not be cached as missing for a year.
  if (status >= 400) response.setHeader('Cache-Control', 'no-store')
}

/**
 * Gives every answer of the framework the portal's headers: removes those that only the framework needs, and adds to
 * its own redirects, refusals and files what all other answers have.
 */
export function finishHead(response: ServerResponse): void {
  const { writeHead } = response
  response.writeHead = (asked: number, ...rest: unknown[]) => {
    const status = asked === 200 ? Number(response.getHeader(STATUS_HEADER) ?? asked) : asked
    finish(response, status)
    return Reflect.apply(writeHead, response, [status, ...rest])
  }
}
