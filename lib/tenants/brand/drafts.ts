import 'server-only'
import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { type Difference, differences } from '../../brand/difference'
import type { BrandOverrides } from '../../brand/schema'
import { fromStored, storedShape } from '../../brand/stored-shape'
import type { Database } from '../../db/connection'
import { adminPeople, brandDrafts, tenants } from '../../db/schema'
import { brandHash } from '../brand-hash'

/** One save of one open editor: the editor's own random id, and the how many-th it sends. */
export const Save = z.strictObject({ editor: z.uuid(), number: z.int().min(1).max(1_000_000_000) })
export type Save = z.output<typeof Save>

/** The save that made a version of a draft. */
const LastSave = Save.extend({ version: z.int() })
type LastSave = z.output<typeof LastSave>

export type Draft = {
  readonly brand: BrandOverrides
  /** Sent along when saving; 0 where nothing was ever saved. */
  readonly version: number
  readonly baseRevision: string
  readonly updatedAt: Date | null
  /** The subject of whoever saved it last, and their name where it is known. */
  readonly updatedBy: string | null
  readonly updatedByName: string | null
  /** Null where no editor made this version: a roll-back did, or an earlier release. */
  readonly lastSave: LastSave | null
}

export type SaveResult =
  | { readonly kind: 'saved'; readonly version: number; readonly updatedAt: Date }
  | { readonly kind: 'conflict'; readonly theirs: Draft; readonly changes: readonly Difference[] }

type Change = { brand: BrandOverrides; version: number; known: BrandOverrides; save: Save | null }

/** A stored brand, or the neutral one where it no longer parses: the editor must be able to fix it. */
const readable = (content: unknown): BrandOverrides => fromStored(content) ?? {}

/** The live brand, from which the editor starts. */
export async function liveBrand(database: Database, tenantId: string): Promise<BrandOverrides> {
  const [row] = await database.select({ brand: tenants.brand }).from(tenants).where(eq(tenants.id, tenantId))
  return readable(row?.brand)
}

/** A tenant's draft; before the first save, the live brand. */
export async function loadDraft(database: Database, tenantId: string): Promise<Draft> {
  const [row] = await database
    .select({ draft: brandDrafts, name: adminPeople.name })
    .from(brandDrafts)
    .leftJoin(adminPeople, eq(adminPeople.subject, brandDrafts.updatedBy))
    .where(eq(brandDrafts.tenantId, tenantId))
  if (row) {
    const { content, version, baseRevision, updatedAt, updatedBy } = row.draft
    const last = LastSave.safeParse(row.draft.lastSave)
    return {
      brand: readable(content),
      version,
      baseRevision,
      updatedAt,
      updatedBy,
      updatedByName: row.name,
      // Whoever doesn't know of saves counts the version on and leaves the last one there.
      lastSave: last.success && last.data.version === version ? last.data : null,
    }
  }
  const brand = await liveBrand(database, tenantId)
  return {
    brand,
    version: 0,
    baseRevision: brandHash(brand),
    updatedAt: null,
    updatedBy: null,
    updatedByName: null,
    lastSave: null,
  }
}

/** What a save is to a draft: the next one, the one that made it already, or one that somebody else came before. */
function placeOf(stored: Draft, { version, save }: Change): 'next' | 'made it' | 'too late' {
  if (stored.version === version) return 'next'
  if (save === null || stored.lastSave?.editor !== save.editor) return 'too late'
  // The same editor didn't hear of its last save. One that took longer than those after it is not written over them.
  if (stored.lastSave.number === save.number) return 'made it'
  return stored.lastSave.number < save.number ? 'next' : 'too late'
}

async function write(database: Database, tenantId: string, by: string, stored: Draft, change: Change) {
  const version = stored.version + 1
  const content = storedShape(change.brand)
  const lastSave = change.save && ({ ...change.save, version } satisfies LastSave)
  const told = { version: brandDrafts.version, updatedAt: brandDrafts.updatedAt }
  const [saved] = await (stored.version === 0
    ? database
        .insert(brandDrafts)
        .values({ tenantId, content, baseRevision: stored.baseRevision, version, updatedBy: by, lastSave })
        .onConflictDoNothing()
        .returning(told)
    : database
        .update(brandDrafts)
        .set({ content, version, updatedAt: sql`now()`, updatedBy: by, lastSave })
        .where(and(eq(brandDrafts.tenantId, tenantId), eq(brandDrafts.version, stored.version)))
        .returning(told))
  return saved ?? null
}

/**
 * Saves a draft unless somebody else saved since the version that the change was made to; then it changes nothing and
 * returns what the other person changed. A save of the same editor whose answer was lost is not somebody else's.
 *
 * @param stored the draft as `loadDraft` gave it to the caller just now
 * @param change.known the content that the editor last received, to find what is different now
 * @param change.save null where the change comes from no editor
 */
export async function saveDraft(
  database: Database,
  tenantId: string,
  by: string,
  stored: Draft,
  change: Change,
): Promise<SaveResult> {
  const place = placeOf(stored, change)
  if (place === 'made it' && stored.updatedAt !== null)
    return { kind: 'saved', version: stored.version, updatedAt: stored.updatedAt }
  if (place !== 'next') {
    return { kind: 'conflict', theirs: stored, changes: differences(change.known, stored.brand) }
  }
  const saved = await write(database, tenantId, by, stored, change)
  if (saved !== null) return { kind: 'saved', ...saved }
  // Somebody came in between, maybe an earlier save of the same editor. Each turn has a newer version than the last.
  return saveDraft(database, tenantId, by, await loadDraft(database, tenantId), change)
}
