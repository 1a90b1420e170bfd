import 'server-only'
import { LRUCache } from 'lru-cache'
import type { ReplicaRole, RoleLook } from './read-replica-role'

/** How long a role that was read stands: after a failover nobody is turned away for longer than this. */
const READ_AGAIN_MS = 30_000
/** Who refuses is not asked again for an hour: a permission is given by a person. */
const REFUSED_AGAIN_MS = 3_600_000
const MAXIMUM_POOLS = 2_000

type ReplicatedTenant = {
  readonly cognito: {
    readonly region: string
    readonly userPoolId: string
    readonly replicas: readonly string[]
  }
}

/** The roles of pools with replicas, as far as IAM lets this deployment read them. */
export type ReplicaRoles = {
  /** Whether the region is known, from a look that still stands, to be the pool's standby. Asks nobody. */
  isStandby(tenant: ReplicatedTenant): boolean
  /** The role as it is, by a look where none stands; null where it can't be read. Ends within 3 seconds, never rejects. */
  roleOf(tenant: ReplicatedTenant): Promise<ReplicaRole | null>
  /** A look, to be taken behind an answer; null where none is due. It never rejects. */
  due(tenant: ReplicatedTenant): (() => Promise<unknown>) | null
}

type Options = {
  look: (cognito: ReplicatedTenant['cognito']) => Promise<RoleLook>
  /** Milliseconds on a monotonic clock. */
  now: () => number
}

/** Kept by pool and region, in this process. Pools without replicas are never looked at. */
export function replicaRoles({ look, now }: Options): ReplicaRoles {
  const known = new LRUCache<string, { role: ReplicaRole | null; until: number }>({ max: MAXIMUM_POOLS })
  const underWay = new Map<string, Promise<ReplicaRole | null>>()
  const keyOf = ({ cognito }: ReplicatedTenant) => `${cognito.region} ${cognito.userPoolId}`
  const standing = (tenant: ReplicatedTenant) => {
    const found = known.get(keyOf(tenant))
    return found !== undefined && now() < found.until ? found : null
  }

  async function lookAgain(tenant: ReplicatedTenant): Promise<ReplicaRole | null> {
    const looked = await look(tenant.cognito).catch((): RoleLook => ({ kind: 'unread', because: 'away' }))
    const role = looked.kind === 'read' ? looked.role : null
    const isRefused = looked.kind === 'unread' && looked.because !== 'away'
    known.set(keyOf(tenant), { role, until: now() + (isRefused ? REFUSED_AGAIN_MS : READ_AGAIN_MS) })
    return role
  }

  async function roleOf(tenant: ReplicatedTenant): Promise<ReplicaRole | null> {
    if (tenant.cognito.replicas.length === 0) return null
    const found = standing(tenant)
    if (found !== null) return found.role
    const key = keyOf(tenant)
    const looking = underWay.get(key) ?? lookAgain(tenant).finally(() => underWay.delete(key))
    underWay.set(key, looking)
    return looking
  }

  return {
    roleOf,
    isStandby: (tenant) => standing(tenant)?.role?.role === 'secondary',
    due: (tenant) =>
      tenant.cognito.replicas.length === 0 || standing(tenant) !== null ? null : () => roleOf(tenant),
  }
}

/** The roles as this process reads them, with the deployment's credentials. */
export const openReplicaRoles = (): ReplicaRoles =>
  replicaRoles({
    // The SDK is loaded by the first look.
    look: async (cognito) => (await import('./read-replica-role')).readReplicaRole(cognito),
    now: () => performance.now(),
  })
