import type { ServerResponse } from 'node:http'
import { INERT_POLICY, STANDING_HEADERS } from './headers'

/** How Next tells itself which route a request took. */
const INTERNAL = ['x-middleware-rewrite', 'x-middleware-next']

const standing = Object.entries({ ...STANDING_HEADERS, 'Content-Security-Policy': INERT_POLICY })

/** Finishes the head of an answer that is about to leave. */
function finish(response: ServerResponse, status: number): void {
  for (const name of INTERNAL) response.removeHeader(name)
  for (const [name, value] of standing) {
    if (!response.hasHeader(name)) response.setHeader(name, value)
  }
  // Where a browser is sent to needn't know where it came from, whatever the page says that was asked for.
  if (status >= 300 && status < 400) response.setHeader('Referrer-Policy', 'no-referrer')
  // A file that is missing for the moment of a deployment must not be missing for a year.
  if (status >= 400) response.setHeader('Cache-Control', 'no-store')
}

/**
 * Gives every answer of the framework the head of the portal: what only the framework needs to know is taken out, and
 * its own redirects, refusals and files get the headers that all others have.
 */
export function finishHead(response: ServerResponse): void {
  const { writeHead } = response
  response.writeHead = (...values: [number, ...unknown[]]) => {
    finish(response, values[0])
    return Reflect.apply(writeHead, response, values)
  }
}
