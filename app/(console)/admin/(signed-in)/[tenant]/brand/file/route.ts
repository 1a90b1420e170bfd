import { permit, readableTenant } from '@/app/(console)/access'
import { exportBrand, importBrand, loadDraft } from '@/app/(console)/console-store'
import { services } from '@/app/services'
import { withStoreAway } from '@/app/store-away'
import { readDocument } from '@/lib/brand/read-document'
import { refusalResponse } from '@/lib/console/auth/refusal-response'
import { say } from '@/lib/console/words/generated/editor'

/** The largest body that the server accepts. */
const MAXIMUM_BYTES = 3 * 1024 * 1024

type Context = { params: Promise<{ tenant: string }> }

/** The draft with its pictures as one file. */
async function get(_request: Request, { params }: Context): Promise<Response> {
  const { tenant: slug } = await params
  const readable = await readableTenant(slug, 'brand.export')
  if ('refusal' in readable) return refusalResponse(readable.refusal)
  const { admin, tenant } = readable
  const { brand } = await loadDraft(tenant.id)
  await services().audit.record({
    event: 'brand.export',
    tenantId: tenant.id,
    outcome: 'exported',
    details: { by: admin.subject },
  })
  return Response.json(await exportBrand(tenant.id, brand), {
    headers: { 'Content-Disposition': `attachment; filename="${tenant.slug}-brand.json"` },
  })
}

/** Reads a file and returns the brand in it; the editor puts it into the draft, where it can be undone. */
async function post(request: Request, { params }: Context): Promise<Response> {
  const { tenant: slug } = await params
  const permitted = await permit('brand.import', slug)
  if ('refusal' in permitted) return refusalResponse(permitted.refusal)
  const { tenant, admin } = permitted
  if (tenant === null) return refusalResponse('not-found')
  const bytes = new Uint8Array(await request.arrayBuffer())
  if (bytes.length > MAXIMUM_BYTES) {
    return Response.json(
      { ok: false, faults: [say('editor.fileTooLarge', { megabytes: 3 })] },
      { status: 413 },
    )
  }
  const document = readDocument(bytes)
  if (document === undefined) {
    return Response.json({ ok: false, faults: [say('editor.notJsonOrYaml')] }, { status: 422 })
  }
  const imported = await importBrand(tenant.id, document)
  await services().audit.record({
    event: 'brand.import',
    tenantId: tenant.id,
    outcome: imported.ok ? 'read' : 'refused',
    brandRevision: tenant.brandRevision,
    details: { by: admin.subject },
  })
  return Response.json(imported, { status: imported.ok ? 200 : 422 })
}

export const GET = withStoreAway(get)
export const POST = withStoreAway(post)
