import 'server-only'
import { after } from 'next/server'
import { services } from '@/app/services'
import type { Flow } from '@/lib/flows/flow'
import { requestCodeUniformly } from '@/lib/flows/request-uniformly'
import { allowedReturn } from '@/lib/http/return-address'
import { textField } from '@/lib/input/form-field'
import { FIRST_KIND, type LinkKind } from '@/lib/link-kinds'
import { callerOf, dropStep, goOn, isScripted, keepStep } from './action-context'
import { checkAlert, requestAlert, STALE_CHECK } from './alerts'
import { enteredName } from './entered-name'
import { emptyForm, type FormState } from './form-state'
import { type Portal, readStep } from './portal'

/** Where a form is offered anew, as one of an older build is (`useForm`). */
function againAddress({ kind, page }: LinkKind, username: string, returnTo: string | null): string {
  const query = new URLSearchParams({ stale: STALE_CHECK, username })
  if (returnTo !== null) query.set('return_to', returnTo)
  return `${kind === FIRST_KIND ? '/forgot' : page}?${query}`
}

/**
 * Asks for a flow's mail for the user of a form. The answer and its time are the same for every account and for none.
 *
 * @param arrivedAt when the request's headers were read, by `performance.now()`
 */
export async function askForMailOf(
  flow: LinkKind & Pick<Flow, 'request'>,
  portal: Portal,
  form: FormData,
  arrivedAt: number,
): Promise<FormState> {
  const { tenant } = portal
  const entered = textField(form, 'username')
  const { username, error } = enteredName(portal, entered)
  const failed = { ...emptyForm({ username }), serial: Date.now() }
  // That a name is impossible says nothing about accounts, so the page may say it at once.
  if (error !== null) {
    return { ...failed, alert: checkAlert(portal, 1), fieldErrors: { username: error } }
  }
  const caller = await callerOf(portal)
  const solution = textField(form, 'altcha')
  const answer = await requestCodeUniformly(services(), flow, tenant, username, caller, arrivedAt, solution)
  const { outcome, nextAskAt, supportCode } = answer
  after(() =>
    answer
      .finish()
      .then(() =>
        Promise.all([services().audit.written(), services().tallies.saved(), services().metrics.sent()]),
      ),
  )
  if (outcome.kind === 'standby') return goOn(portal, '/standby')
  // The page was open when the check began: offered anew with the name, it brings the script that solves.
  if (outcome.kind === 'bot-check' && solution === null && (await isScripted()))
    return { ...failed, goTo: portal.path(againAddress(flow, username, textField(form, 'return_to'))) }
  if (outcome.kind !== 'sent') return { ...failed, alert: requestAlert(portal, outcome, supportCode) }

  const asked = textField(form, 'return_to') ?? (await readStep(portal, 'ask', flow))?.returnTo ?? null
  const returnTo = allowedReturn(asked, tenant.returnOrigins)
  const sent = await keepStep(portal, 'ask', { username, nextAskAt, returnTo }, flow)
  await dropStep(portal, 'arrival', flow)
  return goOn(portal, sent)
}
