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

/** Whether whoever asked has gone before the answer was whole. */
export function isAbandoned(): boolean {
  const response = storage().getStore()
  return response?.destroyed === true && !response.writableFinished
}

const actionKey = Symbol.for('rekey.action')

/** Says that what was posted has to be an action's. Until one is called, what fails is the body's fault. */
export function expectAction(response: ServerResponse): void {
  Reflect.set(response, actionKey, 'expected')
}

/** Says that the framework could read what was posted, and called the action that it is for. */
export function noteActionBegun(): void {
  const response = storage().getStore()
  if (response !== undefined) Reflect.set(response, actionKey, 'begun')
}

/** Whether an action was expected for this response and none was called. */
export const lacksAction = (response: ServerResponse): boolean =>
  Reflect.get(response, actionKey) === 'expected'

/** Whether what fails in this request is a body that nobody could read. */
export function isUnreadBody(): boolean {
  const response = storage().getStore()
  return response !== undefined && lacksAction(response)
}
