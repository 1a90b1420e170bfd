import { solver } from '@/app/generated/solver'
import { services } from '@/app/services'
import { INERT_POLICY } from '@/lib/http/headers'
import { tenantRoute } from '../../tenant-route'

const isHash = (text: string) => /^[0-9a-f]{64}$/.test(text)

const answer = ({ bytes, contentType }: { bytes: Uint8Array; contentType: string }) =>
  new Response(Buffer.from(bytes), {
    headers: {
      'Content-Type': contentType,
      'Cache-Control': 'public, max-age=31536000, immutable',
      'Content-Security-Policy': INERT_POLICY,
    },
  })

type Context = { params: Promise<{ hash: string }> }

const script = { bytes: Buffer.from(solver.text), contentType: 'text/javascript; charset=utf-8' }

/**
 * A picture of the tenant's brand, or the script that solves challenges, under the hash of its bytes: it never changes, so
 * it may be cached forever.
 */
export const GET = tenantRoute(async ({ tenant }, _request: Request, { params }: Context) => {
  const { hash } = await params
  if (hash === solver.hash) return answer(script)
  const asset = isHash(hash) ? await services().pictures.find(tenant.id, hash) : null
  if (asset === null) return new Response('Not found\n', { status: 404 })
  return answer(asset)
})
