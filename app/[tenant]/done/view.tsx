import { ButtonLink } from '@/app/_ui/button'
import { Heading, Lead, Note } from '@/app/_ui/heading'
import { Notice } from '@/app/_ui/notice'
import { Page } from '@/app/_ui/shell'
import { LocalTime } from '../local-time'
import type { PageContext } from '../page-context'

type Props = { page: PageContext; at: Date; returnTo: string | null }

export function DoneView({ page, at, returnTo }: Props) {
  const { t, tenant, locale, timeZone } = page
  const next = returnTo ?? tenant.continueUrl
  const instant = at.toISOString()
  return (
    <Page name="done">
      <title>{`${t('done.pageTitle')} · ${tenant.name}`}</title>
      <Notice tone="success" />
      <Heading>{t('done.title')}</Heading>
      <Lead>{t('done.lead')}</Lead>
      {next !== null && <ButtonLink href={next}>{t('done.continue')}</ButtonLink>}
      <Note>
        {t.rich('done.changedAt', {
          time: '',
          when: () => <LocalTime instant={instant} locale={locale} timeZone={timeZone ?? 'UTC'} />,
        })}
      </Note>
    </Page>
  )
}
