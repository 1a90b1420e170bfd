import 'server-only'
import { createHash, randomUUID } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { keys } from '../../crypto/keys'
import type { Database } from '../../db/connection'
import { tenants } from '../../db/schema'
import { isClientSecret, SlugSchema, type TenantConfig, TenantConfigSchema } from '../schema'
import { openClientSecret } from '../sealed-secret'
import { sealedSecretsOf } from '../store'
import { renewRevision } from '../stored-revision'
import { replaceSecrets } from '../stored-secrets'
import type { Tenant } from '../tenant'

const Name = z.string().trim().min(1, { error: 'missing' }).max(80)

/** A new secret; an empty field keeps the stored one. */
const NewSecret = z
  .string()
  .trim()
  .refine((text) => text === '' || isClientSecret(text), {
    error: 'secret',
  })

/** The settings form of a tenant. */
export const TenantSettings = z.object({
  tenant: z.string(),
  name: Name,
  config: TenantConfigSchema,
  clientSecret: NewSecret,
  /** Of the settings that were edited: see `settingsVersion`. */
  version: z.string().max(64),
})
export type TenantSettings = z.output<typeof TenantSettings>

/**
 * Whether settings point to another user pool. The portal reads pools with its own rights, which cover those of all its
 * tenants: an owner who could change the pool could look into another tenant's.
 */
export const leadsToOtherPool = (
  before: TenantConfig['cognito'] | Tenant['cognito'],
  after: TenantConfig['cognito'],
): boolean => before.region !== after.region || before.userPoolId !== after.userPoolId

export const NewTenant = TenantSettings.omit({ tenant: true, version: true }).extend({ slug: SlugSchema })
export type NewTenant = z.output<typeof NewTenant>

/** The new secret comes first and the previous one stays second, so that a rotation has no gap. */
async function writeSecret(
  tx: Database,
  tenantId: string,
  { isPublicClient }: TenantConfig,
  secret: string,
): Promise<void> {
  const ring = keys()
  if (isPublicClient) {
    await replaceSecrets(tx, ring, tenantId, [])
    return
  }
  if (secret === '') return
  const [first] = await sealedSecretsOf(tx, tenantId)
  const earlier = first ? openClientSecret(ring, tenantId, first.position, first.sealed) : null
  if (earlier === secret) return
  await replaceSecrets(tx, ring, tenantId, earlier === null ? [secret] : [secret, earlier])
}

type Stored = { name: string; config: unknown }

/** PostgreSQL gives the keys of a `jsonb` in an order of its own, which is always the same. */
async function versionOf(tx: Database, tenantId: string, { name, config }: Stored): Promise<string> {
  const secrets = await sealedSecretsOf(tx, tenantId)
  // Without the keyed part, which another key of this deployment changes.
  const ends = secrets.map(({ fingerprint }) => fingerprint.split('#', 1)[0])
  const text = JSON.stringify([name, config, ends])
  return createHash('sha256').update(text).digest('hex').slice(0, 32)
}

const storedOf = (tx: Database, tenantId: string) =>
  tx.select({ name: tenants.name, config: tenants.config }).from(tenants).where(eq(tenants.id, tenantId))

/** Names a tenant's settings as they are: whoever saves says which they edited. Null where there is no such tenant. */
export async function settingsVersion(database: Database, tenantId: string): Promise<string | null> {
  const [stored] = await storedOf(database, tenantId)
  return stored ? versionOf(database, tenantId, stored) : null
}

async function isSecretStored(tx: Database, tenantId: string, secret: string): Promise<boolean> {
  if (secret === '') return true
  const [first] = await sealedSecretsOf(tx, tenantId)
  return first !== undefined && openClientSecret(keys(), tenantId, first.position, first.sealed) === secret
}

export type SavedSettings =
  /** `version` of what is stored now. `already`: the same was saved before, as where the first answer was lost. */
  { kind: 'saved' | 'already'; version: string } | { kind: 'changed-meanwhile'; version: string }

/**
 * Saves a tenant's settings as one change: live on every instance within seconds. Nothing is written where somebody
 * else has saved since `version`, unless they saved the very same.
 */
export async function saveSettings(
  database: Database,
  tenantId: string,
  { name, config, clientSecret, version }: Omit<TenantSettings, 'tenant'>,
): Promise<SavedSettings> {
  return database.transaction(async (tx) => {
    const [stored] = await storedOf(tx, tenantId).for('update')
    const current = stored ? await versionOf(tx, tenantId, stored) : ''
    if (stored !== undefined && current !== version) {
      const wanted: unknown = JSON.parse(JSON.stringify(config))
      const isSame = stored.name === name && isDeepStrictEqual(stored.config, wanted)
      const isAlready = isSame && (await isSecretStored(tx, tenantId, clientSecret))
      return { kind: isAlready ? 'already' : 'changed-meanwhile', version: current }
    }
    await tx.update(tenants).set({ name, config }).where(eq(tenants.id, tenantId))
    await writeSecret(tx, tenantId, config, clientSecret)
    await renewRevision(tx, tenantId)
    return { kind: 'saved', version: (await settingsVersion(tx, tenantId)) ?? '' }
  })
}

/** Creates a tenant; null where the slug is taken. */
export async function createTenant(database: Database, wanted: NewTenant): Promise<string | null> {
  const id = randomUUID()
  const { slug, name, config, clientSecret } = wanted
  return database.transaction(async (tx) => {
    const [row] = await tx
      .insert(tenants)
      .values({ id, slug, name, status: 'active', config, brand: {}, revision: 'new' })
      .onConflictDoNothing()
      .returning({ id: tenants.id })
    if (!row) return null
    await writeSecret(tx, id, config, clientSecret)
    await renewRevision(tx, id)
    return id
  })
}

/** Pauses a tenant's pages or resumes them; nothing is lost. */
export async function setStatus(
  database: Database,
  tenantId: string,
  status: 'active' | 'paused',
): Promise<void> {
  await database.update(tenants).set({ status }).where(eq(tenants.id, tenantId))
}
