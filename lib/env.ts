import 'server-only'
import { z } from 'zod'

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
  .transform((list) => list.map(secretBytes))

const origin = z
  .string({ error: 'is missing: set the canonical origin, for example https://reset.example.com' })
  .refine((value) => URL.canParse(value) && /^https?:$/.test(new URL(value).protocol), {
    error: 'is not an http(s) address',
  })
  .refine((value) => !URL.canParse(value) || new URL(value).pathname === '/', {
    error: 'must be an origin without a path',
  })
  .transform((value) => new URL(value).origin)

const databaseUrl = z.string().refine((value) => /^(postgres(ql)?:\/\/|memory:\/\/)/.test(value), {
  error: 'must start with postgres:// or be memory://',
})

const EnvironmentSchema = z.object({
  REKEY_SECRET: secrets,
  REKEY_BASE_URL: origin,
  DATABASE_URL: databaseUrl.optional(),
  REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\//, { error: 'must start with redis:// or rediss://' })
    .optional(),
  REKEY_DATA_DIR: z.string().default('.data'),
  REKEY_TENANTS: z.string().optional(),
  REKEY_TRUSTED_HOPS: z.coerce.number().int().min(0).max(10).default(0),
  REKEY_LIMITS_FACTOR: z.coerce.number().positive().max(10_000).default(1),
  REKEY_METRICS_TOKEN: z.string().min(16, { error: 'must be at least 16 characters' }).optional(),
  REKEY_CONFIRM_DEADLINE_MS: z.coerce.number().int().min(500).max(30_000).default(8_000),
  REKEY_REQUEST_DEADLINE_MS: z.coerce.number().int().min(500).max(30_000).default(5_000),
  AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: z.url({ error: 'is not an address' }).optional(),
  NEXTAUTH_URL: z.url({ error: 'is not an address' }).optional(),
  NEXTAUTH_SECRET: z
    .string()
    .min(MINIMUM_SECRET_BYTES, { error: 'must be at least 32 characters' })
    .optional(),
  NODE_ENV: z.enum(['development', 'production', 'test']).default('production'),
  VERCEL: z.string().optional(),
  VERCEL_ENV: z.enum(['production', 'preview', 'development']).optional(),
})

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

/** Whether this runs as a Vercel function, where the platform's own address header is evidence. */
export function runsOnVercel(): boolean {
  return env().VERCEL === '1'
}

/** A variable that a tenant file names as `env:NAME`, or undefined. */
export function namedVariable(name: string): string | undefined {
  return process.env[name] || undefined
}
