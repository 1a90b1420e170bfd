import { DeadlinePassed } from '../platform/deadline'

/** PostgreSQL's own limit on a statement: query_canceled. */
const CANCELLED = '57014'

/** The store has answered nothing for so long that it counts as away. */
export class StoreSilent extends Error {
  constructor() {
    super('The store of the limits has been silent for long')
    this.name = 'StoreSilent'
  }
}

/** Whether a store merely took too long: it may be available, and may have done what it was asked. */
export function isTooSlow(error: unknown): boolean {
  if (error instanceof DeadlinePassed) return true
  if (!(error instanceof Error)) return false
  return ('code' in error && error.code === CANCELLED) || /\btimeout\b/i.test(error.message)
}
