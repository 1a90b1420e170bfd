import 'server-only'
import { LRUCache } from 'lru-cache'
import type { PasswordPolicy } from '../passwords/policy'
import { log } from '../platform/log'
import type { Unseen } from './administrator-refusal'
import type { PolicyLook } from './read-policy'

/** Read again a little early, so that a changed policy shows within the hour wherever somebody opens pages. */
const READ_AGAIN_MS = 50 * 60_000
/** Who refuses is not asked again for an hour: a permission is given by a person. */
const REFUSED_AGAIN_MS = 60 * 60_000
/** Where nobody has decided anything, a later try may go better. */
const AWAY_AGAIN_MS = 5 * 60_000
const MAXIMUM_POOLS = 2_000

/** The policy to show, and where it comes from. */
export type KnownPolicy = { readonly policy: PasswordPolicy } & (
  | { readonly from: 'pool'; readonly readAt: Date }
  | { readonly from: 'tenant'; readonly because: Unseen | 'not-yet' }
)

/** As far as a policy needs a tenant. */
export type PolicyTenant = {
  readonly slug: string
  readonly cognito: {
    readonly region: string
    readonly userPoolId: string
    readonly passwordPolicy: PasswordPolicy
  }
}

/** The password policies of the pools, as far as IAM lets this deployment read them. */
export type PoolPolicies = {
  /** What is known now: the pool's policy, else the tenant's own copy of it. Asks nobody. */
  of(tenant: PolicyTenant): KnownPolicy
  /** A look at the pool, to be taken behind an answer; null where none is due or one is under way. It never rejects. */
  due(tenant: PolicyTenant): (() => Promise<void>) | null
}

type Entry = {
  known: { policy: PasswordPolicy; readAt: Date } | null
  because: Unseen | 'not-yet'
  dueAt: number
}

type Options = {
  look: (cognito: PolicyTenant['cognito']) => Promise<PolicyLook>
  /** Milliseconds on a monotonic clock. */
  now: () => number
}

/** Kept by pool, in this process: two tenants of one pool share a look. */
export function poolPolicies({ look, now }: Options): PoolPolicies {
  const entries = new LRUCache<string, Entry>({ max: MAXIMUM_POOLS })
  const underWay = new Set<string>()
  /** Credentials are the deployment's: without any, no pool is worth a look. */
  let withoutCredentialsUntil = Number.NEGATIVE_INFINITY

  const entryOf = ({ cognito }: PolicyTenant): Entry =>
    entries.get(cognito.userPoolId) ?? { known: null, because: 'not-yet', dueAt: Number.NEGATIVE_INFINITY }

  async function lookAgain(tenant: PolicyTenant): Promise<void> {
    const { userPoolId } = tenant.cognito
    if (underWay.has(userPoolId)) return
    underWay.add(userPoolId)
    const looked = await look(tenant.cognito).catch((): PolicyLook => ({ kind: 'unread', because: 'away' }))
    underWay.delete(userPoolId)
    if (looked.kind === 'read') {
      const known = { policy: looked.policy, readAt: new Date() }
      entries.set(userPoolId, { known, because: 'not-yet', dueAt: now() + READ_AGAIN_MS })
      return
    }
    const { because } = looked
    log.info('policy.not_read', { tenant: tenant.slug, reason: because })
    if (because === 'no-credentials') withoutCredentialsUntil = now() + REFUSED_AGAIN_MS
    entries.set(userPoolId, {
      // What was read holds while Cognito is away, and no longer than IAM allows it.
      known: because === 'away' ? entryOf(tenant).known : null,
      because,
      dueAt: now() + (because === 'away' ? AWAY_AGAIN_MS : REFUSED_AGAIN_MS),
    })
  }

  return {
    of(tenant) {
      const { known, because } = entryOf(tenant)
      if (known !== null) return { from: 'pool', ...known }
      const reason = now() < withoutCredentialsUntil ? 'no-credentials' : because
      return { from: 'tenant', policy: tenant.cognito.passwordPolicy, because: reason }
    },
    due(tenant) {
      const isDue = now() >= Math.max(entryOf(tenant).dueAt, withoutCredentialsUntil)
      return isDue && !underWay.has(tenant.cognito.userPoolId) ? () => lookAgain(tenant) : null
    },
  }
}

/** The policies as this process reads them, with the deployment's credentials. */
export const openPoolPolicies = (): PoolPolicies =>
  poolPolicies({
    // The SDK is loaded by the first look, behind an answer.
    look: async (cognito) => (await import('./read-policy')).readPolicy(cognito),
    now: () => performance.now(),
  })
