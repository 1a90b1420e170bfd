import 'server-only'
import { setMaxListeners } from 'node:events'

/** Whoever waits for the store listens. */
export function heardByAll(): AbortController {
  const controller = new AbortController()
  setMaxListeners(0, controller.signal)
  return controller
}

/** What has arrived is read before it is called late: a busy process comes to its timers first. */
export async function whatArrived(): Promise<null> {
  for (let turn = 0; turn < 2; turn++) await new Promise((resolve) => setImmediate(resolve))
  return null
}
