import 'server-only'
import type { Source } from './ask-limits'
import type { Rider } from './commands'
import type { Counters, Reservation } from './decision'
import type { LimitName } from './policy'

/**
 * `because: 'code'`: the tries for the newest code are used up; a new code has new ones. `'user'`, `'address'`: all of
 * the user's or the address's tries are used up, and no code helps. `'quota'`: the tenant's share of the quota is used
 * up. `'store'`: the counts can't be read, and nothing may be sent.
 */
export type ConfirmDecision =
  | {
      readonly allowed: true
      readonly reservation: Reservation
      /** What writing the rider's row gave, null for nothing; undefined where it was not written with the take. */
      readonly rider?: unknown
    }
  | {
      readonly allowed: false
      readonly because: 'code' | 'user' | 'address' | 'quota' | 'store'
      readonly retryAt: Date
    }

export type Refusal = Extract<ConfirmDecision, { allowed: false }>

const PER_CODE: readonly LimitName[] = ['confirmPerCodeFromAddress', 'confirmPerCode']

/**
 * Decides whether this attempt may reach Cognito, and counts it as a wrong code where it may, with the tenant's share of
 * the quota. Waits a moment for its turn in the quota. Never throws.
 *
 * @param patienceMs how long to wait for a slow store, or for the turn
 * @param rider what to write with the take, where the store can
 */
export async function takeConfirm(
  counters: Pick<Counters, 'takeAll'>,
  { tenantId, userTag, codeTag = userTag, addressTag }: Source,
  patienceMs?: number,
  rider?: Rider,
): Promise<ConfirmDecision> {
  const codes = `${tenantId}:${codeTag}`
  const decision = await counters.takeAll({
    ...(patienceMs !== undefined && { patienceMs }),
    rider,
    scope: tenantId,
    marks: codes,
    steps: [
      { name: 'confirmPerAddress', key: `${tenantId}:${addressTag}` },
      { name: 'confirmPerCodeFromAddress', key: `${codes}:${addressTag}`, isPerCode: true },
      { name: 'confirmPerCode', key: codes, isPerCode: true },
      { name: 'confirmPerUser', key: codes },
      { name: 'tenantQuota', key: tenantId },
    ],
  })
  if (decision.kind === 'taken')
    return { allowed: true, reservation: decision.reservation, rider: decision.rider }
  if (decision.kind === 'undecided') return { allowed: false, because: 'store', retryAt: new Date() }
  const { by, full, retryAt } = decision
  if (by === 'tenantQuota') return { allowed: false, because: 'quota', retryAt }
  if (by === 'confirmPerAddress') return { allowed: false, because: 'address', retryAt }
  return { allowed: false, because: full.includes('confirmPerUser') ? 'user' : 'code', retryAt }
}

/**
 * Cognito answered, but not that the code was wrong: the quota stays used, the person gets the try back. Never throws.
 */
export function refundWrongCode(counters: Pick<Counters, 'refund'>, reservation: Reservation): Promise<void> {
  return counters.refund(reservation, PER_CODE)
}

/** Cognito certainly never took the attempt: it was not reached, or was over its quota. Never throws. */
export function refundConfirm(counters: Pick<Counters, 'refund'>, reservation: Reservation): Promise<void> {
  return counters.refund(reservation)
}
