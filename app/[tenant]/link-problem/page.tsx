import type { ReactNode } from 'react'
import { ButtonLink } from '@/app/_ui/button-link'
import { Heading, Lead } from '@/app/_ui/heading'
import { Page } from '@/app/_ui/main'
import { Notice } from '@/app/_ui/notice'
import { Links, TextLink } from '@/app/_ui/text-link'
import { LINK_KINDS } from '@/lib/link-kinds'
import { byHand, type Problem } from '@/lib/links/journey'
import { env } from '@/lib/platform/env'
import { stepAddress } from '../action-context'
import { browserTexts } from '../alerts'
import { CleanAddress } from '../clean-address'
import { askForMail } from '../forgot/actions'
import { emptyForm } from '../form-state'
import { LocalTime } from '../local-time'
import { findStep, getPortal, type Portal } from '../portal'
import { NewMailForm } from './new-mail-form'

/** One click where the envelope names the user; without an envelope the page has to ask for the name. */
function AskForMail({ portal, username }: { portal: Portal; username: string | null }) {
  const { t, path } = portal
  if (username === null) return <ButtonLink href={path('/forgot')}>{t('linkProblem.ask')}</ButtonLink>
  return (
    <NewMailForm
      action={askForMail}
      initial={emptyForm({ username })}
      stalePath={path('/forgot')}
      browser={browserTexts(portal, false, t('linkProblem.expired.title'))}
      texts={{ submit: t('linkProblem.ask'), busy: t('sent.resending') }}
    />
  )
}

/** Stands for a name until it is isolated. */
const NAME = '\u{E000}'

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
function said(portal: Portal, problem: Problem | null): { title: string; lead: ReactNode; steps: ReactNode } {
  const { t, path, locale, timeZone } = portal
  // The step for `/reset`, which is in the cookie already; the address brings it where there are no cookies.
  const reset = path(
    stepAddress(portal, 'arrival', byHand(LINK_KINDS.reset, problem?.username ?? null, null, new Date())),
  )
  const enterCode = <ButtonLink href={reset}>{t('linkProblem.enterCode')}</ButtonLink>
  const askAgain = (
    <Links>
      <TextLink href={path('/forgot')}>{t('linkProblem.ask')}</TextLink>
    </Links>
  )
  const typeIt = (
    <Links>
      <TextLink href={reset}>{t('linkProblem.enterCode')}</TextLink>
    </Links>
  )
  const name = problem?.owner?.name ?? ''
  const newerAt = problem?.newerAt?.toISOString() ?? ''
  const when = () => <LocalTime instant={newerAt} locale={locale} timeZone={timeZone ?? 'UTC'} />
  switch (problem?.kind) {
    case 'expired':
      return {
        title: t('linkProblem.expired.title'),
        lead: t('linkProblem.expired.lead'),
        steps: <AskForMail portal={portal} username={problem.username} />,
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
          <ButtonLink href={`${env().REKEY_BASE_URL}/${problem.owner?.slug ?? ''}/forgot`}>
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
            <AskForMail portal={portal} username={null} />
            {typeIt}
          </>
        ),
      }
    }
  }
}

/** Says that a link is unusable, before anybody has thought of a password. */
export default async function LinkProblemPage({ searchParams }: PageProps<'/[tenant]/link-problem'>) {
  const portal = await getPortal()
  const { t, tenant, nonce } = portal
  const query = await searchParams
  const found = await findStep(portal, 'problem', query.k)
  const problem = found === null || found.isOver ? null : found.step
  const { title, lead, steps } = said(portal, problem)
  return (
    <>
      <CleanAddress query={query} nonce={nonce} />
      <Page name="link-problem">
        <title>{`${problem?.kind === 'incomplete' ? t('linkProblem.pageTitle') : title} · ${tenant.name}`}</title>
        <Notice tone="warning" data-problem={problem?.kind ?? 'forgotten'} />
        <Heading>{title}</Heading>
        <Lead>{lead}</Lead>
        {steps}
      </Page>
    </>
  )
}
