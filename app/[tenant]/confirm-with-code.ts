import 'server-only'
import { services } from '@/app/services'
import { confirmCode } from '@/lib/flows/confirm-code'
import type { Attempt, Flow } from '@/lib/flows/flow'
import { textField } from '@/lib/input/form-field'
import type { LinkKind } from '@/lib/link-kinds'
import type { Arrival, Ask, Opened, Steps } from '@/lib/links/journey'
import { callerOf, dropStep, goOn, hintOf, keepStep, stepAddress } from './action-context'
import type { FormState } from './form-state'
import { findReceipt, findStep, openTicket, type Portal, readStep } from './portal'
import { refusedForm, type Sent } from './refused-form'

/** What this browser brings to a form that uses a code. */
export type Brought = {
  /** What its link brought, and whether its time is over; null where there was no link. */
  readonly brought: Opened<'arrival'> | null
  /** The same, while its time lasts. */
  readonly arrival: Arrival | null
  readonly ask: Ask | null
  /** When an attempt was made before, by its idempotency key; null where this browser knows of none. */
  readonly usedAt: (attempt: string) => Date | null
}

export async function broughtTo(link: LinkKind, portal: Portal, form: FormData): Promise<Brought> {
  // The form's own ticket comes first: another tab may have opened another link since.
  const brought =
    openTicket(portal, 'arrival', textField(form, 'ticket'), link) ??
    (await findStep(portal, 'arrival', null, link))
  const [ask, receipt, doubt] = await Promise.all([
    readStep(portal, 'ask', link),
    readStep(portal, 'receipt', link),
    readStep(portal, 'doubt', link),
  ])
  return {
    brought,
    arrival: brought === null || brought.isOver ? null : brought.step,
    ask,
    usedAt: (attempt) => [receipt, doubt].find((each) => each?.attempt === attempt)?.at ?? null,
  }
}

type Options = {
  sent: Sent
  usedAt: Brought['usedAt']
  returnTo: string | null
  /** The steps that are over once the code was used: a person who goes back finds nothing of what was typed. */
  over: readonly (keyof Steps)[]
}

/**
 * Uses a code, once, and leads to the page that tells what came of it; where it was refused, the form comes back. Nothing
 * is sent where this browser has the receipt for the same code.
 */
export async function confirmWithCode<A extends Attempt>(
  flow: LinkKind & Pick<Flow<A>, 'confirm'>,
  portal: Portal,
  attempt: A,
  { sent, usedAt, returnTo, over }: Options,
): Promise<FormState> {
  const { username, code } = attempt
  const already = await findReceipt(portal, username, code, flow)
  if (already !== null)
    return goOn(portal, stepAddress(portal, 'receipt', { ...already, why: 'used-before' }, flow))

  const caller = await callerOf(portal)
  const answer = await confirmCode(services(), flow, portal.tenant, attempt, caller, usedAt)
  const { outcome, supportCode } = answer
  if (outcome.kind === 'standby') return goOn(portal, '/standby')
  if (outcome.kind !== 'done' && outcome.kind !== 'unknown')
    return refusedForm(portal, outcome, supportCode, sent)
  const why = outcome.kind === 'unknown' ? outcome.why : null
  // A link's code can't be mistyped, and its page is a step back.
  if (why === 'not-looked-up') await keepStep(portal, 'retry', { username, code: sent.shown.code }, flow)
  const hint = hintOf(portal, username)
  const kept = {
    kind: outcome.kind,
    at: outcome.at,
    attempt: answer.attempt,
    why,
    supportCode,
    returnTo,
    ...hint,
  }
  const result = await keepStep(portal, outcome.kind === 'done' ? 'receipt' : 'doubt', kept, flow)
  if (outcome.kind === 'done') for (const step of over) await dropStep(portal, step, flow)
  return goOn(portal, result)
}
