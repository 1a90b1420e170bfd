import type { ServerResponse } from 'node:http'
import { STANDING_HEADERS } from './headers'

/** How Next tells itself which route a request took. */
const INTERNAL = ['x-middleware-rewrite', 'x-middleware-next']

/** Finishes the head of an answer that is about to leave. */
function finish(response: ServerResponse, status: number): void {
  for (const name of INTERNAL) response.removeHeader(name)
  if (status < 400) return
  for (const [name, value] of Object.entries(STANDING_HEADERS)) {
    if (!response.hasHeader(name)) response.setHeader(name, value)
  }
  // A file that is missing for the moment of a deployment must not be missing for a year.
  response.setHeader('Cache-Control', 'no-store')
}

/**
 * Gives every answer of the framework the head of the portal: what only the framework needs to know is taken out, and a
 * refusal of its own gets the headers that all others have.
 */
export function finishHead(response: ServerResponse): void {
  const { writeHead } = response
  response.writeHead = (...values: [number, ...unknown[]]) => {
    finish(response, values[0])
    return Reflect.apply(writeHead, response, values)
  }
}
