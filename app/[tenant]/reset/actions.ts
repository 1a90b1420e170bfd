'use server'

import { type ConfirmAnswer, confirmCode } from '@/lib/flows/confirm-code'
import { resetFlow } from '@/lib/flows/reset'
import { textField } from '@/lib/input/form-field'
import { services } from '@/lib/services'
import { callerOf, dropStep, forTenant, goOn, hintOf, keepStep, stepAddress } from '../action-context'
import { overAlert } from '../alerts'
import { broughtCode, enteredCode } from '../entered-code'
import { nameFor } from '../entered-name'
import { emptyForm, type FormState } from '../form-state'
import { findReceipt, findStep, openTicket, type Portal, readStep } from '../portal'
import { fieldsAlert, lackOf } from './lack'
import { newCode, refusedForm, type Sent } from './refused-form'

/** Changes the password, once, for the tenant in the address and the user in this form. */
export async function changePassword(_previous: FormState, form: FormData): Promise<FormState> {
  return forTenant((portal) => change(portal, form))
}

async function change(portal: Portal, form: FormData): Promise<FormState> {
  const { t } = portal
  const entered = textField(form, 'code')
  const password = textField(form, 'password')
  // The form's own ticket comes first: another tab may have opened another link since.
  const brought =
    openTicket(portal, 'arrival', textField(form, 'ticket')) ?? (await findStep(portal, 'arrival', null))
  const arrival = brought === null || brought.isOver ? null : brought.step
  const [ask, receipt, doubt] = await Promise.all([
    readStep(portal, 'ask'),
    readStep(portal, 'receipt'),
    readStep(portal, 'doubt'),
  ])
  const { username, error: nameError } = nameFor(
    portal,
    textField(form, 'username') ?? '',
    brought?.step ?? null,
  )
  const { code, error: codeError } =
    entered === null ? { code: broughtCode(username, arrival), error: null } : enteredCode(portal, form)
  // What was typed comes back to be corrected, wherever it was typed; what a link brought stays in its cookie.
  const typed = entered ?? (brought?.step.isByHand ? brought.step.code : null)
  const shown = { ...emptyForm({ username, code: typed ?? '' }), serial: Date.now() }

  const fieldErrors: FormState['fieldErrors'] = {}
  if (nameError !== null) fieldErrors.username = nameError
  if (code === null) fieldErrors.code = codeError ?? t('errors.code-missing')
  const lacks = password ? lackOf(portal, form, username, password) : null
  if (!password) fieldErrors.password = t('errors.password-missing')
  else if (lacks !== null) fieldErrors.password = lacks.text
  if (code === null || !password || nameError !== null || lacks !== null) {
    // The link's code doesn't go with this user, so the page asks for one.
    if (code === null && entered === null && arrival !== null) await dropStep(portal, 'arrival')
    const isTooLate = code === null && entered === null && brought?.isOver === true
    const form = { ...shown, fieldErrors, shownPassword: lacks?.mark ?? '' }
    return isTooLate
      ? { ...form, alert: overAlert(portal, username), newCode: newCode(ask, username) }
      : { ...form, alert: fieldsAlert(portal, fieldErrors, lacks) }
  }

  const already = await findReceipt(portal, username, code)
  if (already !== null)
    return goOn(portal, stepAddress(portal, 'receipt', { ...already, why: 'used-before' }))

  const answer = await confirmCode(
    services(),
    resetFlow,
    portal.tenant,
    { username, code, password },
    await callerOf(portal),
    (attempt) => [receipt, doubt].find((each) => each?.attempt === attempt)?.at ?? null,
  )
  if (answer.outcome.kind === 'unknown' && answer.outcome.why === 'not-looked-up')
    // A link's code can't be mistyped, and its page is a step back.
    await keepStep(portal, 'retry', { username, code: typed ?? '' })
  return conclude(portal, answer, { shown, password, ask }, brought?.step.returnTo ?? ask?.returnTo ?? null)
}

async function conclude(
  portal: Portal,
  answer: ConfirmAnswer,
  sent: Sent,
  returnTo: string | null,
): Promise<FormState> {
  const { outcome, attempt, supportCode } = answer
  if (outcome.kind === 'done' || outcome.kind === 'unknown') {
    const why = outcome.kind === 'unknown' ? outcome.why : null
    const kept = {
      kind: outcome.kind,
      at: outcome.at,
      attempt,
      why,
      supportCode,
      returnTo,
      ...hintOf(portal, sent.shown.username),
    }
    const result = await keepStep(portal, outcome.kind === 'done' ? 'receipt' : 'doubt', kept)
    if (outcome.kind === 'done') {
      await dropStep(portal, 'arrival')
      // A person who goes back finds nothing of what was typed.
      await dropStep(portal, 'ask')
    }
    return goOn(portal, result)
  }
  return refusedForm(portal, outcome, supportCode, sent)
}
