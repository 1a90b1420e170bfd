import { ButtonLink } from '@/app/_ui/button-link'
import { Heading, Lead, Note } from '@/app/_ui/heading'
import { Page } from '@/app/_ui/main'
import { Notice } from '@/app/_ui/notice'
import type { Receipt } from '@/lib/links/journey'
import { LocalTime } from '../local-time'
import type { PageContext } from '../page-context'

type Props = { page: PageContext; receipt: Pick<Receipt, 'at' | 'why' | 'returnTo'> }

export function DoneView({ page, receipt }: Props) {
  const { t, tenant, locale, timeZone } = page
  const { at, why, returnTo } = receipt
  // A repeated report: the person may have typed another password since.
  const isAlready = why === 'used-before'
  const next = returnTo ?? tenant.continueUrl
  const instant = at.toISOString()
  return (
    <Page name="done">
      <title>{`${t('done.pageTitle')} · ${tenant.name}`}</title>
      <Notice tone="success" />
      <Heading>{t(isAlready ? 'done.alreadyTitle' : 'done.title')}</Heading>
      <Lead>{t(isAlready ? 'done.alreadyLead' : 'done.lead')}</Lead>
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
