import 'server-only'
import { keyedHash } from '../crypto/keyed-hash'
import { keys } from '../crypto/keys'
import { connection } from '../db/client'
import { labelOfKind } from '../link-kinds'
import { circuitBreaker } from '../platform/circuit-breaker'
import { within } from '../platform/deadline'
import { log } from '../platform/log'
import { processWide } from '../platform/process-wide'
import type { AttemptKeys, Claim, Confirmations, Held, Known, SettledState } from './attempts'
import { confirmations } from './confirmation-memory'
import { databaseConfirmations } from './confirmation-store'

const PROBE_EVERY_MS = 1_000
const SAVED_LIMIT_MS = 2_500

const memory = () =>
  processWide<Confirmations>('confirmations', () =>
    confirmations({
      store: databaseConfirmations(async (text, values) => (await connection()).query(text, values)),
      breaker: circuitBreaker({
        probeEveryMs: PROBE_EVERY_MS,
        onOpen: (error) => log.error('confirmations.store_away', { error }),
        onClose: () => log.info('confirmations.store_back'),
        onFailure: (error) => log.warn('confirmations.store_trouble', { error }),
      }),
    }),
  )

/** The idempotency key of one code of a kind, of one user of one tenant; none of them can be read from it. */
export function idempotencyKey(
  kind: string,
  tenantId: string,
  normalisedUsername: string,
  code: string,
): string {
  return keyedHash(keys(), labelOfKind('confirmation', kind), tenantId, normalisedUsername, code)
}

/**
 * Stands for one request to use one code; kept for a quarter of an hour, in no log.
 *
 * @param identity everything that makes two requests the same, a new password included
 */
export function requestKey(
  kind: string,
  tenantId: string,
  clientId: string,
  identity: readonly string[],
): string {
  return keyedHash(keys(), labelOfKind('confirmation-request', kind), tenantId, clientId, ...identity)
}

/**
 * Claims a code, to be the one who sends it to Cognito. Waits, up to nine seconds, for another attempt with the same
 * code that is under way on any instance, and returns how it ended instead. Never throws.
 *
 * @param limitMs how long a slow store may take before Cognito is asked without its word
 */
export function claim(attempt: AttemptKeys, limitMs: number): Promise<Claim> {
  return memory().claim(attempt, limitMs)
}

/**
 * What is known of the code of an attempt that will not be sent: an earlier one that worked or may have, or null where
 * none is known of. Waits, within the limit, for one that is under way. Never throws.
 *
 * @param limitMs how long a slow store, or the other attempt, may take
 */
export function lookUp(attempt: AttemptKeys, limitMs: number): Promise<Known> {
  return memory().lookUp(attempt, limitMs)
}

/**
 * Records for all instances how the claimed attempt ended, and returns what else is known of its code by then. Never
 * throws.
 *
 * @param limitMs how long that knowledge may be waited for
 */
export function settle(held: Held, state: SettledState, at: Date, limitMs?: number): Promise<Known> {
  return memory().settle(held, state, at, limitMs)
}

/**
 * Releases a claim whose attempt said nothing about the code: the password was refused, or Cognito was not reached. A
 * waiting attempt may claim it, and what was known before holds again. Never throws.
 */
export function release(held: Held): Promise<void> {
  return memory().release(held)
}

/**
 * Resolves once the ends of all attempts are written, or the store takes too long. For `after()` and the end of the
 * process.
 */
export function confirmationsSaved(): Promise<void> {
  return within(SAVED_LIMIT_MS, 'Saving how attempts ended', memory().saved()).catch(() => {})
}
