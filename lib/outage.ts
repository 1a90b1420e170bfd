import { within } from './deadline'

type Options = {
  what: string
  /** How long one piece of work is waited for. */
  limitMs: number
  /** How long one failure speaks for the rest, so that an outage does not cost everybody the whole limit. */
  awayMs: number
  onAway: (error: unknown) => void
  onBack: () => void
}

/** Does work, or where what it needs is away does the other thing. */
export type Guard = <T>(work: () => Promise<T>, otherwise: (error: unknown) => Promise<T> | T) => Promise<T>

/**
 * Makes a guard around something that may be away: a failure or a passed limit turns to the other way at
 * once, and for `awayMs` nobody tries. `onAway` and `onBack` are called once per outage.
 */
export function outageGuard({ what, limitMs, awayMs, onAway, onBack }: Options): Guard {
  let outage: { readonly error: unknown; readonly until: number } | null = null
  return async (work, otherwise) => {
    if (outage && performance.now() < outage.until) return otherwise(outage.error)
    try {
      const result = await within(limitMs, what, work())
      if (outage) onBack()
      outage = null
      return result
    } catch (error) {
      if (!outage) onAway(error)
      outage = { error, until: performance.now() + awayMs }
      return otherwise(error)
    }
  }
}
