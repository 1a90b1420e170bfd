import 'server-only'
import { z } from 'zod'
import { alertWebhook } from './alert-webhook'
import { breachedPasswords } from './breach-mirror'
import { isLoopback } from './loopback'
import { monitoringVariables } from './monitoring-variables'
import { isNearbyHost } from './nearby-host'
import { isWellKnownSecret } from './weak-secret'

const MINIMUM_SECRET_BYTES = 32

/** Counts the bytes of one secret: base64 where it decodes to enough of them, else the text itself. */
function secretBytes(secret: string): Uint8Array {
  const decoded = Buffer.from(secret, 'base64')
  const isBase64 = decoded.toString('base64').replace(/=+$/, '') === secret.replace(/=+$/, '')
  return isBase64 && decoded.length >= MINIMUM_SECRET_BYTES ? decoded : Buffer.from(secret, 'utf8')
}

const secrets = z
  .string({ error: 'is missing: set at least 32 random bytes, for example from `openssl rand -base64 32`' })
  .transform((list) => list.split(',').map((secret) => secret.trim()))
  .refine((list) => list.every((secret) => secretBytes(secret).length >= MINIMUM_SECRET_BYTES), {
    error: 'holds a secret of fewer than 32 bytes',
  })
  .refine((list) => list.every((secret) => new Set(secret).size >= 8), {
    error: 'holds a secret that is one pattern repeated',
  })
  .refine((list) => !list.some(isWellKnownSecret), {
    error:
      'holds a secret that everybody knows: set random bytes, for example from `openssl rand -base64 32`',
  })
  .transform((list) => list.map(secretBytes))

const origin = z
  .string({ error: 'is missing: set the canonical origin, for example https://reset.example.com' })
  .refine((value) => URL.canParse(value) && /^https?:$/.test(new URL(value).protocol), {
    error: 'is not an http(s) address',
  })
  .refine((value) => !URL.canParse(value) || new URL(value).pathname === '/', {
    error: 'must be an origin without a path',
  })
  .refine(
    (value) => !URL.canParse(value) || !value.startsWith('http:') || isNearbyHost(new URL(value).hostname),
    {
      error:
        'must be https: codes and passwords travel over it (http is for localhost, private addresses, .test and .internal)',
    },
  )
  .transform((value) => new URL(value).origin)

const databaseUrl = z.string().refine((value) => /^(postgres(ql)?:\/\/|memory:\/\/)/.test(value), {
  error: 'must start with postgres:// or be memory://',
})

