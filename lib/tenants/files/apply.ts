import 'server-only'
import { randomUUID } from 'node:crypto'
import { and, eq, inArray, isNull, notInArray, sql } from 'drizzle-orm'
import { wordFaults } from '../../brand/own-words'
import { fromStored, storedShape } from '../../brand/stored-shape'
import { textFaultInWords } from '../../console/words/refusals'
import type { KeyRing } from '../../crypto/key-ring'
import { advisoryLocks } from '../../db/advisory-locks'
import type { Database } from '../../db/connection'
import { assets, tenantHosts, tenants } from '../../db/schema'
import { brandHash } from '../brand-hash'
import { keepPicture } from '../pictures/keep-picture'
import { sealedSecretsOfAll } from '../store'
import { renewRevision } from '../stored-revision'
import { replaceSecrets } from '../stored-secrets'
import { type DesiredTenant, desiredRevision, desiredTenant } from './desired-tenant'
import type { FileFault, LoadedTenant } from './files'
import { jsonPath } from './parse-tenant-file'

export type Applied =
  | { readonly ok: true; readonly written: readonly string[]; readonly unchanged: readonly string[] }
  | { readonly ok: false; readonly faults: readonly FileFault[] }

/** Hosts that a tenant outside these files already has, which are never taken over silently. */
async function hostConflicts(database: Database, wanted: readonly DesiredTenant[]): Promise<FileFault[]> {
  const hosts = wanted.flatMap((desired) => desired.hosts)
  if (hosts.length === 0) return []
  const taken = await database
    .select({ host: tenantHosts.host, slug: tenants.slug })
    .from(tenantHosts)
    .innerJoin(tenants, eq(tenants.id, tenantHosts.tenantId))
    .where(
      and(
        inArray(tenantHosts.host, hosts),
        notInArray(
          tenants.slug,
          wanted.map(({ slug }) => slug),
        ),
      ),
    )
  return taken.flatMap(({ host, slug }) =>
    wanted.flatMap((desired) => {
      const index = desired.hosts.indexOf(host)
      if (index < 0) return []
      return [{ file: desired.fileName, path: `hosts[${index}]`, message: `belongs to the tenant ${slug}` }]
    }),
  )
}

/** Texts over their limit, unless they stand so in the tenant's stored brand: a file that was taken before stays good. */
async function faultyWords(database: Database, wanted: readonly DesiredTenant[]): Promise<FileFault[]> {
  const found = wanted.filter(({ brand }) => wordFaults(brand).length > 0)
  if (found.length === 0) return []
  const rows = await database
    .select({ slug: tenants.slug, brand: tenants.brand, appliedBrand: tenants.appliedBrand })
    .from(tenants)
    .where(
      inArray(
        tenants.slug,
        found.map(({ slug }) => slug),
      ),
    )
  return found.flatMap(({ slug, fileName, brand }) => {
    const stored = rows.find((row) => row.slug === slug)
    if (stored?.appliedBrand === brandHash(brand)) return []
    return wordFaults(brand, fromStored(stored?.brand) ?? {}).map(({ path, fault }) => ({
      file: fileName,
      path: jsonPath(['brand', ...path.split('/')]),
      message: textFaultInWords(fault),
    }))
  })
}

async function writeHosts(tx: Database, tenantId: string, hosts: readonly string[]): Promise<void> {
  await tx.delete(tenantHosts).where(eq(tenantHosts.tenantId, tenantId))
  if (hosts.length === 0) return
  // Being in the operator's file is proof enough.
  await tx.insert(tenantHosts).values(hosts.map((host) => ({ host, tenantId, verifiedAt: sql`now()` })))
}

/** Adds the source to pictures that were stored without one, so that the next start need not draw them. */
async function noteSources(
  tx: Database,
  unchanged: readonly { id: string; desired: DesiredTenant }[],
): Promise<void> {
  const pictures = unchanged.flatMap(({ id, desired }) =>
    desired.assets.map(({ hash, source }) => ({ id, hash, source })),
  )
  if (pictures.length === 0) return
  const known = sql`jsonb_to_recordset(${JSON.stringify(pictures)}::jsonb) as known (id uuid, hash text, source text)`
  await tx
    .update(assets)
    .set({ source: sql`known.source` })
    .from(known)
    .where(and(eq(assets.tenantId, sql`known.id`), eq(assets.hash, sql`known.hash`), isNull(assets.source)))
}

