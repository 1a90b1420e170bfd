import { Heading, Note } from '@/app/_ui/heading'
import { Page } from '@/app/_ui/shell'
import { TextLink } from '@/app/_ui/text-link'
import { canBeUsername, readUsername } from '@/lib/request/username-entry'
import { CODE_LIFE_MS } from '@/lib/reset/code-life'
import { passwordRulesAttribute, policyLines } from '@/lib/reset/password-policy'
import { browserTexts, staleAlert } from '../alerts'
import { emptyForm } from '../form-state'
import { LocalTime } from '../local-time'
import { getPortal, type Portal, readStep } from '../portal'
import { changePassword } from './actions'
import { ResetForm, type ResetTexts } from './reset-form'

function textsOf({ t, tenant }: Portal): ResetTexts {
  const { passwordPolicy } = tenant.cognito
  const lineText = {
    length: t('reset.ruleLength', { count: passwordPolicy.minimumLength }),
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
    capsLock: t('reset.capsLock'),
    submit: t('reset.submit'),
    busy: t('reset.busy'),
    met: t('reset.ruleMet'),
    lines: policyLines(passwordPolicy).map((line) => ({ line, text: lineText[line] })),
  }
}

/** Since when and until when the link's code works, where the link says so. */
function linkNote({ t, locale, timeZone }: Portal, sentAt: Date | undefined) {
  if (sentAt === undefined) return t('reset.linkNote')
  const time = (at: Date) => () => (
    <LocalTime instant={at.toISOString()} locale={locale} timeZone={timeZone ?? 'UTC'} />
  )
  const until = time(new Date(sentAt.getTime() + CODE_LIFE_MS))
  return t.rich('reset.linkTimes', { sentAt: '', untilAt: '', sent: time(sentAt), until })
}

/** The new password, and the parts of the link that didn't arrive. */
export default async function ResetPage({ searchParams }: PageProps<'/[tenant]/reset'>) {
  const portal = await getPortal()
  const { t, tenant, path } = portal
  const query = await searchParams
  const [arrival, ask] = await Promise.all([readStep(portal, 'arrival'), readStep(portal, 'ask')])
  const asked = typeof query.username === 'string' ? readUsername(query.username) : ''
  const known = arrival?.username ?? null
  const suggestion = arrival?.suggestion ?? ask?.username ?? (canBeUsername(asked) ? asked : '')
  const hasCode = arrival !== null && arrival.code !== null
  const initial = emptyForm({ username: known ?? suggestion })
  if (query.stale !== undefined) initial.alert = staleAlert(portal)
  const hint =
    arrival === null || arrival.isByHand
      ? null
      : !hasCode
        ? t('reset.hintCode')
        : known === null
          ? t('reset.hintName')
          : null
  return (
    <Page name="reset">
      <title>{`${t('reset.pageTitle')} · ${tenant.name}`}</title>
      <Heading>{t('reset.title')}</Heading>
      <ResetForm
        action={changePassword}
        initial={initial}
        stalePath={path('/reset')}
        browser={browserTexts(portal, true)}
        isNameKnown={known !== null}
        asksForCode={!hasCode}
        hint={hint}
        policy={tenant.cognito.passwordPolicy}
        passwordRules={passwordRulesAttribute(tenant.cognito.passwordPolicy)}
        texts={textsOf(portal)}
      />
      {hasCode && <Note>{linkNote(portal, arrival.sentAt)}</Note>}
      <TextLink href={path('/forgot')}>{t(known === null ? 'common.startAgain' : 'reset.notYou')}</TextLink>
    </Page>
  )
}
