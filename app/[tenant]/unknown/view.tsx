import { ButtonLink } from '@/app/_ui/button-link'
import { Heading, Lead } from '@/app/_ui/heading'
import { Page } from '@/app/_ui/main'
import { Notice } from '@/app/_ui/notice'
import { Steps } from '@/app/_ui/steps'
import { SupportCode } from '@/app/_ui/support-code'
import { Links, TextLink } from '@/app/_ui/text-link'
import type { Receipt, Retry } from '@/lib/links/journey'
import type { FormAction } from '../form-state'
import { LocalTime } from '../local-time'
import type { PageContext } from '../page-context'
import { RetryForm } from './retry-form'

type Props = {
  page: PageContext
  receipt: Pick<Receipt, 'at' | 'why' | 'returnTo' | 'supportCode'>
  /** The user name and code that were typed, where this browser kept them, to be corrected. */
  entered: Retry | null
  action: FormAction
  onAsk: FormAction
}

export function UnknownView({ page, receipt, entered, action, onAsk }: Props) {
  const { t, tenant, path } = page
  const { why, returnTo, supportCode } = receipt
  const next = returnTo ?? tenant.continueUrl
  return (
    <Page name="unknown">
      {why !== 'not-looked-up' && <title>{`${t('unknown.pageTitle')} · ${tenant.name}`}</title>}
      <Notice tone="warning" />
      <Heading>{t('unknown.title')}</Heading>
      {why === 'not-looked-up' ? (
        <>
          <RetryForm page={page} action={action} onAsk={onAsk} entered={entered} returnTo={returnTo} />
          <Links>
            {next !== null && <TextLink href={next}>{t('unknown.signIn')}</TextLink>}
            <TextLink href={path('/forgot')}>{t('unknown.ask')}</TextLink>
          </Links>
        </>
      ) : (
        <>
          <WhatToDo page={page} receipt={receipt} />
          {next !== null && <ButtonLink href={next}>{t('unknown.signIn')}</ButtonLink>}
          <ButtonLink href={path('/forgot')} variant="secondary">
            {t('unknown.ask')}
          </ButtonLink>
        </>
      )}
      {supportCode !== null && <SupportCode label={t('common.supportCode')} code={supportCode} />}
    </Page>
  )
}

function WhatToDo({ page, receipt }: Pick<Props, 'page' | 'receipt'>) {
  const { t, locale, timeZone } = page
  const instant = receipt.at.toISOString()
  const when = () => <LocalTime instant={instant} locale={locale} timeZone={timeZone ?? 'UTC'} />
  const wasUsed = receipt.why === 'used-before'
  const steps = [
    { id: 'sign-in', text: t('unknown.stepSignIn') },
    ...(wasUsed ? [{ id: 'first', text: t('unknown.stepFirst') }] : []),
    { id: 'ask', text: t('unknown.stepAsk') },
  ]
  return (
    <>
      <Lead>{wasUsed ? t.rich('unknown.earlier', { time: '', when }) : t('unknown.lead')}</Lead>
      <Steps steps={steps} />
    </>
  )
}
