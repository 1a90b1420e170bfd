import type { ReactNode } from 'react'
import { ButtonLink } from '@/app/_ui/button'
import { Heading, Lead } from '@/app/_ui/heading'
import { Notice } from '@/app/_ui/notice'
import { Page } from '@/app/_ui/shell'
import { TextLink } from '@/app/_ui/text-link'
import { env } from '@/lib/env'
import type { Problem } from '@/lib/reset/journey'
import { browserTexts } from '../alerts'
import { askForMail } from '../forgot/actions'
import { emptyForm } from '../form-state'
import { LocalTime } from '../local-time'
import { getPortal, type Portal, readStep } from '../portal'
import { NewMailForm } from './new-mail-form'

/** One click for whoever the envelope names; nobody else's name is known here, so others are asked for it. */
function AskForMail({ portal, username }: { portal: Portal; username: string | null }) {
  const { t, path } = portal
  if (username === null) return <ButtonLink href={path('/forgot')}>{t('linkProblem.ask')}</ButtonLink>
  return (
    <NewMailForm
      action={askForMail}
      initial={emptyForm({ username })}
      stalePath={path('/forgot')}
      browser={browserTexts(portal, false)}
      texts={{ submit: t('linkProblem.ask'), busy: t('sent.resending') }}
    />
  )
}

/** What the matter is and the one step that helps; the second link is for whoever that doesn't help. */
function said(portal: Portal, problem: Problem | null): { title: string; lead: ReactNode; steps: ReactNode } {
  const { t, path, locale, timeZone } = portal
  const byHand = <ButtonLink href={path('/reset')}>{t('linkProblem.enterCode')}</ButtonLink>
  const askAgain = <TextLink href={path('/forgot')}>{t('linkProblem.ask')}</TextLink>
  const typeIt = <TextLink href={path('/reset')}>{t('linkProblem.enterCode')}</TextLink>
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
            {byHand}
            {askAgain}
          </>
        ),
      }
    case 'foreign':
      return {
        title: t('linkProblem.foreign.title'),
        lead: t('linkProblem.foreign.lead', { name }),
        steps: (
          <ButtonLink href={`${env().REKEY_BASE_URL}/${problem.owner?.slug ?? ''}/forgot`}>
            {t('linkProblem.foreign.go', { name })}
          </ButtonLink>
        ),
      }
    case 'replaced':
      return {
        title: t('linkProblem.replaced.title'),
        lead: t.rich('linkProblem.replaced.lead', { time: '', when }),
        steps: (
          <>
            {byHand}
            {askAgain}
          </>
        ),
      }
    default:
      return {
        title: t('linkProblem.title'),
        lead: t('linkProblem.lead'),
        steps: (
          <>
            <AskForMail portal={portal} username={null} />
            {typeIt}
          </>
        ),
      }
  }
}

/** A link that is no use, told before anybody has thought of a password. */
export default async function LinkProblemPage() {
  const portal = await getPortal()
  const { t, tenant } = portal
  const problem = await readStep(portal, 'problem')
  const { title, lead, steps } = said(portal, problem)
  return (
    <Page name="link-problem">
      <title>{`${problem === null ? t('linkProblem.pageTitle') : title} · ${tenant.name}`}</title>
      <Notice tone="warning" data-problem={problem?.kind ?? 'incomplete'} />
      <Heading>{title}</Heading>
      <Lead>{lead}</Lead>
      {steps}
    </Page>
  )
}
