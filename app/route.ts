import { adminProvider } from '@/lib/console/auth/provider'
import { NONCE_HEADER } from '@/lib/http/internal-headers'
import { localeOfRawRequest, neutralDocument } from '@/lib/i18n/neutral-document'

export const dynamic = 'force-dynamic'

/** The portal's own address: says what this is and leads to the console, where there is one. It names no tenant. */
export async function GET(request: Request): Promise<Response> {
  const header = (name: string) => request.headers.get(name)
  const { html, headers } = await neutralDocument('start', localeOfRawRequest(request.url, header), {
    nonce: header(NONCE_HEADER),
    way: adminProvider() === null ? null : { href: '/admin', label: 'Console' },
  })
  return new Response(html, { headers })
}
