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
  // Only a page with a form lets its own site know where a form comes from; a redirect or a refusal is none.
  if (status >= 300 && !isAgain) response.setHeader('Referrer-Policy', 'no-referrer')
  // A file that is missing for the moment of a deployment must not be missing for a year.
  if (status >= 400) response.setHeader('Cache-Control', 'no-store')
}

/**
 * Gives every answer of the framework the head of the portal: what only the framework needs to know is taken out, and
 * its own redirects, refusals and files get the headers that all others have.
 */
export function finishHead(response: ServerResponse): void {
  const { writeHead } = response
  response.writeHead = (asked: number, ...rest: unknown[]) => {
    const status = asked === 200 ? Number(response.getHeader(STATUS_HEADER) ?? asked) : asked
    finish(response, status)
    return Reflect.apply(writeHead, response, [status, ...rest])
  }
}
