import { permit } from '@/app/(console)/access'
import { storePicture } from '@/app/(console)/console-store'
import { services } from '@/app/services'
import { withStoreAway } from '@/app/store-away'
import { refusalResponse } from '@/lib/console/auth/refusal-response'
import { say } from '@/lib/console/words/generated/editor'

const MAXIMUM_BYTES = 2 * 1024 * 1024
const kinds = new Set(['logo', 'icon', 'picture'] as const)
const isKind = (text: string | null): text is 'logo' | 'icon' | 'picture' =>
  text !== null && (kinds as Set<string>).has(text)

type Context = { params: Promise<{ tenant: string }> }

/** Takes one picture as the raw body. A route and not an action, because actions take small bodies only. */
async function post(request: Request, { params }: Context): Promise<Response> {
  const { tenant: slug } = await params
  const permitted = await permit('brand.upload', slug)
  if ('refusal' in permitted) return refusalResponse(permitted.refusal)
  const { tenant, admin } = permitted
  const kind = new URL(request.url).searchParams.get('kind')
  if (tenant === null || !isKind(kind)) return refusalResponse('not-found')
  if (Number(request.headers.get('content-length') ?? 0) > MAXIMUM_BYTES) {
    return Response.json({ ok: false, reason: say('editor.fileTooLarge', { megabytes: 2 }) }, { status: 413 })
  }
  const bytes = new Uint8Array(await request.arrayBuffer())
  const result = await storePicture(tenant.id, bytes, kind)
  await services().audit.record({
    event: 'brand.upload',
    tenantId: tenant.id,
    outcome: result.ok ? 'stored' : 'refused',
    brandRevision: tenant.brandRevision,
    details: { by: admin.subject, kind, ...(result.ok && { hash: result.picture.hash }) },
  })
  return Response.json(result, { status: result.ok ? 200 : 422 })
}

export const POST = withStoreAway(post)
