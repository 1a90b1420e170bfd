import { ButtonLink } from '@/app/_ui/button'
import { Heading, Lead } from '@/app/_ui/heading'
import { Notice } from '@/app/_ui/notice'
import { Page } from '@/app/_ui/shell'
import { Steps } from '@/app/_ui/steps'
import { SupportCode } from '@/app/_ui/support-code'
import type { Receipt } from '@/lib/reset/journey'
import { LocalTime } from '../local-time'
import type { PageContext } from '../page-context'

type Props = {
  page: PageContext
  receipt: Pick<Receipt, 'at' | 'isEarlier' | 'returnTo' | 'supportCode'>
}

export function UnknownView({ page, receipt }: Props) {
  const { t, tenant, path, locale, timeZone } = page
  const next = receipt.returnTo ?? tenant.continueUrl
  const instant = receipt.at.toISOString()
  const when = () => <LocalTime instant={instant} locale={locale} timeZone={timeZone ?? 'UTC'} />
  const steps = [
    { id: 'sign-in', text: t('unknown.stepSignIn') },
    ...(receipt.isEarlier ? [{ id: 'first', text: t('unknown.stepFirst') }] : []),
    { id: 'ask', text: t('unknown.stepAsk') },
  ]
  return (
    <Page name="unknown">
      <title>{`${t('unknown.pageTitle')} · ${tenant.name}`}</title>
      <Notice tone="warning" />
      <Heading>{t('unknown.title')}</Heading>
      <Lead>{receipt.isEarlier ? t.rich('unknown.earlier', { time: '', when }) : t('unknown.lead')}</Lead>
      <Steps steps={steps} />
      {next !== null && <ButtonLink href={next}>{t('unknown.signIn')}</ButtonLink>}
      <ButtonLink href={path('/forgot')} variant="secondary">
        {t('unknown.ask')}
      </ButtonLink>
      {receipt.supportCode !== null && (
        <SupportCode label={t('common.supportCode')} code={receipt.supportCode} />
      )}
    </Page>
  )
}
