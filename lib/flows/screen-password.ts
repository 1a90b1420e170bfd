import 'server-only'
import type { ConfirmOutcome } from '../outcome'
import { lookUpBreach } from '../passwords/breached'
import { env } from '../platform/env'
import { log } from '../platform/log'
import type { Tenant } from '../tenants/tenant'
import type { Metrics } from './metrics'

/** What a look-up may add to the time of an attempt, whatever becomes of it. */
const LOOK_UP_MS = 800

/**
 * Refuses a new password that is known from breaches, where the deployment and the tenant both ask for it (NIST SP
 * 800-63B-4, 3.1.1.2). Where nobody can tell, the pool decides, and the log and a metric say so. Never throws.
 *
 * @param limitMs how long it may take at most, in milliseconds
 */
export async function screenPassword(
  metrics: Pick<Metrics, 'countBreachLookUp'>,
  tenant: Tenant,
  password: string,
  limitMs: number,
): Promise<ConfirmOutcome | null> {
  const ranges = env().REKEY_BREACHED_PASSWORDS
  if (ranges === null || !tenant.passwords.refusesBreached) return null
  const answer = await lookUpBreach(ranges, password, Math.max(0, Math.min(LOOK_UP_MS, limitMs)))
  metrics.countBreachLookUp(tenant, answer)
  if (answer === 'known') return { kind: 'password-rejected', rule: 'breached' }
  if (answer !== 'not-known') log.warn('password.not_looked_up', { tenant: tenant.slug, reason: answer })
  return null
}