const postgresUrl = z.string().regex(/^postgres(ql)?:\/\//, { error: 'must start with postgres://' })
const longSecret = z.string().min(MINIMUM_SECRET_BYTES, { error: 'must be at least 32 characters' })

/** Every variable that the portal reads; `environment-table.ts` says what each is for. */
export const EnvironmentSchema = z
  .object({
    REKEY_SECRET: secrets,
    REKEY_BASE_URL: origin,
    DATABASE_URL: databaseUrl.optional(),
    DATABASE_URL_UNPOOLED: postgresUrl.optional(),
    REKEY_AUDIT_DAYS: z.coerce.number().int().min(1).max(36_500).optional(),
    REKEY_AUDIT_DATABASE_URL: postgresUrl.optional(),
    REDIS_URL: z
      .string()
      .regex(/^rediss?:\/\//, { error: 'must start with redis:// or rediss://' })
      .optional(),
    REKEY_DATA_DIR: z.string().default('.data'),
    REKEY_TENANTS: z.string().optional(),
    REKEY_TRUSTED_HOPS: z.coerce.number().int().min(0).max(10).default(0),
    REKEY_KEEP_ALIVE_SECONDS: z.coerce.number().int().min(1).max(3_600).default(65),
    REKEY_LIMITS_FACTOR: z.coerce.number().positive().max(10_000).default(1),
    REKEY_CRON_TOKEN: z.string().min(16, { error: 'must be at least 16 characters' }).optional(),
    REKEY_ALERT_WEBHOOK: alertWebhook.optional(),
    REKEY_ALERT_SECRET: longSecret.optional(),
    ...monitoringVariables,
    /** The sender of what the portal itself mails, an address that SES has verified; without it nothing is sent. */
    REKEY_MAIL_FROM: z
      .string()
      .regex(/^[^\s@<>"]+@[a-z0-9.-]+$/, { error: 'is not an address like no-reply@example.com' })
      .optional(),
    REKEY_MAIL_REGION: z
      .string()
      .regex(/^[a-z]{2}(-[a-z]+)+-\d$/, { error: 'is not a region like eu-west-1' })
      .optional(),
    REKEY_BREACHED_PASSWORDS: breachedPasswords,
    REKEY_CONFIRM_DEADLINE_MS: z.coerce.number().int().min(500).max(30_000).default(8_000),
    REKEY_REQUEST_DEADLINE_MS: z.coerce.number().int().min(500).max(30_000).default(14_000),
    /** For tests: scales the time after which an ask is answered. */
    REKEY_ANSWER_TIME_FACTOR: z.coerce.number().min(0.01).max(10).default(1),
    /** `on`: tenants may offer the languages that are made for tests of the pages. */
    REKEY_PSEUDO_LOCALES: z.enum(['off', 'on']).default('off'),
    AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: z.url({ error: 'is not an address' }).optional(),
    /** On Vercel: the role that the deployment's OIDC token is exchanged for, where something needs IAM. */
    AWS_ROLE_ARN: z
      .string()
      .regex(/^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]{1,512}$/, {
        error: 'must look like arn:aws:iam::123456789012:role/rekey',
      })
      .optional(),
    NEXTAUTH_URL: z.url({ error: 'is not an address' }).optional(),
    NEXTAUTH_SECRET: longSecret.optional(),
    NODE_ENV: z.enum(['development', 'production', 'test']).default('production'),
    ADMIN_COGNITO_ISSUER: z
      .string()
      .regex(/^https:\/\/cognito-idp\.[a-z0-9-]+\.amazonaws\.com(\.cn)?\/[\w-]+_[0-9a-zA-Z]+$/, {
        error: 'must look like https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Ab12Cd34E',
      })
      .optional(),
    ADMIN_COGNITO_CLIENT_ID: z
      .string()
      .regex(/^[\w+]{1,128}$/, { error: 'must be 1 to 128 letters, digits, _ and +' })
      .optional(),
    ADMIN_COGNITO_CLIENT_SECRET: z.string().min(1).optional(),
    /** `password`: the console asks for the password itself. For the demo; only beside an emulator. */
    ADMIN_SIGN_IN: z.enum(['oidc', 'password']).default('oidc'),
    /** `address:port`, comma-separated: other name servers than the system's for checking hosts. */
    REKEY_NAME_SERVERS: z.string().optional(),
    VERCEL_TOKEN: z.string().min(1).optional(),
    VERCEL_PROJECT_ID: z
      .string()
      .regex(/^[\w-]{1,100}$/, { error: 'is not a project id' })
      .optional(),
    VERCEL_TEAM_ID: z
      .string()
      .regex(/^[\w-]{1,100}$/, { error: 'is not a team id' })
      .optional(),
    VERCEL_API_URL: z.url({ error: 'is not an address' }).default('https://api.vercel.com'),
    /** Vercel sends it as the bearer of its cron jobs, and reads no other variable for that. */
    CRON_SECRET: z.string().optional(),
    VERCEL: z.string().optional(),
    VERCEL_ENV: z.enum(['production', 'preview', 'development']).optional(),
  })
  .refine((e) => (e.ADMIN_COGNITO_ISSUER === undefined) === (e.ADMIN_COGNITO_CLIENT_ID === undefined), {
    path: ['ADMIN_COGNITO_CLIENT_ID'],
    error: 'and ADMIN_COGNITO_ISSUER are set together or not at all',
  })
  .refine((e) => (e.REKEY_ALERT_WEBHOOK === undefined) === (e.REKEY_ALERT_SECRET === undefined), {
    path: ['REKEY_ALERT_SECRET'],
    error: 'and REKEY_ALERT_WEBHOOK are set together or not at all',
  })
  // Anywhere else the name may be another program's.
  .refine((e) => e.VERCEL !== '1' || (e.CRON_SECRET?.length ?? 16) >= 16, {
    path: ['CRON_SECRET'],
    error: 'must be at least 16 characters',
  })
  // Passwords for the console go through the portal only where the pool is an emulator on the same machine.
  .refine((e) => e.ADMIN_SIGN_IN === 'oidc' || isLoopback(e.AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER), {
    path: ['ADMIN_SIGN_IN'],
    error: 'is `password`, which only works beside an emulator on this machine',
  })

  // Anywhere else the time of an answer would show who has an account.
  .refine(
    (e) => e.REKEY_ANSWER_TIME_FACTOR === 1 || isLoopback(e.AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER),
    {
      path: ['REKEY_ANSWER_TIME_FACTOR'],
      error: 'is not 1, which is only allowed beside an emulator on this machine',
    },
  )
  // Nobody but a test can read them.
  .refine(
    (e) => e.REKEY_PSEUDO_LOCALES === 'off' || isLoopback(e.AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER),
    {
      path: ['REKEY_PSEUDO_LOCALES'],
      error: 'is `on`, which is only allowed beside an emulator on this machine',
    },
  )

export type Environment = z.output<typeof EnvironmentSchema>

/** Names every fault of an environment at once; a value is never repeated in the text. */
export class EnvironmentFault extends Error {
  readonly faults: readonly string[]

  constructor(faults: readonly string[]) {
    super(`The environment is not complete:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`)
    this.name = 'EnvironmentFault'
    this.faults = faults
  }
}

/**
 * Reads and validates the environment.
 *
 * @param source variables by name; an empty string counts as unset
 * @throws EnvironmentFault naming every variable that is missing or wrong
 */
export function readEnvironment(source: Record<string, string | undefined>): Environment {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''))
  const result = EnvironmentSchema.safeParse(given)
  if (result.success) return result.data
  throw new EnvironmentFault(result.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`))
}

let cached: Environment | undefined

/** The environment of this process, read once. Throws EnvironmentFault. */
export function env(): Environment {
  cached ??= readEnvironment(process.env)
  return cached
}

/** Whether this is Next's build, which loads pages to look at them. */
export function isBuilding(): boolean {
  return process.env.NEXT_PHASE === 'phase-production-build'
}

/** Whether this runs as a Vercel function, where the platform's own address header is evidence. */
export function runsOnVercel(): boolean {
  return env().VERCEL === '1'
}

/** The tokens that run what is scheduled; none where nothing is. Vercel's own variable counts only there. */
export function cronTokens(): string[] {
  const { REKEY_CRON_TOKEN: own, CRON_SECRET: vercels } = env()
  return [own, runsOnVercel() ? vercels : undefined].filter((token) => token !== undefined)
}

/** Where alerts are sent; null where nobody wants them. */
export function alertTarget(): { url: string; secret: string } | null {
  const { REKEY_ALERT_WEBHOOK: url, REKEY_ALERT_SECRET: secret } = env()
  return url === undefined || secret === undefined ? null : { url, secret }
}

/** Whether tenants may offer the languages that are made for tests of the pages; `readEnvironment` refuses it elsewhere. */
export const speaksPseudoLocales = (): boolean => process.env.REKEY_PSEUDO_LOCALES === 'on'

/** A variable that a tenant file names as `env:NAME`, or undefined. */
export function namedVariable(name: string): string | undefined {
  return process.env[name] || undefined
}

/** next-auth reads its own address from the environment; the default is the portal's. */
export function settleNextAuthUrl(): void {
  process.env.NEXTAUTH_URL ??= `${env().REKEY_BASE_URL}/api/auth`
}

/** Name servers for checking hosts, other than the system's; empty for the system's. */
export function nameServers(): string[] {
  return (
    env()
      .REKEY_NAME_SERVERS?.split(',')
      .map((server) => server.trim()) ?? []
  )
}
