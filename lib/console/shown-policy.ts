import type { KnownPolicy } from '../cognito/pool-policies'
import type { PasswordPolicy } from '../passwords/policy'
import { say } from './words/generated/settings'

/** A policy in words, as the end of "The pages ask for". */
function inWords(policy: PasswordPolicy): string {
  const { minimumLength, historySize = 0 } = policy
  const kinds = [
    policy.requireUppercase && say('settings.policy.uppercase'),
    policy.requireLowercase && say('settings.policy.lowercase'),
    policy.requireNumbers && say('settings.policy.number'),
    policy.requireSymbols && say('settings.policy.symbol'),
  ].filter((kind) => kind !== false)
  const history = historySize > 0 ? [say('settings.policy.history', { count: historySize })] : []
  return [say('settings.policy.length', { count: minimumLength }), ...kinds, ...history].join(', ')
}

/** Which password policy a tenant's pages show, for its settings. */
export type ShownPolicy = {
  /** When it was read from the user pool; null where it is the tenant's own copy. */
  readonly readAt: Date | null
  /** Why it was not read from the pool, in a sentence; empty where it was. */
  readonly because: string
  readonly rules: string
}

/** What the settings say of the policy that the pages show. Pure. */
export function shownPolicy(known: KnownPolicy, userPoolId: string): ShownPolicy {
  const rules = inWords(known.policy)
  if (known.from === 'pool') return { readAt: known.readAt, because: '', rules }
  const because = say(`settings.policy.unread.${known.because}`, { pool: userPoolId })
  return { readAt: null, because, rules }
}
