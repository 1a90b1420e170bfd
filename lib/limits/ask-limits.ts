import 'server-only'
import type { Counters, Reservation } from './decision'
import type { LimitName } from './policy'

/**
 * Whether Cognito may be asked for a mail. `because: 'user'` must look exactly like an allowed ask to the person;
 * `'address'` may be shown. `'quota'`: the tenant's share of the quota is used up. `'store'`: the counts can't be read,
 * and nothing may be asked. Refused asks cost nothing. `nextAskAt` is when another mail can be asked for, in every
 * case.
 */
export type AskDecision =
  | { readonly allowed: true; readonly reservation: Reservation; readonly nextAskAt: Date }
  | {
      readonly allowed: false
      readonly because: 'user' | 'address' | 'quota' | 'store'
      readonly retryAt: Date
      readonly nextAskAt: Date
    }

/**
 * Tags: `usernameTag` of the normalised name, `addressTag` of the address key. `codeTag` is what wrong codes are
 * counted under, for a kind of link that counts its own separately; else the user's tag.
 */
export type Source = {
  readonly tenantId: string
  readonly userTag: string
  readonly codeTag?: string
  readonly addressTag: string
}

const reasons: Partial<Record<LimitName, 'address' | 'quota'>> = {
  askPerAddress: 'address',
  tenantQuota: 'quota',
}

type Options = {
  /** How long to wait for a slow store, or for the turn. */
  readonly patienceMs?: number
  /** Whether this process may allow asks alone while the store is away. */
  readonly isAllowedAlone?: boolean
}

/**
 * Decides whether this ask may reach Cognito and, if so, counts it in its limits and the tenant's share of the quota,
 * and gives the new code all its tries. Waits a moment for its turn in the quota. Never throws.
 */
export async function takeAsk(
  counters: Pick<Counters, 'takeAll'>,
  { tenantId, userTag, codeTag = userTag, addressTag }: Source,
  options: Options = {},
): Promise<AskDecision> {
  const user = `${tenantId}:${userTag}`
  const decision = await counters.takeAll({
    ...options,
    scope: tenantId,
    marks: `${tenantId}:${codeTag}`,
    issues: true,
    steps: [
      { name: 'askPerAddress', key: `${tenantId}:${addressTag}` },
      { name: 'askFromAddress', key: `${user}:${addressTag}` },
      { name: 'askBurst', key: user },
      { name: 'askPerUser', key: user },
      { name: 'tenantQuota', key: tenantId },
    ],
  })
  if (decision.kind === 'taken') {
    return { allowed: true, reservation: decision.reservation, nextAskAt: decision.nextAt }
  }
  const now = new Date()
  if (decision.kind === 'undecided') return { allowed: false, because: 'store', retryAt: now, nextAskAt: now }
  const { by, retryAt } = decision
  return { allowed: false, because: reasons[by] ?? 'user', retryAt, nextAskAt: retryAt }
}

/** Undoes an allowed ask that Cognito certainly never took: it was not reached, or was over its quota. Never throws. */
export function refundAsk(counters: Pick<Counters, 'refund'>, reservation: Reservation): Promise<void> {
  return counters.refund(reservation)
}
