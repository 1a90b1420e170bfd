import { processWide } from './process-wide'

/** Passes how long requests took from the thin server, which stands outside of Next, to the metrics, which are inside. */

/** @param status 0 where the client left before the answer began */
type Observer = (seconds: number, about: { method: string; route: string; status: number }) => void

const holder = () => processWide<{ observe: Observer }>('served-requests', () => ({ observe: () => {} }))

/** Only one is told. */
export function observeRequests(observe: Observer): void {
  holder().observe = observe
}

export const tellServed: Observer = (seconds, about) => holder().observe(seconds, about)
