import 'server-only'
import { and, eq, sql } from 'drizzle-orm'
import { type Difference, differences } from '../../brand/difference'
import type { BrandOverrides } from '../../brand/schema'
import { fromStored, storedShape } from '../../brand/stored-shape'
import type { Database } from '../../db/connection'
import { brandDrafts, tenants } from '../../db/schema'
import { brandHash } from '../brand-hash'

export type Draft = {
  readonly brand: BrandOverrides
  /** Sent along when saving; 0 where nothing was ever saved. */
  readonly version: number
  readonly baseRevision: string
  readonly updatedAt: Date | null
  /** The subject of whoever saved it last. */
  readonly updatedBy: string | null
}

export type SaveResult =
  | { readonly kind: 'saved'; readonly version: number; readonly updatedAt: Date }
  | { readonly kind: 'conflict'; readonly theirs: Draft; readonly changes: readonly Difference[] }

/** A stored brand, or the neutral one where it no longer parses: the editor must be able to fix it. */
const readable = (content: unknown): BrandOverrides => fromStored(content) ?? {}

/** The live brand, from which the editor starts. */
export async function liveBrand(database: Database, tenantId: string): Promise<BrandOverrides> {
  const [row] = await database.select({ brand: tenants.brand }).from(tenants).where(eq(tenants.id, tenantId))
  return readable(row?.brand)
}

/** A tenant's draft; before the first save, the live brand. */
export async function loadDraft(database: Database, tenantId: string): Promise<Draft> {
  const [row] = await database.select().from(brandDrafts).where(eq(brandDrafts.tenantId, tenantId))
  if (row) {
    const { content, version, baseRevision, updatedAt, updatedBy } = row
    return { brand: readable(content), version, baseRevision, updatedAt, updatedBy }
  }
  const brand = await liveBrand(database, tenantId)
  return { brand, version: 0, baseRevision: brandHash(brand), updatedAt: null, updatedBy: null }
}

/**
 * Saves a draft unless somebody else saved since the version that the change was made to; then it changes nothing and
 * returns what the other person changed.
 *
 * @param stored the draft as `loadDraft` gave it to the caller just now
 * @param change.known the content that the editor last received, to find what is different now
 */
export async function saveDraft(
  database: Database,
  tenantId: string,
  by: string,
  stored: Draft,
  change: { brand: BrandOverrides; version: number; known: BrandOverrides },
): Promise<SaveResult> {
  const { brand, version, known } = change
  const conflict = (theirs: Draft): SaveResult => ({
    kind: 'conflict',
    theirs,
    changes: differences(known, theirs.brand),
  })
  if (stored.version !== version) return conflict(stored)
  const [saved] = await (version === 0
    ? database
        .insert(brandDrafts)
        .values({
          tenantId,
          content: storedShape(brand),
          baseRevision: stored.baseRevision,
          version: 1,
          updatedBy: by,
        })
        .onConflictDoNothing()
        .returning({ version: brandDrafts.version, updatedAt: brandDrafts.updatedAt })
    : database
        .update(brandDrafts)
        .set({
          content: storedShape(brand),
          version: sql`${brandDrafts.version} + 1`,
          updatedAt: sql`now()`,
          updatedBy: by,
        })
        .where(and(eq(brandDrafts.tenantId, tenantId), eq(brandDrafts.version, version)))
        .returning({ version: brandDrafts.version, updatedAt: brandDrafts.updatedAt }))
  return saved ? { kind: 'saved', ...saved } : conflict(await loadDraft(database, tenantId))
}
