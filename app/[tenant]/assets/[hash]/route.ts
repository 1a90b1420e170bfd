import { INERT_POLICY } from '@/lib/http/headers'
import { services } from '@/lib/services'
import { tenantRoute } from '../../tenant-route'

const isHash = (text: string) => /^[0-9a-f]{64}$/.test(text)

type Context = { params: Promise<{ hash: string }> }

/** A picture of the tenant's brand under the hash of its bytes: it never changes, so it may be cached forever. */
export const GET = tenantRoute(async ({ tenant }, _request: Request, { params }: Context) => {
  const { hash } = await params
  const asset = isHash(hash) ? await services().pictures.find(tenant.id, hash) : null
  if (asset === null) return new Response('Not found\n', { status: 404 })
  return new Response(Buffer.from(asset.bytes), {
    headers: {
      'Content-Type': asset.contentType,
      'Cache-Control': 'public, max-age=31536000, immutable',
      'Content-Security-Policy': INERT_POLICY,
    },
  })
})
