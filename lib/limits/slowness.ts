import { DeadlinePassed } from '../deadline'

/** The words of node-postgres where no connection was to be had in time. */
const NO_CONNECTION =
  /^(timeout exceeded when trying to connect|Connection terminated due to connection timeout)$/
/** PostgreSQL's own limit on a statement: query_canceled. */
const CANCELLED = '57014'

/** Whether a store only took too long: it may be there, and may have done what it was asked. */
export function isTooSlow(error: unknown): boolean {
  if (error instanceof DeadlinePassed) return true
  if (!(error instanceof Error)) return false
  return ('code' in error && error.code === CANCELLED) || /\btimeout\b/i.test(error.message)
}

/** Whether a store took too long before it was asked anything, so that it can be asked again. */
export function isNeverSent(error: unknown): boolean {
  return error instanceof Error && NO_CONNECTION.test(error.message)
}
