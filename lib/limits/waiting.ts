import 'server-only'
import { setMaxListeners } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'

/** Everybody who waits for the store listens, so there is no limit on listeners. */
export function heardByAll(): AbortController {
  const controller = new AbortController()
  setMaxListeners(0, controller.signal)
  return controller
}

/** Lets the process read what has arrived before it counts as late: a busy process runs its timers first. */
export async function whatArrived(): Promise<null> {
  for (let turn = 0; turn < 2; turn++) await new Promise((resolve) => setImmediate(resolve))
  return null
}

/** Waits for an answer; null where the patience, in milliseconds, is over or the signal says that none will come. */
export async function inTime<T>(
  answer: Promise<T>,
  patienceMs: number,
  signal: AbortSignal,
): Promise<T | null> {
  const over = pause(Math.max(patienceMs, 0), null, { ref: false, signal }).catch(() => null)
  const first = await Promise.race([answer, over])
  if (first !== null) return first
  return Promise.race([answer, whatArrived()])
}
