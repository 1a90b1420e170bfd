import { AsyncLocalStorage } from 'node:async_hooks'
import type { ServerResponse } from 'node:http'
import { processWide } from './process-wide'

/**
 * The response of the request that the running code belongs to, as the thin server lends it to whatever handles the
 * request. Elsewhere (on Vercel, in commands, in timers) there is none.
 */

const storage = () => processWide('response', () => new AsyncLocalStorage<ServerResponse>())

/** Runs the handling of one request with its response available. */
export function lendResponse<T>(response: ServerResponse, run: () => T): T {
  return storage().run(response, run)
}

export const lentResponse = (): ServerResponse | undefined => storage().getStore()
