import 'server-only'
import { LRUCache } from 'lru-cache'
import type { CallResult } from '../cognito/calls'
import { classifyConfirm, classifyRequest } from '../cognito/exceptions'
import type { Database } from '../db/connection'
import type { AwsAnswer } from './aws-answer'
import { keepAnswer, keptAnswer, type RequestName } from './kept-answers'

/** A second ask would void the code of the first. */
const ASK_KEPT_MS = 60_000
const CONFIRM_KEPT_MS = 15 * 60_000
/** A client that was told to slow down retries a moment later. */
const THROTTLE_KEPT_MS = 1_500
const MAXIMUM_REMEMBERED = 10_000

/** An answer, and how long the same request gets it again, in milliseconds. */
export type KeptAnswer = { readonly answer: AwsAnswer; readonly keptMs: number }

/** How long the answer to an ask is kept, in milliseconds; not at all where Cognito was not asked (null). */
export function askKeptMs(result: CallResult | null): number {
  if (result === null) return 0
  if (result.ok) return ASK_KEPT_MS
  const { kind } = classifyRequest(result.failure)
  if (kind === 'busy') return THROTTLE_KEPT_MS
  return kind === 'sent' && !result.failure.neverSent ? ASK_KEPT_MS : 0
}

/** The same for a confirmation. Faults that the operator may fix at any moment are not kept. */
export function confirmKeptMs(result: CallResult | null): number {
  if (result === null) return 0
  if (result.ok) return CONFIRM_KEPT_MS
  switch (classifyConfirm(result.failure).kind) {
    case 'code-rejected':
    case 'password-rejected':
    case 'password-reused':
    case 'unknown':
      return CONFIRM_KEPT_MS
    case 'busy':
    case 'too-many-attempts':
      return THROTTLE_KEPT_MS
    default:
      return 0
  }
}

export type SameRequests = {
  /**
   * Gives a request that was sent twice its first answer, whichever instance gave it; waits for one that is under way in
   * this process.
   */
  answeredOnce(name: RequestName, ask: () => Promise<KeptAnswer>): Promise<AwsAnswer>
}

export function sameRequests(database: () => Promise<Database>): SameRequests {
  async function askedOnce(name: RequestName, ask: () => Promise<KeptAnswer>): Promise<KeptAnswer> {
    const kept = await keptAnswer(database, name)
    // The shared store has its own expiry for it.
    if (kept !== null) return { answer: kept, keptMs: 0 }
    const asked = await ask()
    if (asked.keptMs > 0) await keepAnswer(database, name, asked.answer, asked.keptMs)
    return asked
  }

  /** By the name of a request; without an expiry while the request is under way. */
  const remembered = new LRUCache<string, Promise<AwsAnswer>>({ max: MAXIMUM_REMEMBERED, ttlAutopurge: true })
  return {
    answeredOnce(name, ask) {
      const { key } = name
      const known = remembered.get(key)
      if (known !== undefined) return known
      const asked = askedOnce(name, ask)
      const own = asked.then(({ answer }) => answer)
      remembered.set(key, own)
      const keepFor = (keptMs: number) => {
        if (remembered.peek(key) !== own) return
        if (keptMs > 0) remembered.set(key, own, { ttl: keptMs })
        else remembered.delete(key)
      }
      asked.then(
        ({ keptMs }) => keepFor(keptMs),
        () => keepFor(0),
      )
      return own
    },
  }
}
