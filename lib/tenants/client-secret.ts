import 'server-only'
import { BoundedMap } from '../bounded-map'
import { keys } from '../crypto/keys'
import { database } from '../db/client'
import { within } from '../deadline'
import { log } from '../log'
import { processWide } from '../process-wide'
import { openClientSecret } from './sealed-secret'
import { sealedSecretsOf } from './store'
import type { Tenant } from './tenant'

const FRESH_MS = 5_000
/** After a failed reading the known secrets are used for this long before the database is asked again. */
const AWAY_MS = 1_000
const LIMIT_MS = 1_000
const MAXIMUM_TENANTS = 2_000

/** A stored client secret does not open: another key, or a changed row. This tenant cannot work until it does. */
export class ClientSecretUnreadable extends Error {
  constructor(slug: string) {
    super(`The client secret of tenant ${slug} does not open`)
    this.name = 'ClientSecretUnreadable'
  }
}

type Opened = { readonly secrets: readonly string[]; readonly revision: string; readonly openedAt: number }

const cache = () =>
  processWide<BoundedMap<string, Opened>>('client-secrets', () => new BoundedMap(MAXIMUM_TENANTS))

async function openAll(tenant: Tenant): Promise<readonly string[]> {
  const rows = await within(
    LIMIT_MS,
    'Reading a client secret',
    database().then((db) => sealedSecretsOf(db, tenant.id)),
  )
  const secrets = rows.map(({ position, sealed }) => openClientSecret(keys(), tenant.id, position, sealed))
  const opened = secrets.filter((secret) => secret !== null)
  if (opened.length === 0 || opened.length < secrets.length) {
    log.error('tenant.client_secret_unreadable', {
      tenantId: tenant.id,
      slug: tenant.slug,
      stored: rows.length,
    })
    throw new ClientSecretUnreadable(tenant.slug)
  }
  return opened
}

async function secretsOf(tenant: Tenant): Promise<readonly string[]> {
  if (tenant.isPublicClient) return []
  const known = cache().get(tenant.id)
  const isFresh = known?.revision === tenant.revision && performance.now() - known.openedAt < FRESH_MS
  if (known && isFresh) return known.secrets
  try {
    const secrets = await openAll(tenant)
    cache().set(tenant.id, { secrets, revision: tenant.revision, openedAt: performance.now() })
    return secrets
  } catch (error) {
    if (error instanceof ClientSecretUnreadable) {
      cache().delete(tenant.id)
      throw error
    }
    if (!known) throw error
    const askAgainAt = performance.now() + AWAY_MS
    cache().set(tenant.id, { ...known, revision: tenant.revision, openedAt: askAgainAt - FRESH_MS })
    return known.secrets
  }
}

/**
 * Lends a tenant's client secrets to one call, in the order in which to try them: the second only after
 * "Unable to verify secret hash" for the first. None for a public client.
 *
 * A change is seen within five seconds; while the database is away the last known ones are used.
 *
 * @throws ClientSecretUnreadable where a stored secret does not open, and what the database throws where it
 *   is away and this process never opened them
 */
export async function withClientSecrets<T>(
  tenant: Tenant,
  use: (secrets: readonly string[]) => Promise<T>,
): Promise<T> {
  return use(await secretsOf(tenant))
}
