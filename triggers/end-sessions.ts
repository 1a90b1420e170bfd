import {
  forgetDevice,
  listSessions,
  type PoolUser,
  rememberedDevices,
  revokeSession,
  signOutEverywhere,
} from './aws'
import type { SeenSession } from './ended-sessions'
import { persist } from './persist'

/** What is known of a user's sessions before they are ended one by one. */
export type Beginning = { readonly isSignedOut: boolean; readonly seen: readonly SeenSession[] }

/** What came of it: whether nothing can be renewed any more, and what was ended for certain. */
export type Ending = { readonly isSignedOut: boolean; readonly ended: readonly SeenSession[] }

/** Cognito takes twenty such calls a second of an account; five at a time stay below. */
const AT_ONCE = 5
const PER_TRY_MS = 3_000

/** Runs work for each, a few at a time; tells which succeeded. */
async function eachOf<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<T[]> {
  const done: T[] = []
  for (let from = 0; from < items.length; from += AT_ONCE) {
    const some = items.slice(from, from + AT_ONCE)
    const results = await Promise.allSettled(some.map(work))
    done.push(...some.filter((_, index) => results[index]?.status === 'fulfilled'))
  }
  return done
}

/**
 * Ends every session of a user, with those that are linked, and forgets the devices that need no second factor. Never
 * throws: what fails is not claimed.
 *
 * @param until when it has to be over, in the milliseconds of `performance.now()`
 */
export async function endSessions(user: PoolUser, before: Beginning, until: number): Promise<Ending> {
  const budget = { until, perTryMs: PER_TRY_MS }
  const succeeds = (work: (signal: AbortSignal) => Promise<void>) =>
    persist(budget, work).then(
      () => true,
      () => false,
    )
  const now = await persist(budget, (signal) => listSessions(user, signal)).catch(() => [])
  const isSignedOut = before.isSignedOut || (await succeeds((signal) => signOutEverywhere(user, signal)))
  // Signing out ends the listing of an app's session, so what was seen before that counts as well.
  const sessions = [...new Map([...before.seen, ...now].map((session) => [session.id, session])).values()]
  const revoked = await eachOf(sessions, ({ id }) =>
    persist(budget, (signal) => revokeSession(user, id, signal)),
  )
  const devices = await persist(budget, (signal) => rememberedDevices(user, signal)).catch(() => [])
  await eachOf(devices, (key) => persist(budget, (signal) => forgetDevice(user, key, signal)))
  const ended = sessions.filter((session) => revoked.includes(session) || (isSignedOut && !session.isBrowser))
  // A browser at the pool's own pages that stays signed in can let apps in again.
  const isAnyLeft = sessions.some((session) => session.isBrowser && !ended.includes(session))
  return { isSignedOut: isSignedOut && !isAnyLeft, ended }
}
