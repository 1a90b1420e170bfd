import type { ReactNode } from 'react'
import { ButtonLink } from '@/app/_ui/button-link'
import { Heading, Lead, Note } from '@/app/_ui/heading'
import { Page } from '@/app/_ui/main'
import { Notice } from '@/app/_ui/notice'
import { SupportCode } from '@/app/_ui/support-code'
import { Links, TextLink } from '@/app/_ui/text-link'
import type { Ask, Receipt, Retry } from '@/lib/links/journey'
import { browserTexts } from '../alerts'
import { CodeAttemptForm } from '../code-attempt-form'
import { emptyForm, type FormState } from '../form-state'
import { LocalTime } from '../local-time'
import type { PageContext } from '../page-context'
import { CodeForm } from '../sent/code-form'
import { ResendForm } from '../sent/resend-form'
import { confirmBrowserTexts } from './alerts'
import { askHrefOf, type ConfirmActions, confirmTexts, newSignUpCode } from './view'

/** What the flow of a sign-up comes to: a mail, a result, or that it is switched off. */

type Result = Pick<Receipt, 'at' | 'why' | 'returnTo' | 'supportCode'>

const timeOf =
  ({ locale, timeZone }: PageContext, at: Date) =>
  () => <LocalTime instant={at.toISOString()} locale={locale} timeZone={timeZone ?? 'UTC'} />

const titleOf = ({ tenant }: PageContext, text: string) => <title>{`${text} · ${tenant.name}`}</title>

/** The same page for every account and for none: it repeats what was typed and promises nothing. */
export function MailSentView(props: ConfirmActions & { initial: FormState; ask: Ask; now: Date }) {
  const { page, onConfirm, initial, ask, now } = props
  const { t, tenant, path } = page
  const { username, returnTo, nextAskAt } = ask
  const resend = newSignUpCode(props, returnTo)
  const name = (chunks: ReactNode) => <strong dir="auto">{chunks}</strong>
  return (
    <Page name="sent">
      <Notice tone="mail" />
      <Heading>{t('sent.title')}</Heading>
      <Lead>{t.rich('confirm.sentLead', { username, name })}</Lead>
      <hr />
      <CodeForm
        action={onConfirm}
        initial={{ ...initial, username }}
        stalePath={path('/confirm')}
        browser={confirmBrowserTexts(page, t('sent.pageTitle'))}
        asksForName={false}
        returnTo={returnTo}
        signInWith={tenant.signInWith}
        texts={{
          code: t('sent.codeLabel'),
          username: t('reset.usernameLabel'),
          submit: t('confirm.submit'),
          busy: t('confirm.busy'),
        }}
      />
      <Note>{t('sent.hint')}</Note>
      <Links>
        <ResendForm
          {...resend}
          initial={emptyForm({ username })}
          username={username}
          nextAskAt={nextAskAt.toISOString()}
          renderedAt={now.toISOString()}
          browser={browserTexts(page, false, t('sent.pageTitle'))}
          texts={{ ...resend.texts, submit: t('sent.resend') }}
        />
        <TextLink href={askHrefOf(page)}>{t('sent.otherAddress')}</TextLink>
      </Links>
    </Page>
  )
}

export function ConfirmedView({ page, receipt }: { page: PageContext; receipt: Result }) {
  const { t, tenant } = page
  const next = receipt.returnTo ?? tenant.continueUrl
  return (
    <Page name="done">
      {titleOf(page, t('confirm.doneTitle'))}
      <Notice tone="success" />
      <Heading>{t('confirm.doneTitle')}</Heading>
      <Lead>{t('confirm.doneLead')}</Lead>
      {next !== null && <ButtonLink href={next}>{t('done.continue')}</ButtonLink>}
      <Note>{t.rich('confirm.doneAt', { time: '', when: timeOf(page, receipt.at) })}</Note>
    </Page>
  )
}

/** Says that the outcome is unknown, and what to do: the truth when Cognito's answer was lost. */
export function InDoubtView(props: ConfirmActions & { receipt: Result; entered: Retry | null }) {
  const { page, onConfirm, receipt, entered } = props
  const { t, tenant, path } = page
  const { at, why, supportCode } = receipt
  const next = receipt.returnTo ?? tenant.continueUrl
  const told =
    why === 'used-before'
      ? t.rich('confirm.earlier', { time: '', when: timeOf(page, at) })
      : t('confirm.unknownLead')
  return (
    <Page name="unknown">
      {why !== 'not-looked-up' && titleOf(page, t('unknown.pageTitle'))}
      <Notice tone="warning" />
      <Heading>{t('unknown.title')}</Heading>
      {why === 'not-looked-up' ? (
        <CodeAttemptForm
          action={onConfirm}
          initial={emptyForm({ username: entered?.username ?? '', code: entered?.code ?? '' })}
          stalePath={path('/confirm')}
          browser={confirmBrowserTexts(page, t('unknown.pageTitle'))}
          isNameKnown={entered !== null}
          asksForCode
          signInWith={tenant.signInWith}
          lead={<Lead>{t('confirm.notLookedUp')}</Lead>}
          ticket={null}
          texts={confirmTexts(page)}
          newCode={newSignUpCode(props, receipt.returnTo)}
        />
      ) : (
        <>
          <Lead>{told}</Lead>
          <Lead>{t('unknown.stepAsk')}</Lead>
        </>
      )}
      {next !== null && <ButtonLink href={next}>{t('unknown.signIn')}</ButtonLink>}
      <ButtonLink href={askHrefOf(page)} variant="secondary">
        {t('unknown.ask')}
      </ButtonLink>
      {supportCode !== null && <SupportCode label={t('common.supportCode')} code={supportCode} />}
    </Page>
  )
}

/** For the links of a tenant that doesn't confirm sign-ups here. */
export function SwitchedOffView({ page }: { page: PageContext }) {
  const { t, tenant } = page
  return (
    <Page name="link-problem">
      {titleOf(page, t('confirm.offTitle'))}
      <Notice tone="warning" data-problem="switched-off" />
      <Heading>{t('confirm.offTitle')}</Heading>
      <Lead>{t('confirm.offLead')}</Lead>
      {tenant.continueUrl !== null && (
        <ButtonLink href={tenant.continueUrl} variant="secondary">
          {t('common.backToSignIn')}
        </ButtonLink>
      )}
    </Page>
  )
}
