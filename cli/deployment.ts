import { existsSync } from 'node:fs'
import { openServerOrEmbedded } from '../lib/db/server-or-embedded'
import { makeServices } from '../lib/make-services'
import { env, namedVariable } from '../lib/platform/env'
import { logTo } from '../lib/platform/log'
import type { Services } from '../lib/services'
import { brandHash } from '../lib/tenants/brand-hash'
import { desiredTenant } from '../lib/tenants/files/desired-tenant'
import { loadTenantFiles } from '../lib/tenants/files/files'
import { drawAnew } from '../lib/tenants/pictures/draw-anew'
import { findStoredTenant } from '../lib/tenants/store'
import { type Tenant, tenantWith } from '../lib/tenants/tenant'
import { CommandFailed } from './exit-codes'

/** Errors that an operator can fix: their text says what to do, a stack would not. */
const expected = /^(EnvironmentFault|DirectoryHeld|ClientSecretUnreadable|TenantUnreadable|DeadlinePassed)$/

function asCommandFailure(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof CommandFailed) return error
  if (expected.test(error.name)) return new CommandFailed(`${error.message}\n`)
  const code = 'code' in error ? String(error.code) : ''
  // A driver's message may contain the address with its password; the code is enough.
  if (/^E[A-Z]+$|^[0-9A-Z]{5}$/.test(code)) return new CommandFailed(`The database is away (${code}).\n`)
  return error
}

/** The environment as `next start` reads it: variables that are set win over `.env.local`, and that over `.env`. */
export function loadEnvironmentFiles(): void {
  for (const file of ['.env.local', '.env']) if (existsSync(file)) process.loadEnvFile?.(file)
}

/**
 * Runs work that needs this deployment's environment and database, and closes the database after it. Log lines go to
 * standard error.
 *
 * @throws CommandFailed for faults that an operator can fix
 */
export async function withDeployment<T>(work: (services: Services) => Promise<T>): Promise<T> {
  logTo(process.stderr)
  loadEnvironmentFiles()
  let made: Services | null = null
  try {
    env()
    made = makeServices(null, openServerOrEmbedded)
    return await work(made)
  } catch (error) {
    throw asCommandFailure(error)
  } finally {
    await made?.db.close().catch(() => {})
  }
}

/** What a call in a tenant's name needs. The secrets are for signing and are never printed. */
export type OperatedTenant = { tenant: Tenant; secrets: readonly string[] }

const isHeld = (error: unknown): boolean => error instanceof Error && error.name === 'DirectoryHeld'

/** A tenant from REKEY_TENANTS, for use while a running portal holds the embedded database. */
async function tenantFromFiles(slug: string, path: string): Promise<OperatedTenant | null> {
  const loaded = await loadTenantFiles(path, drawAnew)
  const found = loaded.ok ? loaded.tenants.find(({ file }) => file.slug === slug) : undefined
  if (found === undefined) return null
  const { desired, faults } = desiredTenant(found, namedVariable)
  if (faults.length > 0) {
    throw new CommandFailed(`${faults.map((fault) => `${fault.path} ${fault.message}`).join('\n')}\n`)
  }
  const { name, hosts, brand, config } = desired
  const identity = {
    id: `file:${slug}`,
    slug,
    name,
    status: 'active',
    hosts,
    brand,
    brandRevision: brandHash(brand),
    revision: 'file',
  } as const
  return {
    tenant: tenantWith(identity, config),
    secrets: desired.secrets,
  }
}

/**
 * A tenant of this deployment with its client secrets; to be called within `withDeployment`.
 *
 * @throws CommandFailed where there is none
 */
export async function getTenant(
  { db, secrets }: Pick<Services, 'db' | 'secrets'>,
  slug: string,
): Promise<OperatedTenant> {
  try {
    const tenant = await findStoredTenant(await db.database(), slug)
    if (tenant !== null) return { tenant, secrets: await secrets.lend(tenant, async (all) => all) }
  } catch (error) {
    const { REKEY_TENANTS: path } = env()
    const found = isHeld(error) && path ? await tenantFromFiles(slug, path) : null
    if (found !== null) return found
    throw error
  }
  throw new CommandFailed(`There is no tenant ${slug}.\n`)
}
