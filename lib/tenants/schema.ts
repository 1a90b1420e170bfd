import { z } from 'zod'
import { BrandFileSchema } from '../brand/schema'
import { awsRegions } from './aws-regions'
import { MailSettingsSchema } from './mail-settings'
import { inItsRegion, regionFault } from './pool-region'
import { reservedSlugs } from './reserved-slugs'
import { INVISIBLE, webAddress, webOrigin } from './web-address'

const MAXIMUM_HOSTS = 20
const MAXIMUM_LOCALES = 200

const LABEL = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?'
/** At least two labels, the last with a letter: a name and never an IP address or `localhost` itself. */
const HOST = new RegExp(`^(?=.{3,253}$)(?:${LABEL}\\.)+(?=[a-z0-9-]*[a-z])${LABEL}$`)
/** What CloudFormation accepts as client metadata; the API accepts anything, but mail templates do not. */
const METADATA_TEXT = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u
// Written by the portal itself into every call, for the tenant's mail function.
const OWN_METADATA = new Set(['tenant', 'locale', 'ask', 'browser', 'system', 'address'])
const SECRET_LITERAL = /^[\w+]{24,64}$/
const SECRET_VARIABLE = /^env:([A-Za-z_][A-Za-z0-9_]{0,127})$/
// A tenant file must not be able to send the portal's own secrets to a user pool.
const FOREIGN_VARIABLE = /^(?:REKEY_|NEXTAUTH_|AWS_|DATABASE_URL$|REDIS_URL$)/
function isLanguageTag(text: string): boolean {
  try {
    return Intl.getCanonicalLocales(text)[0] === text
  } catch {
    return false
  }
}

const unique = (list: readonly string[]) => new Set(list).size === list.length

export const SlugSchema = z
  .string()
  .regex(/^[a-z0-9-]{1,63}$/, { error: 'slug' })
  .refine((slug) => !reservedSlugs.has(slug), { error: 'reservedSlug' })
  .describe('Names the tenant in addresses: {REKEY_BASE_URL}/{slug}')

export const HostSchema = z.string().regex(HOST, { error: 'host' })

const PasswordPolicySchema = z.strictObject({
  minimumLength: z.int().min(6).max(99).default(8),
  requireUppercase: z.boolean().default(true),
  requireLowercase: z.boolean().default(true),
  requireNumbers: z.boolean().default(true),
  requireSymbols: z.boolean().default(true),
  historySize: z.int().min(0).max(24).optional(),
})

const ClientMetadataSchema = z
  .record(
    z
      .string()
      .min(1)
      .max(128)
      .regex(METADATA_TEXT, { error: 'metadataText' })
      .refine((key) => !OWN_METADATA.has(key), { error: 'ownMetadata' }),
    z.string().max(2_048).regex(METADATA_TEXT, { error: 'metadataText' }),
  )
  .refine((metadata) => Object.keys(metadata).length <= 20, { error: 'metadataEntries' })

const ClientSecretTextSchema = z
  .string()
  .refine((text) => SECRET_VARIABLE.test(text) || SECRET_LITERAL.test(text), {
    error: 'secretOrVariable',
  })
  .refine((text) => !FOREIGN_VARIABLE.test(SECRET_VARIABLE.exec(text)?.[1] ?? ''), {
    error: 'foreignVariable',
  })

const cognitoShape = {
  region: z.enum(awsRegions, { error: 'region' }),
  userPoolId: z
    .string()
    .max(55)
    .regex(/^[a-z]{2}(-[a-z]+)+-\d_[A-Za-z0-9]+$/, { error: 'userPoolId' }),
  clientId: z
    .string()
    .regex(/^[\w+]{1,128}$/, { error: 'clientId' })
    .describe('The app client whose users reset their passwords here'),
  replicas: z
    .array(z.enum(awsRegions, { error: 'region' }))
    .min(1)
    .max(10)
    .refine(unique, { error: 'twice' })
    .optional()
    .describe(
      'Regions besides its own in which the pool has replicas: one of them may be the standby that answers',
    ),
  propagateUserContext: z
    .boolean()
    .default(false)
    .describe(
      'Whether the app client has EnablePropagateAdditionalUserContextData, so that it takes IpAddress',
    ),
  usesTriggers: z
    .boolean()
    .default(false)
    .describe("Whether the pool runs the portal's own functions, which need facts for their mails"),
  usernames: z
    .enum(['case-sensitive', 'case-insensitive'])
    .default('case-sensitive')
    .describe('UsernameConfiguration.CaseSensitive of the pool'),
  analyticsEndpointId: z.string().min(1).max(2_048).optional().describe('AnalyticsMetadata of every call'),
  clientMetadata: ClientMetadataSchema.default({}).describe('Sent along for the Lambda triggers of the pool'),
  passwordPolicy: PasswordPolicySchema.prefault({}).describe('The policy of the pool, as the page shows it'),
}

