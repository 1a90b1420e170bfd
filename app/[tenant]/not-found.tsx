import { ButtonLink } from '@/app/_ui/button'
import { Heading, Lead } from '@/app/_ui/heading'
import { FALLBACK_LOCALE } from '@/lib/i18n/languages'
import { loadTranslator } from '@/lib/i18n/translator'
import { lookUpPortal } from './portal'

/** Says the same for an unknown tenant, a paused one, and an unknown page. */
export default async function NotFound() {
  const lookup = await lookUpPortal()
  const t = lookup.kind === 'open' ? lookup.portal.t : await loadTranslator(FALLBACK_LOCALE)
  return (
    <main className="page">
      <title>{t('notFound.title')}</title>
      <Heading>{t('notFound.title')}</Heading>
      <Lead>{t('notFound.lead')}</Lead>
      {lookup.kind === 'open' && (
        <ButtonLink href={lookup.portal.path('/forgot')}>{t('common.startAgain')}</ButtonLink>
      )}
    </main>
  )
}
