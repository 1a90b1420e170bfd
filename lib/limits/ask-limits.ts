import 'server-only'
import type { Counters } from './counters'
import { limiter } from './limiter'
import type { Take } from './take'

/**
 * Whether a mail may be asked from Cognito. `because: 'user'` must look exactly like an allowed ask to the
 * person; `because: 'address'` may be shown. `nextAskAt` is when another mail can be had, in every case.
 */
export type AskDecision =
  | { readonly allowed: true; readonly nextAskAt: Date }
  | {
      readonly allowed: false
      readonly because: 'user' | 'address'
      readonly retryAt: Date
      readonly nextAskAt: Date
    }

type Source = { readonly tenantId: string; readonly userTag: string; readonly addressTag: string }

const keysOf = ({ tenantId, userTag, addressTag }: Source) => ({
  address: `${tenantId}:${addressTag}`,
  both: `${tenantId}:${userTag}:${addressTag}`,
  user: `${tenantId}:${userTag}`,
})

const refused = (because: 'user' | 'address', { retryAt }: { retryAt: Date }): AskDecision => ({
  allowed: false,
  because,
  retryAt,
  nextAskAt: retryAt,
})

/** When the next ask would pass: now, unless one of the takes was the last of its window. */
function nextAfter(takes: readonly Extract<Take, { taken: true }>[]): Date {
  const full = takes.filter(({ remaining }) => remaining === 0).map(({ endsAt }) => endsAt.getTime())
  return new Date(Math.max(Date.now(), ...full))
}

/** `takeAsk` on given counters. */
export async function takeAskFrom(counters: Counters, source: Source): Promise<AskDecision> {
  const keys = keysOf(source)
  // Only what belongs to this one address is taken before it is known that a mail may go out at all: an
  // attacker who is held back has used up nothing of his victim's.
  const [address, fromAddress] = await Promise.all([
    counters.take('askPerAddress', keys.address),
    counters.take('askFromAddress', keys.both),
  ])
  if (!address.taken) {
    if (fromAddress.taken) await counters.giveBack(['askFromAddress', keys.both])
    return refused('address', address)
  }
  if (!fromAddress.taken) return refused('user', fromAddress)

  const burst = await counters.take('askBurst', keys.user)
  if (!burst.taken) {
    await counters.giveBack(['askFromAddress', keys.both])
    return refused('user', burst)
  }
  const user = await counters.take('askPerUser', keys.user)
  if (!user.taken) {
    await counters.giveBack(['askFromAddress', keys.both], ['askBurst', keys.user])
    return refused('user', user)
  }
  return { allowed: true, nextAskAt: nextAfter([fromAddress, burst, user]) }
}

/** Notes that Cognito was asked for a code: the counters of wrong codes start anew for it. */
export async function noteIssuedIn(counters: Counters, tenantId: string, userTag: string): Promise<void> {
  await counters.markIssued(`${tenantId}:${userTag}`)
}

/** `giveBackAsk` on given counters. */
export async function giveBackAskTo(counters: Counters, source: Source): Promise<void> {
  const keys = keysOf(source)
  await counters.giveBack(['askFromAddress', keys.both], ['askBurst', keys.user], ['askPerUser', keys.user])
}

/**
 * Decides whether this ask may reach Cognito, and counts it where it may. Never throws.
 *
 * @param userTag `usernameTag` of the normalised name
 * @param addressTag `addressTag` of the address key
 */
export function takeAsk(tenantId: string, userTag: string, addressTag: string): Promise<AskDecision> {
  return takeAskFrom(limiter(), { tenantId, userTag, addressTag })
}

/** To call whenever ForgotPassword was sent and may have made a code, also where the answer was lost. */
export function noteIssued(tenantId: string, userTag: string): Promise<void> {
  return noteIssuedIn(limiter(), tenantId, userTag)
}

/** Undoes an allowed ask that Cognito certainly never took: it was not reached, or was over its quota. */
export function giveBackAsk(tenantId: string, userTag: string, addressTag: string): Promise<void> {
  return giveBackAskTo(limiter(), { tenantId, userTag, addressTag })
}
