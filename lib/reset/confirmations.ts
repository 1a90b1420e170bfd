import 'server-only'
import { keyedHash } from '../crypto/keyed-hash'
import { connection } from '../db/client'
import { log } from '../log'
import { processWide } from '../process-wide'
import { type Claim, type Confirmations, confirmations, type SettledState } from './confirmation-memory'
import { databaseConfirmations } from './confirmation-store'

const memory = () =>
  processWide<Confirmations>('confirmations', () =>
    confirmations({
      store: databaseConfirmations(async (text, values) => (await connection()).query(text, values)),
      onAway: (error) => log.error('confirmations.store_away', { error }),
      onBack: () => log.info('confirmations.store_back'),
    }),
  )

/** Stands for one code of one user of one tenant; neither can be read from it. */
export function confirmationKey(tenantId: string, normalisedUsername: string, code: string): string {
  return keyedHash('confirmation', tenantId, normalisedUsername, code)
}

/**
 * Asks to be the one who sends this code to Cognito. Waits, up to nine seconds, for another attempt with the
 * same code that is under way on any instance, and tells how it ended instead. Never throws.
 */
export function claim(tenantId: string, key: string): Promise<Claim> {
  return memory().claim(tenantId, key)
}

/** Tells everybody how the claimed attempt ended. Never throws. */
export function settle(tenantId: string, key: string, state: SettledState, at: Date): Promise<void> {
  return memory().settle(tenantId, key, state, at)
}

/**
 * Lets go of a claim whose attempt said nothing about the code: the password was refused, or Cognito was not
 * reached. Whoever waits may claim it, and what was known before is known again. Never throws.
 */
export function release(key: string): Promise<void> {
  return memory().release(key)
}
