import 'server-only'
import { setMaxListeners } from 'node:events'

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
