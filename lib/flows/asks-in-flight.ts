import 'server-only'
import { processWide } from '../platform/process-wide'

/**
 * The asks that this process is busy with, most of them already answered: limits how many of one tenant's may be at
 * Cognito at once, and lets the process wait for them before it ends.
 */

/** At Cognito's quota of 30 a second these are enough while a call takes no longer than a second and a half. */
const MAXIMUM_PER_TENANT = 50

type State = { calls: Map<string, number>; work: Set<Promise<unknown>> }

const state = () => processWide<State>('asks-in-flight', () => ({ calls: new Map(), work: new Set() }))

/** Takes one of a tenant's places at Cognito; returns what frees it again, or null where all are taken. */
export function takePlace(tenantId: string): (() => void) | null {
  const { calls } = state()
  const taken = calls.get(tenantId) ?? 0
  if (taken >= MAXIMUM_PER_TENANT) return null
  calls.set(tenantId, taken + 1)
  return () => {
    const left = (calls.get(tenantId) ?? 1) - 1
    if (left > 0) calls.set(tenantId, left)
    else calls.delete(tenantId)
  }
}

/** Counts work as under way until it ends, in whatever way. Returns the work itself. */
export function underWay<T>(work: Promise<T>): Promise<T> {
  const all = state().work
  const forget = () => void all.delete(work)
  all.add(work)
  work.then(forget, forget)
  return work
}

/** How many asks are under way in this process. */
export const asksUnderWay = (): number => state().work.size

/** Resolves when no ask is under way any more, including those that begin in the meantime. */
export async function asksFinished(): Promise<void> {
  // What follows on an answer begins just after its connection is closed.
  await new Promise((resolve) => setImmediate(resolve))
  while (state().work.size > 0) await Promise.allSettled(state().work)
}
