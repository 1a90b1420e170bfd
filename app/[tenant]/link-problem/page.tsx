import { ButtonLink } from '@/app/_ui/button'
import { Heading, Lead } from '@/app/_ui/heading'
import { Notice } from '@/app/_ui/notice'
import { Page } from '@/app/_ui/shell'
import { TextLink } from '@/app/_ui/text-link'
import { getPortal } from '../portal'

export default async function LinkProblemPage() {
  const { t, tenant, path } = await getPortal()
  return (
    <Page name="link-problem">
      <title>{`${t('linkProblem.pageTitle')} · ${tenant.name}`}</title>
      <Notice tone="warning" />
      <Heading>{t('linkProblem.title')}</Heading>
      <Lead>{t('linkProblem.lead')}</Lead>
      <ButtonLink href={path('/forgot')}>{t('linkProblem.ask')}</ButtonLink>
      <TextLink href={path('/reset')}>{t('linkProblem.enterCode')}</TextLink>
    </Page>
  )
}
