'use server'

import { z } from 'zod'
import { adminAction } from '@/app/(console)/admin-action'
import {
  copyBrand,
  findRevision,
  findStoredTenant,
  loadDraft,
  publishDraft,
  rollBack,
  saveDraft,
} from '@/app/(console)/console-store'
import { type Difference, differences } from '@/lib/brand/difference'
import { wordFaults } from '@/lib/brand/own-words'
import { type BrandOverrides, BrandSchema } from '@/lib/brand/schema'
import { type ActionResult, done, invalid } from '@/lib/console/auth/action-result'
import { roleAt } from '@/lib/console/auth/roles'
import { keys } from '@/lib/crypto/keys'
import { env } from '@/lib/platform/env'
import { sealPreview } from '@/lib/tenants/brand/preview-link'

const DAY_MS = 86_400_000

const Tenant = z.string()
/** The range of the database's integer. */
const Version = z.int().min(0).max(2_147_483_646)
const Comment = z.string().trim().max(300)
const Revision = z.string().regex(/^[0-9a-f]{64}$/)

type SaveAnswer =
  | { kind: 'saved'; version: number; at: string }
  | { kind: 'conflict'; theirs: BrandOverrides; version: number; changes: Difference[] }

/** Saves the draft, unless somebody else has saved since; then the answer says what changed. */
export const saveBrand = adminAction(
  'brand.save',
  z.object({ tenant: Tenant, brand: BrandSchema, version: Version, known: BrandSchema }),
  async ({ brand, version, known }, { admin, tenant, audit }): Promise<ActionResult<SaveAnswer>> => {
    const stored = await loadDraft(tenant.id)
    const faults = wordFaults(brand, stored.brand)
    if (faults.length > 0) return { ok: false, reason: 'invalid', faults }
    const result = await saveDraft(tenant.id, admin.subject, stored, { brand, version, known })
    if (result.kind === 'conflict') {
      await audit('conflict')
      const { brand: theirs, version: theirVersion } = result.theirs
      return done({ kind: 'conflict', theirs, version: theirVersion, changes: [...result.changes] })
    }
    await audit('saved', {
      version: result.version,
      paths: differences(known, brand).map(({ path }) => path),
    })
    return done({ kind: 'saved', version: result.version, at: result.updatedAt.toISOString() })
  },
)

/** Makes the draft live, provided that it is the version that the person looked at. */
export const publishBrand = adminAction(
  'brand.publish',
  z.object({ tenant: Tenant, version: Version, comment: Comment }),
  async ({ version, comment }, { admin, tenant, audit }) => {
    const result = await publishDraft(tenant.id, admin.subject, { version, comment })
    await audit(result.kind, result.kind === 'published' ? { revision: result.revision } : {})
    return done(result.kind === 'published' ? { kind: result.kind, revision: result.revision } : result)
  },
)

/** Makes an earlier revision live again. */
export const rollBackBrand = adminAction(
  'brand.roll_back',
  z.object({ tenant: Tenant, revision: Revision }),
  async ({ revision }, { admin, tenant, audit }) => {
    const comment = `Back to ${revision.slice(0, 8)}`
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
    const change = { brand, version: draft.version, known: draft.brand }
    const result = await saveDraft(tenant.id, admin.subject, draft, change)
    if (result.kind === 'conflict')
      return invalid('', 'Somebody saved the draft at this very moment. Try again.')
    await audit('restored', { revision })
    return done({ kind: 'restored' as const })
  },
)

/** Makes a link that shows the draft to somebody without an account. */
export const shareBrand = adminAction(
  'brand.share',
  z.object({ tenant: Tenant, days: z.int().min(1).max(30) }),
  async ({ days }, { tenant, audit }) => {
    const until = new Date(Date.now() + days * DAY_MS)
    const url = new URL(`/preview/${tenant.slug}`, env().REKEY_BASE_URL)
    url.searchParams.set('t', sealPreview(keys(), tenant.id, until))
    await audit('shared', { until: until.toISOString() })
    return done({ url: url.href, until: until.toISOString() })
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
