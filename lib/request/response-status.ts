import { AsyncLocalStorage } from 'node:async_hooks'
import type { ServerResponse } from 'node:http'

/**
 * Lets a page answer with a status of its own. A server component can't set one, and `notFound()` answers with an empty
 * document that only a script fills. The thin server lends the response to whatever runs for its request; elsewhere (on
 * Vercel) there is none, and the caller falls back to `notFound()`.
 */

const storageKey = Symbol.for('rekey.response')
const holder = globalThis as { [storageKey]?: AsyncLocalStorage<ServerResponse> }

function storage(): AsyncLocalStorage<ServerResponse> {
  holder[storageKey] ??= new AsyncLocalStorage()
  return holder[storageKey]
}

/** Runs the handling of one request with its response at hand. */
export function lendResponse<T>(response: ServerResponse, run: () => T): T {
  return storage().run(response, run)
}

/** Sets the status of this request's answer; false where nobody lent a response or it has begun. */
export function setStatus(status: number): boolean {
  const response = storage().getStore()
  if (response === undefined || response.headersSent) return false
  response.statusCode = status
  return true
}

/** Adds a header to this request's answer, where its response was lent. Never one that a person's input went into. */
export function setHeader(name: string, value: string): void {
  const response = storage().getStore()
  if (response !== undefined && !response.headersSent) response.setHeader(name, value)
}
