import 'server-only'

/** At Cognito's quota of 30 a second these are enough while a call takes no longer than a second and a half. */
const MAXIMUM_PER_TENANT = 50

/**
 * The asks that a process is busy with, most of them already answered: limits how many of one tenant's may be at
 * Cognito at once, and lets the process wait for them before it ends.
 */
export type AsksInFlight = {
  /** Takes one of a tenant's places at Cognito; returns what frees it again, or null where all are taken. */
  takePlace(tenantId: string): (() => void) | null
  /** Counts work as under way until it ends, in whatever way. Returns the work itself. */
  underWay<T>(work: Promise<T>): Promise<T>
  /** How many asks are under way. */
  count(): number
  /** Resolves when no ask is under way any more, including those that begin in the meantime. */
  finished(): Promise<void>
}

export function asksInFlight(): AsksInFlight {
  const places = new Map<string, number>()
  const all = new Set<Promise<unknown>>()
  return {
    takePlace(tenantId) {
      const taken = places.get(tenantId) ?? 0
      if (taken >= MAXIMUM_PER_TENANT) return null
      places.set(tenantId, taken + 1)
      return () => {
        const left = (places.get(tenantId) ?? 1) - 1
        if (left > 0) places.set(tenantId, left)
        else places.delete(tenantId)
      }
    },
    underWay(work) {
      const forget = () => void all.delete(work)
      all.add(work)
      work.then(forget, forget)
      return work
    },
    count: () => all.size,
    async finished() {
      // What follows on an answer begins just after its connection is closed.
      await new Promise((resolve) => setImmediate(resolve))
      while (all.size > 0) await Promise.allSettled(all)
    },
  }
}
