import { ButtonLink } from '@/app/_ui/button-link'
import { Heading, Lead } from '@/app/_ui/heading'
import { loadTranslator } from '@/lib/i18n/translator'
import { localeWithoutTenant, lookUpPortal } from './portal'

/** Says the same for an unknown tenant, a paused one, and an unknown page. */
export default async function NotFound() {
  const lookup = await lookUpPortal()
  const t = lookup.kind === 'open' ? lookup.portal.t : await loadTranslator(await localeWithoutTenant())
  return (
    <main className="page">
      <title>
        {lookup.kind === 'open'
          ? `${t('notFound.title')} · ${lookup.portal.tenant.name}`
          : t('notFound.title')}
      </title>
      <Heading>{t('notFound.title')}</Heading>
      <Lead>{t('notFound.lead')}</Lead>
      {lookup.kind === 'open' && (
        <ButtonLink href={lookup.portal.path('/forgot')}>{t('common.startAgain')}</ButtonLink>
      )}
    </main>
  )
}
