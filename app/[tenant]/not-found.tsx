import { loadTranslator } from '@/lib/i18n/translator'
import { NotFoundView } from './not-found-view'
import { localeWithoutTenant, lookUpPortal } from './portal'

/** The plain 404, in the tenant's words and language where there is one. */
export default async function NotFound() {
  const lookup = await lookUpPortal()
  if (lookup.kind !== 'open')
    return <NotFoundView t={await loadTranslator(await localeWithoutTenant())} tenant={null} />
  const { t, tenant, path } = lookup.portal
  return <NotFoundView t={t} tenant={{ name: tenant.name, startHref: path('/forgot') }} />
}
