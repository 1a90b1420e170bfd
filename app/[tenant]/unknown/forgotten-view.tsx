import { ButtonLink } from '@/app/_ui/button-link'
import { Heading, Lead } from '@/app/_ui/heading'
import { Page } from '@/app/_ui/main'
import { Notice } from '@/app/_ui/notice'
import type { PageContext } from '../page-context'

/** Shown for a result of which this browser has neither cookie nor ticket: it can't be shown, but what helps can. */
export function ForgottenView({ page }: { page: PageContext }) {
  const { t, tenant, path } = page
  return (
    <Page name="unknown">
      <title>{`${t('unknown.pageTitle')} · ${tenant.name}`}</title>
      <Notice tone="info" />
      <Heading>{t('unknown.forgottenTitle')}</Heading>
      <Lead>{t('unknown.forgottenLead')}</Lead>
      {tenant.continueUrl !== null && (
        <ButtonLink href={tenant.continueUrl}>{t('unknown.signIn')}</ButtonLink>
      )}
      <ButtonLink href={path('/forgot')} variant={tenant.continueUrl === null ? 'primary' : 'secondary'}>
        {t('unknown.ask')}
      </ButtonLink>
    </Page>
  )
}
