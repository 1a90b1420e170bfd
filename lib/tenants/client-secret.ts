import 'server-only'
import { LRUCache } from 'lru-cache'
import { keys } from '../crypto/keys'
import { within } from '../platform/deadline'
import { log } from '../platform/log'
import { openClientSecret } from './sealed-secret'
import { sealedSecretsOf } from './store'
import type { TenantStore } from './store-access'
import type { Tenant } from './tenant'

const FRESH_MS = 5_000
/** How long to wait for a slow database where the secrets are already known, and that only once in five seconds. */
const PROMPT_MS = 200
const MAXIMUM_TENANTS = 2_000

/** A stored client secret does not open: another key, or a changed row. This tenant cannot work until it does. */
export class ClientSecretUnreadable extends Error {
  constructor(slug: string) {
    super(`The client secret of tenant ${slug} does not open`)
    this.name = 'ClientSecretUnreadable'
  }
}

type Opened = { readonly secrets: readonly string[]; readonly revision: string; readonly openedAt: number }

export type ClientSecrets = {
  /**
   * Lends a tenant's client secrets to one call, in the order in which to try them: the second only after
   * "Unable to verify secret hash" for the first. None for a public client.
   *
   * A change shows in the tenant's new revision; while the database is slow or away the last known secrets are used.
   *
   * @throws ClientSecretUnreadable where a stored secret does not open, and TenantStoreUnavailable where this process
   *   never opened them and can't read them within two seconds
   */
  lend<T>(tenant: Tenant, use: (secrets: readonly string[]) => Promise<T>): Promise<T>
}

export function openClientSecrets(store: Pick<TenantStore, 'read'>): ClientSecrets {
  const cache = new LRUCache<string, Opened>({ max: MAXIMUM_TENANTS })
  const running = new Map<string, Promise<readonly string[]>>()

  async function openAll(tenant: Tenant): Promise<readonly string[]> {
    const rows = await store.read('Reading a client secret', (db) => sealedSecretsOf(db, tenant.id))
    const secrets = rows.map(({ position, sealed }) => openClientSecret(keys(), tenant.id, position, sealed))
    const opened = secrets.filter((secret) => secret !== null)
    if (opened.length === 0 || opened.length < secrets.length) {
      cache.delete(tenant.id)
      const { id: tenantId, slug } = tenant
      log.error('tenant.client_secret_unreadable', { tenantId, slug, stored: rows.length })
      throw new ClientSecretUnreadable(slug)
    }
    cache.set(tenant.id, { secrets: opened, revision: tenant.revision, openedAt: performance.now() })
    return opened
  }

  /** One read for all calls that need it at the same time. */
  function openAllOnce(tenant: Tenant): Promise<readonly string[]> {
    const key = `${tenant.id}/${tenant.revision}`
    const going = running.get(key)
    if (going) return going
    const started = openAll(tenant).finally(() => running.delete(key))
    // A failure reaches the callers that wait; a refresh in the background has none.
    started.catch(() => {})
    running.set(key, started)
    return started
  }

  async function secretsOf(tenant: Tenant): Promise<readonly string[]> {
    if (tenant.isPublicClient) return []
    const known = cache.get(tenant.id)
    // The revision covers the secrets too: a copy of the same revision is re-read only in case its row was tampered with.
    const isSame = known?.revision === tenant.revision
    if (known && isSame && performance.now() - known.openedAt < FRESH_MS) return known.secrets
    const opening = openAllOnce(tenant)
    try {
      return await (known && isSame ? within(PROMPT_MS, 'A fresher client secret', opening) : opening)
    } catch (error) {
      if (!known || error instanceof ClientSecretUnreadable) throw error
      cache.set(tenant.id, { ...known, revision: tenant.revision, openedAt: performance.now() })
      return known.secrets
    }
  }

  return { lend: async (tenant, use) => use(await secretsOf(tenant)) }
}
