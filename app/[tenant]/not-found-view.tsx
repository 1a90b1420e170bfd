import { ButtonLink } from '@/app/_ui/button-link'
import { Heading, Lead } from '@/app/_ui/heading'
import type { Translator } from '@/lib/i18n/translator'

type Props = {
  t: Translator
  /** The tenant of the page, and where its people start; null where there is none. */
  tenant: { name: string; startHref: string } | null
}

/** Says the same for an unknown tenant, a paused one, and an unknown page. */
export function NotFoundView({ t, tenant }: Props) {
  const title = t('notFound.title')
  return (
    <main className="page">
      <title>{tenant === null ? title : `${title} · ${tenant.name}`}</title>
      <Heading>{title}</Heading>
      <Lead>{t('notFound.lead')}</Lead>
      {tenant !== null && <ButtonLink href={tenant.startHref}>{t('common.startAgain')}</ButtonLink>}
    </main>
  )
}
