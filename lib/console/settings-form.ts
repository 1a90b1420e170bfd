import { type BrandedMails, brandedMails, POOL_MAIL_NAMES, type PoolMailName } from '../pool-mails'
import { type TenantConfig, TenantConfigSchema } from '../tenants/schema'
import { storedMail, storedPasswords, type Tenant } from '../tenants/tenant'
import { type Faults, faultsOf } from './auth/action-result'
import { readInWords } from './words/refusals'

/** A tenant's settings as form fields: texts and check boxes. Pure; the form and the server use it. */
export type SettingsForm = {
  name: string
  region: string
  userPoolId: string
  clientId: string
  clientSecret: string
  isPublicClient: boolean
  propagateUserContext: boolean
  isCaseSensitive: boolean
  minimumLength: string
  requireUppercase: boolean
  requireLowercase: boolean
  requireNumbers: boolean
  requireSymbols: boolean
  continueUrl: string
  loginInitiationUrl: string
  sendsLoginHint: boolean
  confirmsSignUps: boolean
  botCheck: Tenant['botCheck']
  /** `function`: as the pool's functions are set. */
  signOut: NonNullable<Tenant['signOut']> | 'function'
  returnOrigins: string
  supportEmail: string
  supportUrl: string
  supportPhone: string
  explainsRefusals: boolean
  brandsReset: boolean
  brandsSignUp: boolean
  brandsInvitation: boolean
  brandsVerification: boolean
  brandsSecondFactor: boolean
  refusesBreached: boolean
  givesAdvice: boolean
  signInWith: Tenant['signInWith']
  dialCode: string
  /** Tags of the offered languages, the one for everybody else first. */
  locales: readonly string[]
}

/** The check box for each mail of the pool. */
export const MAIL_FIELDS = {
  reset: 'brandsReset',
  signUp: 'brandsSignUp',
  invitation: 'brandsInvitation',
  verification: 'brandsVerification',
  secondFactor: 'brandsSecondFactor',
} as const satisfies Record<PoolMailName, keyof SettingsForm>
type MailField = (typeof MAIL_FIELDS)[PoolMailName]

const mailFields = (branded: BrandedMails) =>
  Object.fromEntries(POOL_MAIL_NAMES.map((name) => [MAIL_FIELDS[name], branded[name]])) as Record<
    MailField,
    boolean
  >

const chosenMails = (form: SettingsForm): BrandedMails => ({
  reset: form.brandsReset,
  signUp: form.brandsSignUp,
  invitation: form.brandsInvitation,
  verification: form.brandsVerification,
  secondFactor: form.brandsSecondFactor,
})

export const emptySettings: SettingsForm = {
  name: '',
  region: 'eu-west-1',
  userPoolId: '',
  clientId: '',
  clientSecret: '',
  isPublicClient: false,
  propagateUserContext: false,
  isCaseSensitive: true,
  minimumLength: '8',
  requireUppercase: true,
  requireLowercase: true,
  requireNumbers: true,
  requireSymbols: true,
  continueUrl: '',
  loginInitiationUrl: '',
  sendsLoginHint: false,
  confirmsSignUps: true,
  botCheck: 'off',
  signOut: 'function',
  returnOrigins: '',
  supportEmail: '',
  supportUrl: '',
  supportPhone: '',
  explainsRefusals: false,
  ...mailFields(brandedMails({})),
  refusesBreached: false,
  givesAdvice: false,
  signInWith: 'email',
  dialCode: '',
  locales: ['en'],
}

/** The form's fields for a stored tenant, without its secret. */
export function formOf(tenant: Tenant): SettingsForm {
  const { cognito, support } = tenant
  const { minimumLength, requireUppercase, requireLowercase, requireNumbers, requireSymbols } =
    cognito.passwordPolicy
  return {
    name: tenant.name,
    region: cognito.region,
    userPoolId: cognito.userPoolId,
    clientId: cognito.clientId,
    clientSecret: '',
    isPublicClient: tenant.isPublicClient,
    propagateUserContext: cognito.propagateUserContext,
    isCaseSensitive: cognito.usernames === 'case-sensitive',
    minimumLength: String(minimumLength),
    requireUppercase,
    requireLowercase,
    requireNumbers,
    requireSymbols,
    continueUrl: tenant.continueUrl ?? '',
    loginInitiationUrl: tenant.loginInitiationUrl ?? '',
    sendsLoginHint: tenant.sendsLoginHint,
    confirmsSignUps: tenant.confirmsSignUps,
    botCheck: tenant.botCheck,
    signOut: tenant.signOut ?? 'function',
    returnOrigins: tenant.returnOrigins.join('\n'),
    supportEmail: support.email ?? '',
    supportUrl: support.url ?? '',
    supportPhone: support.phone ?? '',
    explainsRefusals: tenant.mail.explainsRefusals,
    ...mailFields(tenant.mail.branded),
    ...tenant.passwords,
    signInWith: tenant.signInWith,
    dialCode: tenant.dialCode ?? '',
    locales: tenant.locales,
  }
}

