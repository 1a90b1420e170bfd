import { Heading, Lead } from '@/app/_ui/heading'
import { Page } from '@/app/_ui/shell'
import { Links, TextLink } from '@/app/_ui/text-link'
import { canBeUsername, readUsername } from '@/lib/request/username-entry'
import { browserTexts, staleAlert } from '../alerts'
import { emptyForm } from '../form-state'
import { getPortal } from '../portal'
import { askForMail } from './actions'
import { ForgotForm } from './forgot-form'

const single = (value: string | string[] | undefined): string | null =>
  typeof value === 'string' ? value : null

export default async function ForgotPage({ searchParams }: PageProps<'/[tenant]/forgot'>) {
  const portal = await getPortal()
  const { t, tenant, path } = portal
  const query = await searchParams
  const prefill = readUsername(single(query.username) ?? '')
  const initial = emptyForm({ username: canBeUsername(prefill) ? prefill : '' })
  if (query.stale !== undefined) initial.alert = staleAlert(portal)
  return (
    <Page name="forgot">
      <title>{`${t('forgot.pageTitle')} · ${tenant.name}`}</title>
      <Heading>{t('forgot.title')}</Heading>
      <Lead>{t('forgot.lead')}</Lead>
      <ForgotForm
        action={askForMail}
        initial={initial}
        returnTo={single(query.return_to)}
        stalePath={path('/forgot')}
        browser={browserTexts(portal, false)}
        texts={{ label: t('forgot.usernameLabel'), submit: t('forgot.submit'), busy: t('forgot.busy') }}
      />
      <Links>
        <TextLink href={path('/reset')}>{t('forgot.haveCode')}</TextLink>
        {tenant.continueUrl !== null && (
          <TextLink href={tenant.continueUrl}>{t('common.backToSignIn')}</TextLink>
        )}
      </Links>
    </Page>
  )
}
