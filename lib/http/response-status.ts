import type { ServerResponse } from 'node:http'
import { lentResponse } from '../platform/lent-response'

/**
 * Lets a page answer with a status of its own. A server component can't set one, and `notFound()` answers with an empty
 * document that only a script fills. The thin server makes the response available to whatever handles its request;
 * elsewhere (on Vercel) there is none, and the caller falls back to `notFound()`.
 */

/** Sets the status of this request's answer; false where there is no response or it has begun. */
export function setStatus(status: number): boolean {
  const response = lentResponse()
  if (response === undefined || response.headersSent) return false
  response.statusCode = status
  return true
}

/** Adds a header to this request's answer, where its response is available. Never one with a person's input in it. */
export function setHeader(name: string, value: string): void {
  const response = lentResponse()
  if (response !== undefined && !response.headersSent) response.setHeader(name, value)
}

/** Whether the client disconnected before the answer was complete. */
export function isAbandoned(): boolean {
  const response = lentResponse()
  return response?.destroyed === true && !response.writableFinished
}

const actionKey = Symbol.for('rekey.action')

/** Notes that this POST has to call an action. Until one is called, any failure is the body's fault. */
export function expectAction(response: ServerResponse): void {
  Reflect.set(response, actionKey, 'expected')
}

/** Notes that the framework could read the body and called its action. */
export function noteActionBegun(): void {
  const response = lentResponse()
  if (response !== undefined) Reflect.set(response, actionKey, 'begun')
}

/** Whether an action was expected for this response and none was called. */
export const lacksAction = (response: ServerResponse): boolean =>
  Reflect.get(response, actionKey) === 'expected'

/** Whether a failure of this request is due to an unreadable body. */
export function isUnreadBody(): boolean {
  const response = lentResponse()
  return response !== undefined && lacksAction(response)
}
