import type { ReactNode } from 'react'
import { Heading, Lead, Note } from '@/app/_ui/heading'
import { Page } from '@/app/_ui/main'
import { Links, TextLink } from '@/app/_ui/text-link'
import { passwordRulesAttribute, policyLines } from '@/lib/passwords/policy'
import { brokenRuleAlert, browserTexts, ruleText } from '../alerts'
import type { FormAction, FormState } from '../form-state'
import { newCodeForm } from '../new-code-form'
import type { PageContext } from '../page-context'
import { ResetForm } from './reset-form'
import type { ResetTexts } from './reset-texts'

/** The words of the form that sets a new password. */
export function resetTexts(page: PageContext): ResetTexts {
  const { t, tenant, policy } = page
  const lineText = {
    length: t('reset.ruleLength', { count: policy.minimumLength }),
    case: t('reset.ruleCase'),
    uppercase: t('reset.ruleUppercase'),
    lowercase: t('reset.ruleLowercase'),
    number: t('reset.ruleNumber'),
    symbol: t('reset.ruleSymbol'),
  }
  return {
    username: t('reset.usernameLabel'),
    forLabel: t('reset.forLabel'),
    code: t('reset.codeLabel'),
    codeHelp: t('reset.codeHelp'),
    password: t('reset.passwordLabel'),
    show: t('reset.show'),
    hide: t('reset.hide'),
    shown: t('reset.shown'),
    hidden: t('reset.hidden'),
    capsLock: t('reset.capsLock'),
    signOut: tenant.signOut === 'ask' ? t('reset.signOut') : null,
    submit: t('reset.submit'),
    busy: t('reset.busy'),
    rules: t('reset.rules'),
    met: t('reset.ruleMet'),
    lines: policyLines(policy).map((line) => ({ line, text: lineText[line] })),
    broken: {
      length: ruleText(page, 'length', ''),
      uppercase: ruleText(page, 'uppercase', ''),
      lowercase: ruleText(page, 'lowercase', ''),
      number: ruleText(page, 'number', ''),
      symbol: ruleText(page, 'symbol', ''),
    },
    brokenAlert: brokenRuleAlert(page, ''),
  }
}

type Props = {
  page: PageContext
  action: FormAction
  onAsk: FormAction
  initial: FormState
  isNameKnown: boolean
  hasCode: boolean
  /** What this browser knows of an earlier change. */
  notice?: ReactNode
  /** Until when the code of the link works; null where no link brought one. */
  linkNote: ReactNode
  hint: string | null
  ticket?: string | null
  /** The return address, for the next ask. */
  returnTo?: string | null
  /** Where the name of a link can be corrected; null where it can't be wrong, or is open already. */
  correctHref?: string | null
}

export function ResetView({
  page,
  action,
  onAsk,
  initial,
  isNameKnown,
  hasCode,
  notice = null,
  linkNote,
  hint,
  ticket = null,
  returnTo = null,
  correctHref = null,
}: Props) {
  const { t, tenant, policy, path } = page
  return (
    <Page name="reset">
      <Heading>{t('reset.title')}</Heading>
      {notice !== null && <Lead>{notice}</Lead>}
      <ResetForm
        action={action}
        initial={initial}
        stalePath={path('/reset')}
        browser={browserTexts(page, true, t('reset.pageTitle'))}
        isNameKnown={isNameKnown}
        asksForCode={!hasCode}
        signInWith={tenant.signInWith}
        hint={hint}
        isRemembered={notice === null}
        ticket={ticket}
        policy={policy}
        passwordRules={passwordRulesAttribute(policy)}
        texts={resetTexts(page)}
        note={hasCode && linkNote !== null && <Note>{linkNote}</Note>}
        newCode={newCodeForm(page, onAsk, returnTo)}
      />
      <Links>
        {correctHref !== null && <TextLink href={correctHref}>{t('reset.correctName')}</TextLink>}
        <TextLink href={path('/forgot')}>{t(isNameKnown ? 'reset.notYou' : 'common.startAgain')}</TextLink>
      </Links>
    </Page>
  )
}