const nameShape = {
  name: z
    .string()
    .min(1)
    .max(80)
    .refine((name) => name.trim() === name && !INVISIBLE.test(name), {
      error: 'name',
    })
    .describe('What people call the company'),
}

/** What a tenant file and what is stored of it have in common. */
const settingsShape = {
  continueUrl: webAddress.optional().describe('Where people go on to sign in'),
  loginInitiationUrl: webAddress
    .optional()
    .describe(
      'Where the app begins a sign-in that another site leads to (OpenID Connect Core 1.0, section 4): replaces continueUrl, with iss added',
    ),
  sendsLoginHint: z
    .boolean()
    .optional()
    .describe(
      'Whether login_hint is added to loginInitiationUrl, so that the user name stands in an address; no where absent',
    ),
  confirmsSignUps: z
    .boolean()
    .optional()
    .describe('Whether people confirm their sign-up here, by a link in the mail; yes where absent'),
  botCheck: z
    .enum(['off', 'on', 'under-attack'])
    .optional()
    .describe(
      'Whether browsers solve a small task (ALTCHA) before a mail is asked for: always, or while the limits see an attack; off where absent',
    ),
  signOut: z
    .enum(['never', 'ask', 'always'])
    .optional()
    .describe(
      'Whether a reset ends the sessions that are open, where the pool’s functions take it from here (REKEY_SIGN_OUT is ask); as they are set where absent',
    ),
  returnOrigins: z
    .array(webOrigin)
    .max(20)
    .refine(unique, { error: 'twice' })
    .default([])
    .describe('Origins that ?return_to= may name'),
  support: z
    .strictObject({
      email: z.email({ error: 'email' }).max(254).optional(),
      url: webAddress.optional(),
      phone: z
        .string()
        .regex(/^\+?[0-9][0-9 ().-]{2,31}$/, { error: 'phone' })
        .optional(),
    })
    .prefault({})
    .describe('Shown where the portal cannot help'),
  signInWith: z
    .enum(['email', 'phone', 'username'])
    .optional()
    .describe('What people sign in with, which chooses the words of the pages; email where absent'),
  dialCode: z
    .string()
    .regex(/^\+[1-9]\d{0,2}$/, { error: 'dialCode' })
    .optional()
    .describe('With signInWith: phone, the country code that is offered for a number without one'),
  locales: z
    .array(z.string().refine(isLanguageTag, { error: 'language' }))
    .min(1)
    .max(MAXIMUM_LOCALES)
    .refine(unique, { error: 'twice' })
    .default(['en'])
    .describe("Languages of the pages, the tenant's own first"),
  mail: MailSettingsSchema,
  passwords: z
    .strictObject({
      refusesBreached: z
        .boolean()
        .optional()
        .describe(
          'Whether a new password that is known from breaches is refused, where the deployment looks them up; no where absent',
        ),
      givesAdvice: z
        .boolean()
        .optional()
        .describe(
          'Whether a page advises once against a password that is easy to guess and takes it when it is sent again; no where absent',
        ),
    })
    .optional()
    .describe('What the pages say of a new password besides the rules of the pool'),
}

/** A tenant file as people write it. */
export const TenantFileSchema = z.strictObject({
  $schema: z.string().optional(),
  slug: SlugSchema,
  ...nameShape,
  ...settingsShape,
  hosts: z
    .array(HostSchema)
    .max(MAXIMUM_HOSTS)
    .refine(unique, { error: 'twice' })
    .default([])
    .describe('Host names that show this tenant alone'),
  cognito: z
    .strictObject({
      ...cognitoShape,
      clientSecret: z
        .union([ClientSecretTextSchema, z.tuple([ClientSecretTextSchema, ClientSecretTextSchema])], {
          error: 'secretsOrVariables',
        })
        .optional()
        .describe(
          'env:NAME or the secret itself; two for a rotation, new one first; absent for a public client',
        ),
    })
    .refine(inItsRegion, regionFault),
  brand: BrandFileSchema.default({}),
})

/** The content of a stored tenant's `config` column: the file without identity, hosts, secrets and brand. */
export const TenantConfigSchema = z.strictObject({
  ...settingsShape,
  isPublicClient: z.boolean(),
  cognito: z.strictObject(cognitoShape).refine(inItsRegion, regionFault),
})

export type TenantFile = z.output<typeof TenantFileSchema>
export type TenantConfig = z.output<typeof TenantConfigSchema>

/** The variable that `env:NAME` names, or null where the text is a literal secret. */
export function secretVariable(text: string): string | null {
  return SECRET_VARIABLE.exec(text)?.[1] ?? null
}

/** Whether a text can be an app client's secret; for the value of an environment variable. */
export const isClientSecret = (text: string) => SECRET_LITERAL.test(text)
