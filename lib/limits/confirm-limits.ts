import 'server-only'
import type { Counters } from './counters'
import type { Step, Taken } from './in-order'
import { limiter } from './limiter'

/** What an allowed attempt used, to give it back. */
export type ConfirmTicket = { readonly perCode: readonly Taken[]; readonly perUser: readonly Taken[] }

export type ConfirmDecision =
  | { readonly allowed: true; readonly ticket: ConfirmTicket }
  | { readonly allowed: false; readonly retryAt: Date }

type Source = { readonly tenantId: string; readonly userTag: string; readonly addressTag: string }

/** First what belongs to this address alone; only then what the person whose code it is also needs. */
function stepsOf({ tenantId, userTag, addressTag }: Source): readonly Step[] {
  const user = `${tenantId}:${userTag}`
  return [
    { name: 'confirmPerAddress', key: `${tenantId}:${addressTag}`, isKept: true },
    { name: 'confirmPerCodeFromAddress', key: `${user}:${addressTag}`, isPerCode: true },
    { name: 'confirmPerCode', key: user, isPerCode: true },
    { name: 'confirmPerUser', key: user },
  ]
}

/** `takeConfirm` on given counters. */
export async function takeConfirmFrom(counters: Counters, source: Source): Promise<ConfirmDecision> {
  const result = await counters.takeInOrder(`${source.tenantId}:${source.userTag}`, stepsOf(source))
  if (!result.taken) return { allowed: false, retryAt: result.retryAt }
  const [, fromAddress, perCode, perUser] = result.all
  return {
    allowed: true,
    ticket: {
      perCode: [fromAddress, perCode].filter((taken) => taken !== undefined),
      perUser: perUser ? [perUser] : [],
    },
  }
}

/** `giveBackWrongCode` on given counters. */
export async function giveBackWrongCodeTo(counters: Counters, ticket: ConfirmTicket): Promise<void> {
  await counters.giveBack(...ticket.perCode)
}

/** `giveBackConfirm` on given counters. */
export async function giveBackConfirmTo(counters: Counters, ticket: ConfirmTicket): Promise<void> {
  await counters.giveBack(...ticket.perCode, ...ticket.perUser)
}

/**
 * Decides whether this attempt may reach Cognito, and counts it as a wrong code where it may. Never throws.
 *
 * @param userTag `usernameTag` of the normalised name
 * @param addressTag `addressTag` of the address key
 */
export function takeConfirm(tenantId: string, userTag: string, addressTag: string): Promise<ConfirmDecision> {
  return takeConfirmFrom(limiter(), { tenantId, userTag, addressTag })
}

/** Cognito answered, and not that the code was wrong: it used its budget, the person keeps the tries. */
export function giveBackWrongCode(ticket: ConfirmTicket): Promise<void> {
  return giveBackWrongCodeTo(limiter(), ticket)
}

/** Cognito certainly never took the attempt: it was not reached, or was over its quota. */
export function giveBackConfirm(ticket: ConfirmTicket): Promise<void> {
  return giveBackConfirmTo(limiter(), ticket)
}
