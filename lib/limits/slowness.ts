import { DeadlinePassed } from '../platform/deadline'

/** PostgreSQL's own limit on a statement: query_canceled. */
const CANCELLED = '57014'

/** Nothing was answered for so long that the store counts as away. */
export class StoreSilent extends Error {
  constructor() {
    super('The store of the limits has been silent for long')
    this.name = 'StoreSilent'
  }
}

/** Whether a store only took too long: it may be there, and may have done what it was asked. */
export function isTooSlow(error: unknown): boolean {
  if (error instanceof DeadlinePassed) return true
  if (!(error instanceof Error)) return false
  return ('code' in error && error.code === CANCELLED) || /\btimeout\b/i.test(error.message)
}
