import { Heading, Lead } from '@/app/_ui/heading'
import { Page } from '@/app/_ui/main'
import { Links, TextLink } from '@/app/_ui/text-link'
import { browserTexts } from '../alerts'
import { CodeAttemptForm } from '../code-attempt-form'
import { ForgotForm } from '../forgot/forgot-form'
import type { FormAction, FormState } from '../form-state'
import { type NewCodeForm, newCodeForm } from '../new-code-form'
import type { PageContext } from '../page-context'
import { confirmBrowserTexts } from './alerts'

/** Where a new mail is asked for by name. */
export const askHrefOf = ({ path }: PageContext): string => path('/confirm?ask=1')

/** What every state of the page is drawn from. */
export type ConfirmActions = { page: PageContext; onConfirm: FormAction; onAsk: FormAction }

type Props = ConfirmActions & {
  initial: FormState
  isNameKnown: boolean
  hasCode: boolean
  /** What to do about the parts that a link should have brought and didn't. */
  hint: string | null
  ticket?: string | null
  returnTo?: string | null
}

export function confirmTexts({ t }: PageContext) {
  return {
    username: t('reset.usernameLabel'),
    forLabel: t('reset.forLabel'),
    code: t('reset.codeLabel'),
    codeHelp: t('confirm.codeHelp'),
    submit: t('confirm.submit'),
    busy: t('confirm.busy'),
  }
}

/** What a form needs to ask for a new code if its own is of no use. */
export function newSignUpCode({ page, onAsk }: ConfirmActions, returnTo: string | null): NewCodeForm {
  const { t, path } = page
  const stalePath = path('/confirm')
  return {
    ...newCodeForm(page, onAsk, returnTo),
    stalePath,
    browser: browserTexts(page, false, t('confirm.title')),
  }
}

/** Confirms by one press where a link brought everything; else asks for what is missing. */
export function ConfirmView(props: Props) {
  const { page, onConfirm, initial, isNameKnown, hasCode, hint, ticket = null, returnTo = null } = props
  const { t, tenant, path } = page
  const lead = hint ?? (hasCode && isNameKnown ? t('confirm.lead') : null)
  return (
    <Page name="confirm">
      <Heading>{t('confirm.title')}</Heading>
      <CodeAttemptForm
        action={onConfirm}
        initial={initial}
        stalePath={path('/confirm')}
        browser={confirmBrowserTexts(page, t('confirm.title'))}
        isNameKnown={isNameKnown}
        asksForCode={!hasCode}
        signInWith={tenant.signInWith}
        lead={lead !== null && <Lead>{lead}</Lead>}
        ticket={ticket}
        texts={confirmTexts(page)}
        newCode={newSignUpCode(props, returnTo)}
      />
      <Links>
        <TextLink href={askHrefOf(page)}>{t('linkProblem.ask')}</TextLink>
      </Links>
    </Page>
  )
}

/** Asks for a new mail, by name. */
export function AskView({ page, onAsk, initial }: Pick<Props, 'page' | 'onAsk' | 'initial'>) {
  const { t, tenant, path } = page
  return (
    <Page name="confirm">
      <Heading>{t('confirm.title')}</Heading>
      <ForgotForm
        action={onAsk}
        initial={initial}
        returnTo={null}
        signInWith={tenant.signInWith}
        isRemembered
        stalePath={path('/confirm')}
        browser={browserTexts(page, false, t('confirm.title'))}
        texts={{
          label: t('reset.usernameLabel'),
          submit: t('linkProblem.ask'),
          busy: t('sent.resending'),
        }}
      />
      <Links>
        <TextLink href={path('/confirm')}>{t('forgot.haveCode')}</TextLink>
      </Links>
    </Page>
  )
}
