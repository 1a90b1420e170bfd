'use server'

import { z } from 'zod'
import { adminAction } from '@/app/(console)/admin-action'
import {
  addPreviewLink,
  copyBrand,
  findRevision,
  findStoredTenant,
  livePublication,
  loadDraft,
  publishDraft,
  removePreviewLink,
  rollBack,
  saveDraft,
} from '@/app/(console)/console-store'
import { type Difference, differences } from '@/lib/brand/difference'
import { wordFaults } from '@/lib/brand/own-words'
import { type BrandOverrides, BrandSchema } from '@/lib/brand/schema'
import { type ActionResult, done, invalid } from '@/lib/console/auth/action-result'
import { roleAt } from '@/lib/console/auth/roles'
import { type Author, authorFor } from '@/lib/console/author'
import { say } from '@/lib/console/words/generated/editor'
import { wordFaultsInWords } from '@/lib/console/words/refusals'
import { Save } from '@/lib/tenants/brand/drafts'
import { previewAddress } from './preview-address'

const DAY_MS = 86_400_000

const Tenant = z.string()
/** The range of the database's integer. */
const Version = z.int().min(0).max(2_147_483_646)
const Comment = z.string().trim().max(300)
const Revision = z.string().regex(/^[0-9a-f]{64}$/)

type SaveAnswer =
  | { kind: 'saved'; version: number; at: string }
  | { kind: 'conflict'; theirs: BrandOverrides; version: number; changes: Difference[]; author: Author }

/** Saves the draft, unless somebody else has saved since; then the answer says who, and what changed. */
export const saveBrand = adminAction(
  'brand.save',
  z.object({ tenant: Tenant, brand: BrandSchema, version: Version, known: BrandSchema, save: Save }),
  async ({ brand, version, known, save }, { admin, tenant, audit }): Promise<ActionResult<SaveAnswer>> => {
    const stored = await loadDraft(tenant.id)
    const faults = wordFaults(brand, stored.brand)
    if (faults.length > 0) return { ok: false, reason: 'invalid', faults: wordFaultsInWords(faults) }
    const result = await saveDraft(tenant.id, admin.subject, stored, { brand, version, known, save })
    if (result.kind === 'conflict') {
      await audit('conflict')
      const { brand: theirs, version: theirVersion, updatedBy, updatedByName, updatedAt } = result.theirs
      const author = authorFor(admin.subject, { by: updatedBy, byName: updatedByName, at: updatedAt })
      return done({
        kind: 'conflict',
        theirs,
        version: theirVersion,
        changes: [...result.changes],
        author,
      })
    }
    await audit('saved', {
      version: result.version,
      paths: differences(known, brand).map(({ path }) => path),
    })
    return done({ kind: 'saved', version: result.version, at: result.updatedAt.toISOString() })
  },
)

/** What is live, as the editor compares the draft with it. */
export type Live = { brand: BrandOverrides; revision: string; at: string | null }

type PublishAnswer =
  | { kind: 'live'; live: Live }
  | { kind: 'conflict'; over: 'draft'; author: Author }
  | { kind: 'conflict'; over: 'live'; author: Author; live: Live }

/**
 * Makes the draft live, provided that it is the version that the person looked at, beside what is live. Sent again after
 * a lost answer it says that it is live, and publishes nothing twice.
 */
export const publishBrand = adminAction(
  'brand.publish',
  z.object({ tenant: Tenant, version: Version, live: Revision, comment: Comment }),
  async ({ version, live: compared, comment }, context): Promise<ActionResult<PublishAnswer>> => {
    const { admin, tenant, audit } = context
    const result = await publishDraft(tenant.id, admin.subject, { version, live: compared, comment })
    await audit(result.kind, result.kind === 'published' ? { revision: result.revision } : {})
    const author = result.kind === 'conflict' ? authorFor(admin.subject, result.author) : null
    if (author !== null && result.kind === 'conflict' && result.over === 'draft')
      return done({ kind: 'conflict', over: 'draft', author })
    const { brand, revision, author: publisher } = await livePublication(tenant.id)
    const live = { brand, revision, at: publisher.at?.toISOString() ?? null }
    return done(author === null ? { kind: 'live', live } : { kind: 'conflict', over: 'live', author, live })
  },
)

/** Makes an earlier revision live again. */
export const rollBackBrand = adminAction(
  'brand.roll_back',
  z.object({ tenant: Tenant, revision: Revision }),
  async ({ revision }, { admin, tenant, audit }) => {
    const comment = say('editor.backTo', { revision: revision.slice(0, 8) })
    const result = await rollBack(tenant.id, admin.subject, { revision, comment })
    if (result === null) return { ok: false, reason: 'not-there' }
    await audit(result.kind, { revision })
    return done({ kind: result.kind })
  },
)

/** Copies an earlier revision into the draft, to work on. */
export const restoreBrand = adminAction(
  'brand.restore',
  z.object({ tenant: Tenant, revision: Revision }),
  async ({ revision }, { admin, tenant, audit }) => {
    const brand = await findRevision(tenant.id, revision)
    if (brand === null) return { ok: false, reason: 'not-there' }
    const draft = await loadDraft(tenant.id)
    const change = { brand, version: draft.version, known: draft.brand, save: null }
    const result = await saveDraft(tenant.id, admin.subject, draft, change)
    if (result.kind === 'conflict') {
      const who = result.theirs.updatedByName ?? say('common.somebody')
      return invalid('', say('editor.savedMeanwhile', { who }))
    }
    await audit('restored', { revision })
    return done({ kind: 'restored' as const })
  },
)

/** Makes a link that shows the draft to somebody without an account. */
export const shareBrand = adminAction(
  'brand.share',
  z.object({ tenant: Tenant, days: z.int().min(1).max(30) }),
  async ({ days }, { admin, tenant, audit }) => {
    const link = await addPreviewLink(tenant.id, admin.subject, new Date(Date.now() + days * DAY_MS))
    await audit('shared', { until: link.until.toISOString(), link: link.id })
    return done({ url: previewAddress(tenant, link), until: link.until.toISOString() })
  },
)

/** Withdraws such a link, on every instance at once. Done is also what was done before. */
export const unshareBrand = adminAction(
  'brand.unshare',
  z.object({ tenant: Tenant, link: z.uuid() }),
  async ({ link }, { tenant, audit }) => {
    if (await removePreviewLink(tenant.id, link)) await audit('withdrawn', { link })
    return done(null)
  },
)

/** Another tenant's live brand, with its pictures copied over, for this tenant's draft. */
export const startFromTenant = adminAction(
  'brand.start_from',
  z.object({ tenant: Tenant, from: z.string().max(63) }),
  async (
    { from },
    { admin, tenant, audit },
  ): Promise<ActionResult<{ brand: BrandOverrides; leftOut: string[] }>> => {
    // The person needs a role at both tenants: to change this one and to see the other.
    const other = roleAt(admin.groups, from) === null ? null : await findStoredTenant(from)
    if (other === null) {
      await audit('denied', { from })
      return { ok: false, reason: 'not-there' }
    }
    const copied = await copyBrand({ tenantId: other.id, brand: other.brand }, tenant.id)
    if (!copied.ok) return invalid('', copied.faults.join(' '))
    await audit('copied', { from })
    return done({ brand: copied.brand, leftOut: copied.leftOut })
  },
)
