import type { BrandOverrides } from '../brand/schema'
import { type BrandedMails, brandedMails, storedBrandedMails } from '../pool-mails'
import type { TenantConfig } from './schema'

export type PasswordPolicy = TenantConfig['cognito']['passwordPolicy']

/** Where a tenant's user pool is and how it is asked; the client secret is not part of it. */
export type TenantCognito = {
  readonly region: string
  readonly userPoolId: string
  readonly clientId: string
  /** Regions besides its own in which the pool has replicas. */
  readonly replicas: readonly string[]
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
 * A company whose people reset their passwords here. Safe to pass to a page: it never contains a secret;
 * `ClientSecrets` opens those for one call.
 */
export type Tenant = {
  readonly id: string
  readonly slug: string
  readonly name: string
  readonly status: 'active' | 'paused'
  /** Its own host names, proven to be its own. */
  readonly hosts: readonly string[]
  readonly cognito: TenantCognito
  /** Whether the app client has no secret. */
  readonly isPublicClient: boolean
  readonly continueUrl: string | null
  /** Where the app begins a sign-in by itself, which then stands for `continueUrl`. */
  readonly loginInitiationUrl: string | null
  /** Whether that address is given the user name. */
  readonly sendsLoginHint: boolean
  /** Whether people confirm their sign-up here. */
  readonly confirmsSignUps: boolean
  /** Whether browsers solve a challenge before a mail is asked for. */
  readonly botCheck: 'off' | 'on' | 'under-attack'
  /** Whether a reset ends the sessions that are open; null: as the pool's functions are set. */
  readonly signOut: 'never' | 'ask' | 'always' | null
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
    /** Which mails of the pool its function writes in the brand. */
    readonly branded: BrandedMails
  }
  readonly passwords: {
    /** Whether one that is known from breaches is refused, where the deployment looks them up. */
    readonly refusesBreached: boolean
    /** Whether a page advises once against one that is easy to guess. */
    readonly givesAdvice: boolean
  }
  readonly brand: BrandOverrides
  /** The brand's own name, by which the console's History has it (`brandHash`); no other setting changes it. */
  readonly brandRevision: string
  /** Changes with anything above and with the client secret. */
  readonly revision: string
}

/** Whether the pool has replicas, so that a standby may be what answers. */
export const isReplicated = ({ cognito }: Pick<Tenant, 'cognito'>): boolean => cognito.replicas.length > 0

/** A tenant's facts apart from its settings. */
export type TenantIdentity = Pick<
  Tenant,
  'id' | 'slug' | 'name' | 'status' | 'hosts' | 'brand' | 'brandRevision' | 'revision'
>

/** A tenant with its stored settings, every default filled in, for pages and calls. */
export function tenantWith(identity: TenantIdentity, config: TenantConfig): Tenant {
  const { cognito, support, continueUrl, loginInitiationUrl, sendsLoginHint, confirmsSignUps, ...others } =
    config
  const { signOut, signInWith, dialCode, mail, passwords, botCheck, ...rest } = others
  return {
    ...identity,
    ...rest,
    cognito: {
      ...cognito,
      analyticsEndpointId: cognito.analyticsEndpointId ?? null,
      replicas: cognito.replicas ?? [],
    },
    continueUrl: continueUrl ?? null,
    loginInitiationUrl: loginInitiationUrl ?? null,
    sendsLoginHint: sendsLoginHint ?? false,
    confirmsSignUps: confirmsSignUps ?? true,
    botCheck: botCheck ?? 'off',
    signOut: signOut ?? null,
    support: { email: support.email ?? null, url: support.url ?? null, phone: support.phone ?? null },
    signInWith: signInWith ?? 'email',
    dialCode: dialCode ?? null,
    mail: { ...mail, branded: brandedMails(mail.branded ?? {}) },
    passwords: {
      refusesBreached: passwords?.refusesBreached ?? false,
      givesAdvice: passwords?.givesAdvice ?? false,
    },
  }
}

/** In stored form, with defaults left out; nothing where both are. */
export function storedPasswords({ refusesBreached, givesAdvice }: Tenant['passwords']) {
  if (!refusesBreached && !givesAdvice) return undefined
  return { ...(refusesBreached && { refusesBreached }), ...(givesAdvice && { givesAdvice }) }
}

/** In stored form, with defaults left out. */
export function storedMail({ explainsRefusals, branded }: Tenant['mail']) {
  const chosen = storedBrandedMails(branded)
  return { explainsRefusals, ...(chosen && { branded: chosen }) }
}

const orAbsent = <T>(value: T | null): T | undefined => value ?? undefined

/** A tenant's settings in stored form: defaults are left out, so that older releases can read them. */
export function settingsOf(tenant: Omit<Tenant, keyof TenantIdentity>) {
  const {
    cognito,
    isPublicClient,
    continueUrl,
    loginInitiationUrl,
    sendsLoginHint,
    confirmsSignUps,
    botCheck,
    signOut,
    returnOrigins,
    support,
    signInWith,
    dialCode,
    locales,
    mail,
    passwords,
  } = tenant
  return {
    cognito: {
      ...cognito,
      analyticsEndpointId: orAbsent(cognito.analyticsEndpointId),
      replicas: cognito.replicas.length === 0 ? undefined : [...cognito.replicas],
    },
    isPublicClient,
    continueUrl: orAbsent(continueUrl),
    loginInitiationUrl: orAbsent(loginInitiationUrl),
    sendsLoginHint: sendsLoginHint || undefined,
    confirmsSignUps: confirmsSignUps ? undefined : false,
    botCheck: botCheck === 'off' ? undefined : botCheck,
    signOut: orAbsent(signOut),
    returnOrigins: [...returnOrigins],
    support: {
      email: orAbsent(support.email),
      url: orAbsent(support.url),
      phone: orAbsent(support.phone),
    },
    signInWith: signInWith === 'email' ? undefined : signInWith,
    dialCode: orAbsent(dialCode),
    locales: [...locales],
    mail: storedMail(mail),
    passwords: storedPasswords(passwords),
  }
}
