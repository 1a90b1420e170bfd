import 'server-only'
import { keyedHash } from '../crypto/keyed-hash'
import { keys } from '../crypto/keys'
import type { Query } from '../db/connection'
import { labelOfKind } from '../link-kinds'
import { circuitBreaker } from '../platform/circuit-breaker'
import { within } from '../platform/deadline'
import { log } from '../platform/log'
import type { Confirmations } from './attempts'
import { confirmations } from './confirmation-memory'
import { databaseConfirmations } from './confirmation-store'

const PROBE_EVERY_MS = 1_000
const SAVED_LIMIT_MS = 2_500

/** Which codes were used, by any instance, and how that ended. */
export function openConfirmations(query: Query): Confirmations {
  const all = confirmations({
    store: databaseConfirmations(query),
    breaker: circuitBreaker({
      name: 'confirmations',
      probeEveryMs: PROBE_EVERY_MS,
      onOpen: (error) => log.error('confirmations.store_away', { error }),
      onClose: () => log.info('confirmations.store_back'),
      onFailure: (error) => log.warn('confirmations.store_trouble', { error }),
    }),
  })
  return {
    ...all,
    saved: () => within(SAVED_LIMIT_MS, 'Saving how attempts ended', all.saved()).catch(() => {}),
  }
}

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
