import 'server-only'
import { type RateLimiterAbstract, RateLimiterRes } from 'rate-limiter-flexible'

export type Take =
  | { readonly taken: true; readonly remaining: number; readonly endsAt: Date }
  | { readonly taken: false; readonly retryAt: Date }

export const after = (ms: number) => new Date(Date.now() + Math.max(ms, 0))

/** Uses one of what a limit allows. Throws what its store throws. */
export async function takeFrom(limiter: RateLimiterAbstract, key: string): Promise<Take> {
  try {
    const { remainingPoints, msBeforeNext } = await limiter.consume(key)
    return { taken: true, remaining: remainingPoints, endsAt: after(msBeforeNext) }
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal
    return { taken: false, retryAt: after(refusal.msBeforeNext) }
  }
}
