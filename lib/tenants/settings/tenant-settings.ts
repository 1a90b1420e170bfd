import 'server-only'
import { randomUUID } from 'node:crypto'
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

const Name = z.string().trim().min(1, { error: 'is missing' }).max(80)

/** A new secret; an empty field keeps the stored one. */
const NewSecret = z
  .string()
  .trim()
  .refine((text) => text === '' || isClientSecret(text), {
    error: 'must be 24 to 64 letters, digits, _ and +',
  })

/** The settings form of a tenant. */
export const TenantSettings = z.object({
  tenant: z.string(),
  name: Name,
  config: TenantConfigSchema,
  clientSecret: NewSecret,
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

export const NewTenant = TenantSettings.omit({ tenant: true }).extend({ slug: SlugSchema })
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

/** Saves a tenant's settings as one change: live on every instance within seconds. */
export async function saveSettings(
  database: Database,
  tenantId: string,
  { name, config, clientSecret }: Pick<TenantSettings, 'name' | 'config' | 'clientSecret'>,
): Promise<void> {
  await database.transaction(async (tx) => {
    await tx.update(tenants).set({ name, config }).where(eq(tenants.id, tenantId))
    await writeSecret(tx, tenantId, config, clientSecret)
    await renewRevision(tx, tenantId)
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
