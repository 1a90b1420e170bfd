import { canBeUsername, readUsername } from '@/lib/input/username-entry'
import { LINK_KINDS } from '@/lib/link-kinds'
import { type Arrival, byHand, type Problem } from '@/lib/links/journey'
import { env } from '@/lib/platform/env'
import { stepAddress, ticketOf } from '../action-context'
import { againAlert } from '../alerts'
import { CleanAddress } from '../clean-address'
import { emptyForm } from '../form-state'
import { LinkProblemView } from '../link-problem/view'
import { findReceipt, getPortal, type Portal, readStep, type TicketParameter, withWayOn } from '../portal'
import { askForSignUpMail, confirmAccount } from './actions'
import { latestStep } from './latest-step'
import { ConfirmedView, InDoubtView, MailSentView, SwitchedOffView } from './result-views'
import { AskView, askHrefOf, ConfirmView } from './view'

const LINK = LINK_KINDS['sign-up']

type Query = {
  k?: TicketParameter
  ask?: string | string[] | undefined
  stale?: string | string[] | undefined
  username?: string | string[] | undefined
}

/** A sign-up's one page: what is to be pressed, and what became of it. Opening it confirms nothing. */
export default async function ConfirmPage({ searchParams }: PageProps<'/[tenant]/confirm'>) {
  const portal = await getPortal()
  const query: Query = await searchParams
  return (
    <>
      <CleanAddress query={query} nonce={portal.nonce} />
      {portal.tenant.confirmsSignUps ? await shown(portal, query) : <SwitchedOffView page={portal} />}
    </>
  )
}

function formFor(portal: Portal, query: Query, username: string) {
  const asked = typeof query.username === 'string' ? readUsername(query.username) : ''
  const initial = emptyForm({ username: username || (canBeUsername(asked) ? asked : '') })
  if (query.stale !== undefined) initial.alert = againAlert(portal, query.stale)
  return initial
}

async function shown(portal: Portal, query: Query) {
  const parts = { page: portal, onConfirm: confirmAccount, onAsk: askForSignUpMail }
  if (query.ask !== undefined) return <AskView {...parts} initial={formFor(portal, query, '')} />
  const latest = await latestStep(portal, query.k, LINK)
  switch (latest?.kind) {
    case 'receipt':
      return <ConfirmedView page={portal} receipt={withWayOn(portal, latest.step)} />
    case 'doubt':
      return (
        <InDoubtView
          {...parts}
          receipt={withWayOn(portal, latest.step)}
          entered={await readStep(portal, 'retry', LINK)}
        />
      )
    case 'ask':
      return (
        <MailSentView
          {...parts}
          initial={formFor(portal, query, latest.step.username)}
          ask={latest.step}
          now={new Date()}
        />
      )
    case 'problem':
      return problemPage(portal, latest.step)
    case 'arrival':
      return arrivalPage(portal, query, latest.step, latest.isOver)
    default: {
      const hint = query.k === undefined ? null : portal.t('reset.hintLost')
      const initial = formFor(portal, query, '')
      return <ConfirmView {...parts} initial={initial} isNameKnown={false} hasCode={false} hint={hint} />
    }
  }
}

function problemPage(portal: Portal, problem: Problem) {
  const arrival = byHand(LINK, problem.username, null, new Date())
  const kind = {
    askHref: askHrefOf(portal),
    stalePath: portal.path(LINK.page),
    expiredLead: portal.t('confirm.expiredLead'),
  }
  return (
    <LinkProblemView
      page={portal}
      kind={kind}
      problem={problem}
      onAsk={askForSignUpMail}
      resetHref={portal.path(stepAddress(portal, 'arrival', arrival, LINK))}
      ownerHref={`${env().REKEY_BASE_URL}/${problem.owner?.slug ?? ''}${LINK.page}?ask=1`}
    />
  )
}

async function arrivalPage(portal: Portal, query: Query, arrival: Arrival, isOver: boolean) {
  const { username, code, isByHand = false } = arrival
  // A page that was open for longer than its link's code lasts.
  if (isOver && !isByHand)
    return problemPage(portal, { kind: 'expired', username, newerAt: null, owner: null })
  const receipt = await findReceipt(portal, username, code, LINK)
  if (receipt !== null) return <ConfirmedView page={portal} receipt={withWayOn(portal, receipt)} />
  return (
    <ConfirmView
      page={portal}
      onConfirm={confirmAccount}
      onAsk={askForSignUpMail}
      initial={formFor(portal, query, username ?? '')}
      isNameKnown={username !== null}
      hasCode={code !== null && !isOver}
      hint={code === null && !isByHand ? portal.t('reset.hintCode') : null}
      ticket={ticketOf(portal, 'arrival', arrival, LINK)}
      returnTo={arrival.returnTo ?? null}
    />
  )
}
