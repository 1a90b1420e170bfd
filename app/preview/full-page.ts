import type { PageContext } from '@/app/[tenant]/page-context'
import type { PreviewState } from '@/lib/brand/preview'
import { LOCALES, languageOf } from '@/lib/i18n/languages'

/** The page with everything that a tenant may link to, whatever this one does, and with a choice of languages. */
function full(page: PageContext): PageContext {
  const others = LOCALES.filter((each) => each !== page.locale)
    .slice(0, 1)
    .map(languageOf)
  const links = {
    help: '#help',
    privacy: '#privacy',
    terms: '#terms',
    imprint: '#imprint',
    accessibility: '#accessibility',
  }
  return {
    ...page,
    brand: { ...page.brand, links },
    offered: page.offered.length > 1 ? page.offered : [...page.offered, ...others],
    tenant: { ...page.tenant, continueUrl: page.tenant.continueUrl ?? '#app' },
  }
}

/** What a state's frame and page are drawn from. */
export const pageIn = (state: PreviewState, page: PageContext): PageContext =>
  state === 'every-page' ? full(page) : page
