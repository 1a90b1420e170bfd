import 'server-only'
import type { Counters } from '../limits/decision'
import type { LimitName } from '../limits/policy'
import { runsOnVercel } from '../platform/env'
import type { Tenant } from '../tenants/tenant'
import { openAttacks } from './attacks'
import { solvedChallenge } from './challenge'
import { UNSOLVABLE } from './lasting'

/** How an ask came: by a page's form, with the solution that it brought if any, or from an AWS client. */
export type Asked = { readonly via: 'form'; readonly solution: string | null } | { readonly via: 'aws' }

/**
 * `failed`: a solution came and doesn't hold: late, used before, altered, another tenant's. `unsolved`: none came, and the
 * few asks without one are used up until `retryAt`. `store`: whether it was used before can't be found out.
 */
export type CheckResult =
  | { readonly kind: 'passed' }
  | { readonly kind: 'failed' }
  | { readonly kind: 'unsolved'; readonly retryAt: Date }
  | { readonly kind: 'store' }

type CheckedTenant = Pick<Tenant, 'id' | 'botCheck'>

export type BotChecks = {
  /** Whether the tenant's pages ask browsers for a solution at this moment. Never throws. */
  isWanted(tenant: CheckedTenant): Promise<boolean>
  /** Decides, before any other limit is taken, whether an ask may go on; a solution is used by it. Never throws. */
  check(tenant: CheckedTenant, asked: Asked): Promise<CheckResult>
  /** Takes note that an ask was turned away: enough of these are an attack. Never throws. */
  turnedAway(tenant: CheckedTenant): void
}

const PASSED = { kind: 'passed' } as const

/** The check that a browser, and not a robot, asks for a mail: by tenant always, never, or while it is under attack. */
export function openBotChecks(counters: Pick<Counters, 'takeAll' | 'peek'>): BotChecks {
  const attacks = openAttacks(counters)

  const takeOne = (name: LimitName, key: string) =>
    counters.takeAll({ scope: key, steps: [{ name, key }], isAllowedAlone: !runsOnVercel() })

  async function isWanted({ id, botCheck }: CheckedTenant): Promise<boolean> {
    if (botCheck === 'under-attack') return attacks.isUnderAttack(id)
    return botCheck === 'on'
  }

  async function checkSolution(tenantId: string, solution: string): Promise<CheckResult> {
    const challenge = await solvedChallenge(tenantId, solution)
    if (challenge === null) return { kind: 'failed' }
    const { kind } = await takeOne('solution', `${tenantId}:${challenge}`)
    if (kind === 'undecided') return { kind: 'store' }
    return kind === 'taken' ? PASSED : { kind: 'failed' }
  }

  async function takeUnsolved(tenantId: string): Promise<CheckResult> {
    const decision = await takeOne('askUnsolved', tenantId)
    if (decision.kind === 'undecided') return { kind: 'store' }
    return decision.kind === 'taken' ? PASSED : { kind: 'unsolved', retryAt: decision.retryAt }
  }

  return {
    isWanted,
    async check(tenant, asked) {
      if (tenant.botCheck === 'off') return PASSED
      // An AWS client can't solve anything: an app's own asks are held back only while there is an attack.
      if (asked.via === 'aws')
        return (await attacks.isUnderAttack(tenant.id)) ? takeUnsolved(tenant.id) : PASSED
      if (!(await isWanted(tenant))) return PASSED
      const { solution } = asked
      return solution === null || solution === UNSOLVABLE
        ? takeUnsolved(tenant.id)
        : checkSolution(tenant.id, solution)
    },
    turnedAway({ id, botCheck }) {
      if (botCheck !== 'off') attacks.note(id)
    },
  }
}
