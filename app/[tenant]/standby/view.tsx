import { ButtonLink } from '@/app/_ui/button-link'
import { Heading, Lead } from '@/app/_ui/heading'
import { Page } from '@/app/_ui/main'
import { Notice } from '@/app/_ui/notice'
import { Links, TextLink } from '@/app/_ui/text-link'
import type { PageContext } from '../page-context'

type Props = {
  page: PageContext
  /** Whether the standby was read to take sign-ins, so that the password of today works there. */
  isActive: boolean
}

/** Nothing can be changed in the region that answers: it is the pool's standby. */
export function StandbyView({ page, isActive }: Props) {
  const { t, tenant, path } = page
  return (
    <Page name="standby">
      <title>{`${t('standby.title')} · ${tenant.name}`}</title>
      <Notice tone="info" />
      <Heading>{t('standby.title')}</Heading>
      <Lead>{t('standby.lead')}</Lead>
      {isActive && <Lead>{t('standby.works')}</Lead>}
      <ButtonLink href={path('/forgot')} variant="secondary">
        {t('unavailable.again')}
      </ButtonLink>
      {tenant.continueUrl !== null && (
        <Links>
          <TextLink href={tenant.continueUrl}>{t('common.backToSignIn')}</TextLink>
        </Links>
      )}
    </Page>
  )
}
