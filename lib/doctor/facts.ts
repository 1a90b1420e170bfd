import type { UserPoolClientType, UserPoolType } from '@aws-sdk/client-cognito-identity-provider'
import type { CognitoFailure } from '../cognito/failure'
import type { ReplicaRole } from '../cognito/read-replica-role'
import type { Tenant } from '../tenants/tenant'

/** Something that was looked up, or why it could not be. */
export type Finding<T> =
  | { readonly known: true; readonly value: T }
  /** `lacks`: the action that IAM would have to allow. */
  | { readonly known: false; readonly why: string; readonly lacks?: string }

export const found = <T>(value: T): Finding<T> => ({ known: true, value })
export const notFound = (why: string, lacks?: string): Finding<never> => ({
  known: false,
  why,
  ...(lacks !== undefined && { lacks }),
})

/** How one host of the tenant looks from here. */
export type HostFacts = {
  readonly host: string
  /** Whether nobody can register the name (RFC 2606, RFC 6761). */
  readonly isReserved: boolean
  /** Addresses, or none where the name does not resolve. */
  readonly addresses: readonly string[]
  /** When its certificate ends, or why no handshake succeeded; looked at only where the name resolves. */
  readonly certificate: Finding<Date>
}

/** Up to two confirmations for a user who cannot exist: the service's answers say a lot, and nothing changes. */
export type ProbeFacts = {
  /** The answer to the call with the first secret. */
  readonly first: CognitoFailure
  /** …and with the second one of a rotation. */
  readonly second: CognitoFailure | null
  /** The service's clock minus ours, in milliseconds; null where its answer didn't say. */
  readonly skewMs: number | null
}

/** Which factors the pool may ask for at a sign-in. */
export type MfaFactors = { readonly sms: boolean; readonly email: boolean }

export type UserSample = {
  readonly looked: number
  readonly withoutVerifiedAddress: number
  readonly isAll: boolean
}

/** Whether the pool keeps a list of each user's sessions, and how many of a user's it lets live. */
export type SessionTracking = { readonly isOn: boolean; readonly mostPerUser: number }

/** The longest lives of the tokens of any app client of the pool, in minutes. */
export type TokenLives = { readonly tokenMinutes: number; readonly refreshMinutes: number }

/** What the cannot-reset notice needs. */
export type TellingFacts = { readonly hasSender: boolean; readonly mayLookUp: boolean }

export type DeploymentFacts = {
  readonly baseUrl: string
  readonly isProduction: boolean
  /** Whether passwords are looked up among those known from breaches, for tenants that ask for it. */
  readonly looksUpBreaches: boolean
  /** Bytes of each secret of REKEY_SECRET, newest first. */
  readonly secretBytes: readonly number[]
  readonly database: Finding<{ engine: string; missingMigrations: number }>
  /** Null where Redis is not configured. */
  readonly redis: Finding<null> | null
  /** Stored values of the whole deployment that a key other than the newest seals. */
  readonly underOlderKey: Finding<number>
  /** This tenant's sealed secrets: how many some key opens, and how many none does. */
  readonly sealed: Finding<{ readable: number; unreadable: number }>
}

export type Facts = {
  readonly tenant: Tenant
  readonly probe: Finding<ProbeFacts>
  readonly pool: Finding<UserPoolType>
  readonly client: Finding<UserPoolClientType>
  readonly mfa: Finding<MfaFactors>
  readonly users: Finding<UserSample>
  /** What the pool is in the region that is called; null where the tenant names no replicas. */
  readonly replica: Finding<ReplicaRole> | null
  /** Null where the tenant's settings sign nobody out. */
  readonly sessionTracking: Finding<SessionTracking> | null
  /** The same; `more` where the pool has too many app clients to look at each. */
  readonly tokenLives: Finding<TokenLives | 'more'> | null
  /** Null where the tenant has the notice switched off. */
  readonly telling: Finding<TellingFacts> | null
  readonly hosts: readonly HostFacts[]
  readonly deployment: DeploymentFacts
  readonly now: Date
}
