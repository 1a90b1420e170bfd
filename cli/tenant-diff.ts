import { keys } from '../lib/crypto/keys'
import { namedVariable } from '../lib/platform/env'
import type { Services } from '../lib/services'
import { desiredTenant } from '../lib/tenants/files/desired-tenant'
import type { LoadedTenant } from '../lib/tenants/files/files'
import { jsonPath } from '../lib/tenants/files/parse-tenant-file'
import { secretFingerprint } from '../lib/tenants/sealed-secret'
import { findStoredTenant, sealedSecretsOf } from '../lib/tenants/store'
import { settingsOf, tenantWith } from '../lib/tenants/tenant'

/** One setting that differs between a file and the store; null where one of them lacks it. */
export type Difference = { slug: string; path: string; stored: string | null; file: string | null }

/** Every leaf of a value by its path; empty values count as absent. */
function leaves(value: unknown, path: PropertyKey[] = []): Map<string, string> {
  if (value === undefined || value === null) return new Map()
  if (typeof value !== 'object') return new Map([[jsonPath(path), JSON.stringify(value)]])
  const inner = Object.entries(value).flatMap(([key, item]) => [
    ...leaves(item, [...path, Array.isArray(value) ? Number(key) : key]),
  ])
  return new Map(inner)
}

function compare(slug: string, stored: unknown, file: unknown): Difference[] {
  const before = leaves(stored)
  const after = leaves(file)
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((path) => before.get(path) !== after.get(path))
    .map((path) => ({ slug, path, stored: before.get(path) ?? null, file: after.get(path) ?? null }))
}

/** What applying these files would change. A secret shows as its fingerprint, never as itself. */
export async function differences(services: Services, files: readonly LoadedTenant[]): Promise<Difference[]> {
  const db = await services.db.database()
  const all = await Promise.all(
    files.map(async (loaded) => {
      const { desired, faults } = desiredTenant(loaded, namedVariable)
      const { slug, name, hosts, config, brand } = desired
      const stored = await findStoredTenant(db, slug)
      if (stored === null) return [{ slug, path: '', stored: null, file: 'a new tenant' }]
      const secrets = await sealedSecretsOf(db, stored.id)
      const unset = faults.map(({ path, message }) => ({ slug, path, stored: null, file: message }))
      return [
        ...unset,
        ...compare(
          slug,
          {
            ...settingsOf(stored),
            name: stored.name,
            hosts: [...stored.hosts].sort(),
            brand: stored.brand,
            clientSecret: secrets.map(({ fingerprint }) => fingerprint),
          },
          {
            ...settingsOf(tenantWith({ ...stored, name, hosts, brand }, config)),
            name,
            hosts: [...hosts].sort(),
            brand,
            clientSecret: desired.secrets.map((secret) => secretFingerprint(keys(), stored.id, secret)),
          },
        ),
      ]
    }),
  )
  return all.flat()
}
