import { INERT_POLICY } from '@/lib/http/headers'
import { findAsset } from '@/lib/tenants/pictures/assets'
import { storeAway, withStoreAway } from '../../../store-away'
import { lookUpPortal } from '../../portal'

const isHash = (text: string) => /^[0-9a-f]{64}$/.test(text)

/** A picture of the tenant's brand under the hash of its bytes: it never changes, so it may be kept for ever. */
export const GET = withStoreAway(
  async (_request: Request, { params }: { params: Promise<{ hash: string }> }): Promise<Response> => {
    const { hash } = await params
    const lookup = await lookUpPortal()
    if (lookup.kind === 'away') return storeAway()
    const notFound = new Response('Not found\n', { status: 404 })
    if (lookup.kind !== 'open' || !isHash(hash)) return notFound
    const asset = await findAsset(lookup.portal.tenant.id, hash)
    if (asset === null) return notFound
    return new Response(Buffer.from(asset.bytes), {
      headers: {
        'Content-Type': asset.contentType,
        'Cache-Control': 'public, max-age=31536000, immutable',
        'Content-Security-Policy': INERT_POLICY,
      },
    })
  },
)
