import type { KnownPolicy } from '../cognito/pool-policies'
import type { PasswordPolicy } from '../passwords/policy'

/** A policy in words, as the end of "The pages ask for". */
function inWords(policy: PasswordPolicy): string {
  const { minimumLength, historySize = 0 } = policy
  const kinds = [
    policy.requireUppercase && 'an upper-case letter',
    policy.requireLowercase && 'a lower-case letter',
    policy.requireNumbers && 'a number',
    policy.requireSymbols && 'a symbol',
  ].filter((kind) => kind !== false)
  const history = historySize > 0 ? [`and none of the last ${historySize} passwords`] : []
  return [`at least ${minimumLength} characters`, ...kinds, ...history].join(', ')
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
  const reasons = {
    'not-yet': 'The user pool has not been read yet; it is being read now.',
    'no-credentials': 'This deployment has no AWS credentials to read the user pool with.',
    'not-allowed': `This deployment may not read the user pool: cognito-idp:DescribeUserPool on ${userPoolId}.`,
    'no-pool': `There is no user pool ${userPoolId}.`,
    away: 'The user pool could not be read last time.',
  }
  return { readAt: null, because: reasons[known.because], rules }
}
