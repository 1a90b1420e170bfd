import type { RecoveryWay, UserFacts, UserLookUp } from './look-up-user'

/** What stands between somebody and a new password, or what they will get. */
export type ResetState =
  | 'gets-a-mail'
  | 'gets-a-text-message'
  | 'no-such-user'
  | 'disabled'
  | 'never-signed-in'
  | 'unconfirmed'
  | 'external'
  | 'administrator-only'
  | 'no-address'
  | 'unverified'
  | 'second-factor'
  | 'other-contact'
  | 'other-state'
  | 'unknown'

const usable = (user: UserFacts, way: 'email' | 'phone') =>
  user[way] === 'verified' && !user.secondFactors.includes(way)

function contactState(user: UserFacts, recovery: readonly RecoveryWay[] | null): ResetState {
  // Where the pool's recovery settings can't be read, either way is assumed to be allowed.
  const ways = recovery ?? ['email', 'phone']
  if (ways.includes('administrator')) return 'administrator-only'
  for (const way of ways) {
    if (way !== 'administrator' && usable(user, way))
      return way === 'email' ? 'gets-a-mail' : 'gets-a-text-message'
  }
  if (user.email === 'none' && user.phone === 'none') return 'no-address'
  if (user.email !== 'verified' && user.phone !== 'verified') return 'unverified'
  return usable(user, 'email') || usable(user, 'phone') ? 'other-contact' : 'second-factor'
}

/** Which state a user is in, in the order in which Cognito itself looks. Pure. */
export function resetStateOf(lookUp: UserLookUp): ResetState {
  if (lookUp.kind !== 'found') return lookUp.kind
  const { user, recovery } = lookUp
  if (!user.isEnabled) return 'disabled'
  if (user.status === 'FORCE_CHANGE_PASSWORD') return 'never-signed-in'
  if (user.status === 'EXTERNAL_PROVIDER') return 'external'
  if (user.status === 'UNCONFIRMED') return 'unconfirmed'
  if (user.status !== 'CONFIRMED' && user.status !== 'RESET_REQUIRED') return 'other-state'
  return contactState(user, recovery)
}
