import 'server-only'
import { and, desc, eq, sql } from 'drizzle-orm'
import type { BrandOverrides } from '../../brand/schema'
import { fromStored, storedShape } from '../../brand/stored-shape'
import type { Database } from '../../db/connection'
import { adminPeople, brandDrafts, brandPublications, brandRevisions, tenants } from '../../db/schema'
import { brandHash } from '../brand-hash'
import { renewRevision } from '../stored-revision'
import { liveBrand, loadDraft } from './drafts'

/** Recorded as the publisher where the brand came from a tenant file. */
export const BY_FILE = 'tenant-file'
const MAXIMUM_HISTORY = 200

export type Publication = {
  readonly id: number
  readonly revision: string
  readonly at: Date
  readonly by: string
  readonly byName: string | null
  readonly comment: string
}

/** Who made the state that somebody's change met, and when; nothing is known of a tenant file's. */
export type Author = {
  readonly by: string | null
  readonly byName: string | null
  readonly at: Date | null
}

export type PublishResult =
  | { readonly kind: 'published'; readonly revision: string; readonly at: Date }
  /** Somebody saved the draft, or published, meanwhile: it is no longer what the person looked at. */
  | { readonly kind: 'conflict'; readonly over: 'draft' | 'live'; readonly author: Author }
  /** It was live already, since `at` as far as that is known. */
  | { readonly kind: 'unchanged'; readonly revision: string; readonly at: Date | null }

async function keep(tx: Database, tenantId: string, brand: BrandOverrides, by: string): Promise<string> {
  const hash = brandHash(brand)
  await tx
    .insert(brandRevisions)
    .values({ tenantId, hash, content: storedShape(brand), createdBy: by })
    .onConflictDoNothing()
  return hash
}

/** Makes a revision live. The previous one is kept too, even where it came from a file. */
async function putLive(
  tx: Database,
  tenantId: string,
  brand: BrandOverrides,
  by: string,
  comment: string,
): Promise<{ revision: string; at: Date }> {
  const before = await liveBrand(tx, tenantId)
  const [last] = await tx
    .select({ revision: brandPublications.revision })
    .from(brandPublications)
    .where(eq(brandPublications.tenantId, tenantId))
    .orderBy(desc(brandPublications.id))
    .limit(1)
  if (last?.revision !== brandHash(before)) {
    const revision = await keep(tx, tenantId, before, BY_FILE)
    const [{ at } = { at: new Date() }] = await tx
      .select({ at: tenants.updatedAt })
      .from(tenants)
      .where(eq(tenants.id, tenantId))
    await tx.insert(brandPublications).values({ tenantId, revision, publishedBy: BY_FILE, at })
  }
  const revision = await keep(tx, tenantId, brand, by)
  const [{ at } = { at: new Date() }] = await tx
    .insert(brandPublications)
    .values({ tenantId, revision, publishedBy: by, comment })
    .returning({ at: brandPublications.at })
  await tx
    .update(tenants)
    .set({ brand: storedShape(brand) })
    .where(eq(tenants.id, tenantId))
  await renewRevision(tx, tenantId)
  return { revision, at }
}

/** One publication of a tenant at a time: the row of the tenant is the lock. */
const lock = (tx: Database, tenantId: string) =>
  tx.select({ id: tenants.id }).from(tenants).where(eq(tenants.id, tenantId)).for('update')

/** What is live by the history: its revision, with who published it and when unless a tenant file brought it. */
export async function livePublication(
  database: Database,
  tenantId: string,
): Promise<{ brand: BrandOverrides; revision: string; author: Author }> {
  const brand = await liveBrand(database, tenantId)
  const revision = brandHash(brand)
  const [newest] = await publicationsOf(database, tenantId, 1)
  const author =
    newest?.revision === revision && newest.by !== BY_FILE
      ? { by: newest.by, byName: newest.byName, at: newest.at }
      : { by: null, byName: null, at: null }
  return { brand, revision, author }
}

/**
 * Publishes the draft, provided that the draft and what is live are still what the person compared. What the same person
 * published meanwhile is nothing to ask about.
 *
 * @param wanted.live the revision that was live when the person looked
 */
export async function publishDraft(
  database: Database,
  tenantId: string,
  by: string,
  wanted: { version: number; live: string; comment: string },
): Promise<PublishResult> {
  return database.transaction(async (tx): Promise<PublishResult> => {
    await lock(tx, tenantId)
    const draft = await loadDraft(tx, tenantId)
    if (draft.version !== wanted.version) {
      const author = { by: draft.updatedBy, byName: draft.updatedByName, at: draft.updatedAt }
      return { kind: 'conflict', over: 'draft', author }
    }
    const { revision, author } = await livePublication(tx, tenantId)
    if (brandHash(draft.brand) === revision) return { kind: 'unchanged', revision, at: author.at }
    if (revision !== wanted.live && author.by !== by) return { kind: 'conflict', over: 'live', author }
    const put = await putLive(tx, tenantId, draft.brand, by, wanted.comment)
    await tx.update(brandDrafts).set({ baseRevision: put.revision }).where(eq(brandDrafts.tenantId, tenantId))
    return { kind: 'published', ...put }
  })
}

/**
 * Makes an earlier revision live again. A draft without changes of its own follows it; one with changes stays.
 *
 * @returns null where this tenant has no such revision
 */
export async function rollBack(
  database: Database,
  tenantId: string,
  by: string,
  { revision, comment }: { revision: string; comment: string },
): Promise<PublishResult | null> {
  return database.transaction(async (tx): Promise<PublishResult | null> => {
    await lock(tx, tenantId)
    const brand = await findRevision(tx, tenantId, revision)
    if (brand === null) return null
    const live = await liveBrand(tx, tenantId)
    if (brandHash(live) === revision) return { kind: 'unchanged', revision, at: null }
    const draft = await loadDraft(tx, tenantId)
    const put = await putLive(tx, tenantId, brand, by, comment)
    if (draft.version > 0) {
      const isClean = brandHash(draft.brand) === brandHash(live)
      await tx
        .update(brandDrafts)
        .set({
          baseRevision: put.revision,
          ...(isClean && {
            content: storedShape(brand),
            version: sql`${brandDrafts.version} + 1`,
            updatedBy: by,
            updatedAt: sql`now()`,
          }),
        })
        .where(eq(brandDrafts.tenantId, tenantId))
    }
    return { kind: 'published', ...put }
  })
}

/** A revision of this tenant by its hash, or null; another tenant's is not found. */
export async function findRevision(
  database: Database,
  tenantId: string,
  hash: string,
): Promise<BrandOverrides | null> {
  const [row] = await database
    .select({ content: brandRevisions.content })
    .from(brandRevisions)
    .where(and(eq(brandRevisions.tenantId, tenantId), eq(brandRevisions.hash, hash)))
  return fromStored(row?.content)
}

/** What was live and when, newest first. */
export async function publicationsOf(
  database: Database,
  tenantId: string,
  limit = MAXIMUM_HISTORY,
): Promise<Publication[]> {
  const rows = await database
    .select({
      id: brandPublications.id,
      revision: brandPublications.revision,
      at: brandPublications.at,
      by: brandPublications.publishedBy,
      byName: adminPeople.name,
      comment: brandPublications.comment,
    })
    .from(brandPublications)
    .leftJoin(adminPeople, eq(adminPeople.subject, brandPublications.publishedBy))
    .where(eq(brandPublications.tenantId, tenantId))
    .orderBy(desc(brandPublications.id))
    .limit(limit)
  return rows
}
