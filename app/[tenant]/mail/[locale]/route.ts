import { headers } from 'next/headers'
import { TENANT_KEY_HEADER } from '@/lib/http/internal-headers'
import { chooseLocale, offeredLocales } from '@/lib/i18n/choose-locale'
import { publishedMails } from '@/lib/mail/published'
import { env } from '@/lib/platform/env'
import type { Portal } from '../../portal'
import { tenantRoute } from '../../tenant-route'

type Context = { params: Promise<{ locale: string }> }

const isTag = (text: string) => /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/.test(text)

/** The base of the links in the mails: the tenant's own host only for a request to that host, which was proven. */
async function addressOf({ tenant, scope }: Portal): Promise<string> {
  const { REKEY_BASE_URL: base } = env()
  const key = (await headers()).get(TENANT_KEY_HEADER)
  const own = scope.basePath === '' ? tenant.hosts.find((host) => host === key) : undefined
  return own === undefined ? `${base}/${tenant.slug}` : `${new URL(base).protocol}//${own}`
}

/**
 * The tenant's mails in one language, for its mail function to fill in. Public, because everybody who asks for a mail
 * gets the same one: it contains nothing secret and nothing about a user.
 */
export const GET = tenantRoute(async (portal, request, { params }: Context) => {
  const { locale: asked } = await params
  if (!isTag(asked)) return new Response('Not found\n', { status: 404 })
  const locale = chooseLocale(offeredLocales(portal.tenant.locales), { chosen: asked, acceptLanguage: null })
  const { json, etag } = await publishedMails(portal.tenant, locale, await addressOf(portal))
  if (request.headers.get('if-none-match') === etag)
    return new Response(null, { status: 304, headers: { ETag: etag } })
  return new Response(json, { headers: { 'Content-Type': 'application/json; charset=utf-8', ETag: etag } })
})
