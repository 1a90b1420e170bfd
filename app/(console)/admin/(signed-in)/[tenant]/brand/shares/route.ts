import { readableTenant } from '@/app/(console)/access'
import { previewLinksOf } from '@/app/(console)/console-store'
import { withStoreAway } from '@/app/store-away'
import { refusalResponse } from '@/lib/console/auth/refusal-response'
import { isAtLeast, roleAt } from '@/lib/console/auth/roles'
import type { SharedPreview } from '@/lib/console/shared-previews'
import { previewAddress } from '../preview-address'

/** The links to previews that work now. Their addresses are for those who may make such links. */
async function get(
  _request: Request,
  { params }: { params: Promise<{ tenant: string }> },
): Promise<Response> {
  const { tenant: slug } = await params
  const readable = await readableTenant(slug, 'brand.shares')
  if ('refusal' in readable) return refusalResponse(readable.refusal)
  const { tenant, admin } = readable
  const maySee = isAtLeast(roleAt(admin.groups, slug), 'editor')
  const links = await previewLinksOf(tenant.id)
  return Response.json(
    links.map(
      ({ id, by, at, until }): SharedPreview => ({
        id,
        by,
        at: at.toISOString(),
        until: until.toISOString(),
        url: maySee ? previewAddress(tenant, { id, until }) : null,
      }),
    ),
  )
}

export const GET = withStoreAway(get)
