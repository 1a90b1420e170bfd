import { redirect } from 'next/navigation'
import { ButtonLink } from '@/app/_ui/button'
import { Heading, Lead, Note } from '@/app/_ui/heading'
import { Notice } from '@/app/_ui/notice'
import { Page } from '@/app/_ui/shell'
import { LocalTime } from '../local-time'
import { getPortal, readStep } from '../portal'

/** Says that the password was changed, to the browser that holds the receipt for it and to nobody else. */
export default async function DonePage() {
  const portal = await getPortal()
  const { t, tenant, path, locale, timeZone } = portal
  const receipt = await readStep(portal, 'receipt')
  if (receipt?.kind !== 'done') redirect(path('/forgot'))
  const next = receipt.returnTo ?? tenant.continueUrl
  const instant = receipt.at.toISOString()
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