/** The tenants' database, the keys for their secrets, and the variables for `env:NAME`. */
type Services = {
  readonly database: Database
  readonly ring: KeyRing
  readonly variable: (name: string) => string | undefined
}

/**
 * Stores tenant files: all of them or, at any fault, none. Applying the same files again writes nothing; tenants that
 * have no file are left as they are, and a paused tenant stays paused. What was changed in the console since stays
 * until the file itself changes.
 *
 * A secret is sealed to its tenant and place, and re-sealed when it changed or its key is no longer the newest.
 * `env:NAME` is read from the environment at this point.
 */
export async function applyTenants(
  { database, ring, variable }: Services,
  loaded: readonly LoadedTenant[],
): Promise<Applied> {
  const resolved = loaded.map((tenant) => desiredTenant(tenant, variable))
  const wanted = resolved.map(({ desired }) => desired)
  const secretFaults = resolved.flatMap(({ desired, faults }) =>
    faults.map((fault) => ({ file: desired.fileName, ...fault })),
  )
  if (wanted.length === 0) return { ok: true, written: [], unchanged: [] }

  return database.transaction(async (tx): Promise<Applied> => {
    // Instances that start together apply the same files one after the other; the second finds no change.
    await tx.execute(sql`select pg_advisory_xact_lock(${advisoryLocks.tenantFiles})`)
    const faults = [...secretFaults, ...(await hostConflicts(tx, wanted)), ...(await faultyWords(tx, wanted))]
    if (faults.length > 0) return { ok: false, faults }

    const known = await tx
      .select({
        id: tenants.id,
        slug: tenants.slug,
        revision: tenants.revision,
        applied: tenants.appliedRevision,
        appliedBrand: tenants.appliedBrand,
      })
      .from(tenants)
      .where(
        inArray(
          tenants.slug,
          wanted.map(({ slug }) => slug),
        ),
      )
    const bySlug = new Map(known.map((row) => [row.slug, row]))
    const planned = wanted.map((desired) => {
      const row = bySlug.get(desired.slug)
      const id = row?.id ?? randomUUID()
      const revision = desiredRevision(ring, id, desired)
      // Changed in the console since, while the file stayed the same: the console's change is newer.
      const isTouched = row !== undefined && row.applied === revision && row.revision !== revision
      const isChanged = row?.applied !== revision
      // Hashing takes most of what an unchanged file costs.
      const appliedBrand = isChanged ? brandHash(desired.brand) : row.appliedBrand
      const hasNewBrand = row?.appliedBrand !== appliedBrand
      return { desired, id, revision, isNew: !row, isChanged, isTouched, appliedBrand, hasNewBrand }
    })

    // Hosts may move between tenants of these files: all are released before any is taken.
    const changedIds = planned.filter(({ isChanged }) => isChanged).map(({ id }) => id)
    if (changedIds.length > 0) await tx.delete(tenantHosts).where(inArray(tenantHosts.tenantId, changedIds))

    const kept = planned.filter(({ isTouched }) => !isTouched)
    await noteSources(
      tx,
      kept.filter(({ isChanged }) => !isChanged),
    )
    const secretsOf = await sealedSecretsOfAll(
      tx,
      kept.map(({ id }) => id),
    )
    const written: string[] = []
    for (const { desired, id, revision, isNew, isChanged, appliedBrand, hasNewBrand } of kept) {
      const { slug, name, config, brand } = desired
      const state = { name, config, revision, appliedRevision: revision, appliedBrand }
      if (isNew) {
        await tx.insert(tenants).values({ id, slug, status: 'active', brand: storedShape(brand), ...state })
      } else if (isChanged) {
        await tx
          .update(tenants)
          .set({ ...state, ...(hasNewBrand && { brand: storedShape(brand) }), updatedAt: sql`now()` })
          .where(eq(tenants.id, id))
      }
      if (isChanged) {
        await writeHosts(tx, id, desired.hosts)
        for (const asset of desired.assets) await keepPicture(tx, id, asset)
      }
      const hasNewSecrets = await replaceSecrets(tx, ring, id, desired.secrets, secretsOf.get(id))
      if (isChanged && !isNew && !hasNewBrand) await renewRevision(tx, id)
      if (isChanged || hasNewSecrets) written.push(slug)
    }
    return {
      ok: true,
      written,
      unchanged: wanted.map(({ slug }) => slug).filter((slug) => !written.includes(slug)),
    }
  })
}
