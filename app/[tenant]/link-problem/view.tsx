import type { ReactNode } from 'react'
import { ButtonLink } from '@/app/_ui/button-link'
import { Heading, Lead } from '@/app/_ui/heading'
import { Page } from '@/app/_ui/main'
import { Notice } from '@/app/_ui/notice'
import { Links, TextLink } from '@/app/_ui/text-link'
import type { Problem } from '@/lib/links/journey'
import { browserTexts } from '../alerts'
import { emptyForm, type FormAction } from '../form-state'
import { LocalTime } from '../local-time'
import type { PageContext } from '../page-context'
import { NewMailForm } from './new-mail-form'

type Props = {
  page: PageContext
  /** What differs for another kind of link than a reset's. */
  kind?: { askHref: string; stalePath: string; expiredLead: string } | undefined
  /** Null where this browser no longer has it. */
  problem: Problem | null
  onAsk: FormAction
  /** Where the code can be typed. */
  resetHref: string
  /** The page of the tenant whose link it is. */
  ownerHref: string
}

/** One click where the envelope names the user; without an envelope the page has to ask for the name. */
function AskForMail({
  page,
  kind,
  onAsk,
  username,
}: Pick<Props, 'page' | 'kind' | 'onAsk'> & { username: string | null }) {
  const { t, path } = page
  const askHref = kind?.askHref ?? path('/forgot')
  if (username === null) return <ButtonLink href={askHref}>{t('linkProblem.ask')}</ButtonLink>
  return (
    <NewMailForm
      action={onAsk}
      initial={emptyForm({ username })}
      stalePath={kind?.stalePath ?? path('/forgot')}
      browser={browserTexts(page, false, t('linkProblem.expired.title'))}
      texts={{ submit: t('linkProblem.ask'), busy: t('sent.resending') }}
    />
  )
}

/** Stands for a name until it is isolated: the object replacement character, which no text has. */
const NAME = '\ufffc'

/** A name may be in another script than the sentence, and must not change the order of what stands beside it. */
function isolated(text: string, name: string): ReactNode {
  const [before = '', after = ''] = text.split(NAME)
  return (
    <>
      {before}
      <bdi>{name}</bdi>
      {after}
    </>
  )
}

/** What is wrong and the one step that helps; the second link is for people whom it doesn't help. */
function said({ page, kind, problem, onAsk, resetHref, ownerHref }: Props) {
  const { t, path, locale, timeZone } = page
  const enterCode = <ButtonLink href={resetHref}>{t('linkProblem.enterCode')}</ButtonLink>
  const askAgain = (
    <Links>
      <TextLink href={kind?.askHref ?? path('/forgot')}>{t('linkProblem.ask')}</TextLink>
    </Links>
  )
  const typeIt = (
    <Links>
      <TextLink href={resetHref}>{t('linkProblem.enterCode')}</TextLink>
    </Links>
  )
  const name = problem?.owner?.name ?? ''
  const newerAt = problem?.newerAt?.toISOString() ?? ''
  const when = () => <LocalTime instant={newerAt} locale={locale} timeZone={timeZone ?? 'UTC'} />
  switch (problem?.kind) {
    case 'expired':
      return {
        title: t('linkProblem.expired.title'),
        lead: kind?.expiredLead ?? t('linkProblem.expired.lead'),
        steps: <AskForMail page={page} kind={kind} onAsk={onAsk} username={problem.username} />,
      }
    case 'changed':
      return {
        title: t('linkProblem.changed.title'),
        lead: t('linkProblem.changed.lead'),
        steps: (
          <>
            {enterCode}
            {askAgain}
          </>
        ),
      }
    case 'foreign':
      return {
        title: t('linkProblem.foreign.title'),
        lead: isolated(t('linkProblem.foreign.lead', { name: NAME }), name),
        steps: (
          <ButtonLink href={ownerHref}>
            {isolated(t('linkProblem.foreign.go', { name: NAME }), name)}
          </ButtonLink>
        ),
      }
    case 'replaced':
      return {
        title: t('linkProblem.replaced.title'),
        lead: t.rich('linkProblem.replaced.lead', { time: '', when }),
        steps: (
          <>
            {enterCode}
            {askAgain}
          </>
        ),
      }
    default: {
      const told = problem === null ? 'linkProblem.forgotten' : 'linkProblem'
      return {
        title: t(`${told}.title`),
        lead: t(`${told}.lead`),
        steps: (
          <>
            <AskForMail page={page} kind={kind} onAsk={onAsk} username={null} />
            {typeIt}
          </>
        ),
      }
    }
  }
}

/** Says that a link is unusable, before anybody has thought of a password. */
export function LinkProblemView(props: Props) {
  const { page, problem } = props
  const { t, tenant } = page
  const { title, lead, steps } = said(props)
  return (
    <Page name="link-problem">
      <title>{`${problem?.kind === 'incomplete' ? t('linkProblem.pageTitle') : title} · ${tenant.name}`}</title>
      <Notice tone="warning" data-problem={problem?.kind ?? 'forgotten'} />
      <Heading>{title}</Heading>
      <Lead>{lead}</Lead>
      {steps}
    </Page>
  )
}
