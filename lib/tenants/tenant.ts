import type { BrandOverrides } from '../brand/schema'
import type { TenantConfig } from './schema'

export type PasswordPolicy = TenantConfig['cognito']['passwordPolicy']

/** Where a tenant's user pool is and how it is asked; the client secret is not part of it. */
export type TenantCognito = {
  readonly region: string
  readonly userPoolId: string
  readonly clientId: string
  readonly propagateUserContext: boolean
  readonly usesTriggers: boolean
  readonly usernames: 'case-sensitive' | 'case-insensitive'
  readonly analyticsEndpointId: string | null
  readonly clientMetadata: Readonly<Record<string, string>>
  readonly passwordPolicy: PasswordPolicy
}

export type TenantSupport = {
  readonly email: string | null
  readonly url: string | null
  readonly phone: string | null
}

/**
 * A company whose people reset their passwords here. Safe to hand to a page: it never holds a secret, those
 * are opened by `withClientSecrets` for one call.
 */
export type Tenant = {
  readonly id: string
  readonly slug: string
  readonly name: string
  readonly status: 'active' | 'paused'
  /** Host names of its own, proven to be its own. */
  readonly hosts: readonly string[]
  readonly cognito: TenantCognito
  /** Whether the app client has no secret. */
  readonly isPublicClient: boolean
  readonly continueUrl: string | null
  readonly returnOrigins: readonly string[]
  readonly support: TenantSupport
  readonly signInWith: 'email' | 'phone' | 'username'
  /** The country code, such as `+45`, that is offered for a telephone number without one. */
  readonly dialCode: string | null
  /** Language tags, the tenant's own first. */
  readonly locales: readonly string[]
  readonly mail: {
    /** Whether somebody whom Cognito refuses a reset is told by mail what helps instead. */
    readonly explainsRefusals: boolean
  }
  readonly brand: BrandOverrides
  /** Changes with anything above and with the client secret. */
  readonly revision: string
}
