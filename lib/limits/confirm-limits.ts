import 'server-only'
import type { Counters, Take } from './counters'
import { limiter } from './limiter'
import type { LimitName } from './policy'

type Taken = readonly (readonly [LimitName, string])[]

/** What an allowed attempt used, to give it back. */
export type ConfirmTicket = { readonly perCode: Taken; readonly perUser: Taken }

export type ConfirmDecision =
  | { readonly allowed: true; readonly ticket: ConfirmTicket }
  | { readonly allowed: false; readonly retryAt: Date }

type Source = { readonly tenantId: string; readonly userTag: string; readonly addressTag: string }

async function giveBackAll(counters: Counters, taken: Taken): Promise<void> {
  await Promise.all(taken.map(([name, key]) => counters.giveBack(name, key)))
}

/** `takeConfirm` on given counters. */
export async function takeConfirmFrom(counters: Counters, source: Source): Promise<ConfirmDecision> {
  const { tenantId, userTag, addressTag } = source
  const user = `${tenantId}:${userTag}`
  const [mark, address] = await Promise.all([
    counters.issuedMark(user),
    counters.take('confirmPerAddress', `${tenantId}:${addressTag}`),
  ])
  if (!address.taken) return { allowed: false, retryAt: address.retryAt }

  // First what belongs to this address alone; only then what the person whose code it is also needs.
  const fromAddressKey = `${user}:${addressTag}:${mark}`
  const fromAddress = await counters.take('confirmPerCodeFromAddress', fromAddressKey)
  if (!fromAddress.taken) return { allowed: false, retryAt: fromAddress.retryAt }

  const shared: Taken = [
    ['confirmPerCode', `${user}:${mark}`],
    ['confirmPerUser', user],
  ]
  const takes = await Promise.all(shared.map(([name, key]) => counters.take(name, key)))
  const refusals = takes.filter((take): take is Extract<Take, { taken: false }> => !take.taken)
  if (refusals.length > 0) {
    const gone = shared.filter((_, index) => takes[index]?.taken)
    await giveBackAll(counters, [['confirmPerCodeFromAddress', fromAddressKey], ...gone])
    return {
      allowed: false,
      retryAt: new Date(Math.max(...refusals.map(({ retryAt }) => retryAt.getTime()))),
    }
  }
  return {
    allowed: true,
    ticket: {
      perCode: [
        ['confirmPerCodeFromAddress', fromAddressKey],
        ['confirmPerCode', `${user}:${mark}`],
      ],
      perUser: [['confirmPerUser', user]],
    },
  }
}

/** `giveBackWrongCode` on given counters. */
export async function giveBackWrongCodeTo(counters: Counters, ticket: ConfirmTicket): Promise<void> {
  await giveBackAll(counters, ticket.perCode)
}

/** `giveBackConfirm` on given counters. */
export async function giveBackConfirmTo(counters: Counters, ticket: ConfirmTicket): Promise<void> {
  await giveBackAll(counters, [...ticket.perCode, ...ticket.perUser])
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
