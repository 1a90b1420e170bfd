import { redirect } from 'next/navigation'
import { ButtonLink } from '@/app/_ui/button'
import { Heading, Lead } from '@/app/_ui/heading'
import { Notice } from '@/app/_ui/notice'
import { Page } from '@/app/_ui/shell'
import { Steps } from '@/app/_ui/steps'
import { SupportCode } from '@/app/_ui/support-code'
import { LocalTime } from '../local-time'
import { getPortal, readStep } from '../portal'

/** Says that nobody knows, and what to do: the truth when an answer of Cognito was lost. */
export default async function UnknownPage() {
  const portal = await getPortal()
  const { t, tenant, path, locale, timeZone } = portal
  const receipt = await readStep(portal, 'doubt')
  if (receipt === null) redirect(path('/forgot'))
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
