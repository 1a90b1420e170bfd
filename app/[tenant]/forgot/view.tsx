import { Heading, Lead, Note } from '@/app/_ui/heading'
import { Page } from '@/app/_ui/main'
import { Links, TextLink } from '@/app/_ui/text-link'
import { browserTexts } from '../alerts'
import type { FormAction, FormState } from '../form-state'
import type { PageContext } from '../page-context'
import { ForgotForm } from './forgot-form'

type Props = {
  page: PageContext
  action: FormAction
  initial: FormState
  returnTo: string | null
  /** Whether the browser may restore the name that was typed here before; not once it has been used. */
  isRemembered?: boolean
  /** Whether browsers are asked to solve a challenge, so that few asks without scripts are taken. */
  isChecked?: boolean
}

export function ForgotView({
  page,
  action,
  initial,
  returnTo,
  isRemembered = true,
  isChecked = false,
}: Props) {
  const { t, tenant, path } = page
  return (
    <Page name="forgot">
      <Heading>{t('forgot.title')}</Heading>
      <Lead>{t('forgot.lead')}</Lead>
      <ForgotForm
        action={action}
        initial={initial}
        returnTo={returnTo}
        signInWith={tenant.signInWith}
        isRemembered={isRemembered}
        stalePath={path('/forgot')}
        browser={browserTexts(page, false, t('forgot.pageTitle'))}
        texts={{ label: t('forgot.usernameLabel'), submit: t('forgot.submit'), busy: t('forgot.busy') }}
      />
      {isChecked && (
        <noscript>
          <Note>{t('forgot.withoutScript')}</Note>
        </noscript>
      )}
      <Links>
        <TextLink href={path('/reset')}>{t('forgot.haveCode')}</TextLink>
        {tenant.continueUrl !== null && (
          <TextLink href={tenant.continueUrl}>{t('common.backToSignIn')}</TextLink>
        )}
      </Links>
    </Page>
  )
}