const listOf = (text: string) => text.split(/[\s,]+/).filter(Boolean)
const orAbsent = (text: string) => text.trim() || undefined

/** The form field for each setting's path. */
export const FIELD_OF_PATH: Record<string, keyof SettingsForm> = {
  name: 'name',
  clientSecret: 'clientSecret',
  'config/cognito/region': 'region',
  'config/cognito/userPoolId': 'userPoolId',
  'config/cognito/clientId': 'clientId',
  'config/cognito/passwordPolicy/minimumLength': 'minimumLength',
  'config/continueUrl': 'continueUrl',
  'config/loginInitiationUrl': 'loginInitiationUrl',
  'config/returnOrigins': 'returnOrigins',
  'config/support/email': 'supportEmail',
  'config/support/url': 'supportUrl',
  'config/support/phone': 'supportPhone',
  'config/dialCode': 'dialCode',
  'config/locales': 'locales',
}

/** What a form doesn't show of a tenant's settings. */
export type Kept = {
  usesTriggers: boolean
  clientMetadata: Readonly<Record<string, string>>
  analyticsEndpointId: string | null
  replicas: readonly string[]
  historySize?: number
}
/** For a tenant that isn't there yet. */
export const nothingKept: Kept = {
  usesTriggers: false,
  clientMetadata: {},
  analyticsEndpointId: null,
  replicas: [],
}

/**
 * The stored settings that a form stands for. What the form does not show (whether the pool runs functions, and the
 * metadata for them) stays as it was.
 */
export function configOf(form: SettingsForm, kept: Kept): { config: TenantConfig } | { faults: Faults } {
  const read = readInWords(TenantConfigSchema, {
    continueUrl: orAbsent(form.continueUrl),
    loginInitiationUrl: orAbsent(form.loginInitiationUrl),
    sendsLoginHint: form.sendsLoginHint || undefined,
    confirmsSignUps: form.confirmsSignUps ? undefined : false,
    botCheck: form.botCheck === 'off' ? undefined : form.botCheck,
    signOut: form.signOut === 'function' ? undefined : form.signOut,
    returnOrigins: listOf(form.returnOrigins),
    support: {
      email: orAbsent(form.supportEmail),
      url: orAbsent(form.supportUrl),
      phone: orAbsent(form.supportPhone),
    },
    // Defaults are left out, as older versions store them, so that those can read the result.
    signInWith: form.signInWith === 'email' ? undefined : form.signInWith,
    dialCode: form.signInWith === 'phone' ? orAbsent(form.dialCode) : undefined,
    locales: form.locales,
    mail: storedMail({ explainsRefusals: form.explainsRefusals, branded: chosenMails(form) }),
    passwords: storedPasswords(form),
    isPublicClient: form.isPublicClient,
    cognito: {
      region: form.region,
      userPoolId: form.userPoolId.trim(),
      clientId: form.clientId.trim(),
      replicas: kept.replicas.length === 0 ? undefined : [...kept.replicas],
      propagateUserContext: form.propagateUserContext,
      usernames: form.isCaseSensitive ? 'case-sensitive' : 'case-insensitive',
      usesTriggers: kept.usesTriggers,
      analyticsEndpointId: kept.analyticsEndpointId ?? undefined,
      clientMetadata: kept.clientMetadata,
      passwordPolicy: {
        minimumLength: Number(form.minimumLength),
        requireUppercase: form.requireUppercase,
        requireLowercase: form.requireLowercase,
        requireNumbers: form.requireNumbers,
        requireSymbols: form.requireSymbols,
        historySize: kept.historySize,
      },
    },
  })
  if (read.ok) return { config: read.value }
  return {
    faults: faultsOf(
      read.refusals.map(({ path, message }) => ({
        path: ['config', ...path.filter((key) => typeof key !== 'number')],
        message,
      })),
    ),
  }
}
