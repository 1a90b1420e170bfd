import { canBeUsername, readUsername } from '@/lib/input/username-entry'
import type { Arrival } from '@/lib/links/journey'
import { stepAddress, ticketOf } from '../action-context'
import { againAlert, overAlert } from '../alerts'
import { CleanAddress } from '../clean-address'
import { DoneView } from '../done/view'
import { askForMail } from '../forgot/actions'
import { emptyForm } from '../form-state'
import { findReceipt, findStep, getPortal, type Portal, readStep, withWayOn } from '../portal'
import { newCode } from '../refused-form'
import { changePassword } from './actions'
import { linkNote, timeOfDay } from './link-note'
import { ResetView } from './view'

/** What to do about the parts that a link should have brought and didn't. */
function hintOf({ t }: Portal, arrival: Arrival | null, hasTicket: boolean): string | null {
  if (arrival === null) return hasTicket ? t('reset.hintLost') : null
  if (arrival.isByHand) return null
  if (arrival.code === null) return t('reset.hintCode')
  return arrival.username === null ? t('reset.hintName') : null
}

/** Tells a person who comes back without a link that this browser has already changed the password. */
async function changedNotice(portal: Portal) {
  const receipt = await readStep(portal, 'receipt')
  return receipt?.kind === 'done'
    ? portal.t.rich('reset.changedAt', { time: '', when: timeOfDay(portal, receipt.at) })
    : null
}

/** The address of this page with the link's name open for correction; null where the mail function sealed the name. */
function correctHref(portal: Portal, arrival: Arrival): string | null {
  const { username, code, sentAt } = arrival
  if (username === null || code === null || sentAt !== undefined) return null
  return portal.path(stepAddress(portal, 'arrival', { ...arrival, username: null, suggestion: username }))
}

/** The new password, and the parts of the link that didn't arrive. */
export default async function ResetPage({ searchParams }: PageProps<'/[tenant]/reset'>) {
  const portal = await getPortal()
  const query = await searchParams
  const [brought, ask] = await Promise.all([findStep(portal, 'arrival', query.k), readStep(portal, 'ask')])
  const isOver = brought?.isOver ?? false
  // An expired step keeps its name but not its code.
  const arrival = brought && (isOver ? { ...brought.step, code: null } : brought.step)
  const clean = <CleanAddress query={query} nonce={portal.nonce} />
  const receipt = await findReceipt(portal, arrival?.username ?? null, arrival?.code ?? null)
  if (receipt !== null) {
    return (
      <>
        {clean}
        <DoneView page={portal} receipt={{ ...withWayOn(portal, receipt), why: 'used-before' }} />
      </>
    )
  }
  const asked = typeof query.username === 'string' ? readUsername(query.username) : ''
  const known = arrival?.username ?? null
  const notice = arrival === null ? await changedNotice(portal) : null
  // A person who comes back after a success finds nothing of what was typed.
  const asker = notice === null ? ask?.username : undefined
  const suggestion = arrival?.suggestion ?? asker ?? (canBeUsername(asked) ? asked : '')
  // A typed code stands in its field again once its hour is over; a link's never does.
  const typed = isOver && brought?.step.isByHand ? brought.step.code : null
  const initial = emptyForm({ username: known ?? suggestion, code: typed ?? '' })
  if (isOver) {
    initial.alert = overAlert(portal, initial.username)
    initial.newCode = newCode(ask, initial.username)
  }
  if (query.stale !== undefined) initial.alert = againAlert(portal, query.stale)
  return (
    <>
      {clean}
      <ResetView
        page={portal}
        action={changePassword}
        onAsk={askForMail}
        initial={initial}
        isNameKnown={known !== null}
        hasCode={arrival !== null && arrival.code !== null}
        notice={notice}
        linkNote={arrival && linkNote(portal, arrival)}
        hint={hintOf(portal, arrival, query.k !== undefined)}
        ticket={brought && ticketOf(portal, 'arrival', brought.step)}
        returnTo={brought?.step.returnTo ?? ask?.returnTo ?? null}
        correctHref={arrival && correctHref(portal, arrival)}
      />
    </>
  )
}
