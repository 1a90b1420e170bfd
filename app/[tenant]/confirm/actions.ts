'use server'

import { type ConfirmAnswer, confirmCode } from '@/lib/flows/confirm-code'
import { signUpFlow } from '@/lib/flows/sign-up'
import { allowedReturn } from '@/lib/http/return-address'
import { textField } from '@/lib/input/form-field'
import { services } from '@/lib/services'
import {
  arrivalOf,
  callerOf,
  dropStep,
  forTenant,
  goOn,
  hintOf,
  keepStep,
  stepAddress,
} from '../action-context'
import { checkAlert } from '../alerts'
import { askForMailOf } from '../ask-for-mail'
import { broughtCode, enteredCode } from '../entered-code'
import { nameFor } from '../entered-name'
import { emptyForm, type FormState } from '../form-state'
import { findReceipt, findStep, openTicket, type Portal, readStep } from '../portal'
import { newCode, refusedForm, type Sent } from '../reset/refused-form'
import { inSignUpWords } from './alerts'

/** The page of a tenant that doesn't confirm sign-ups here says so, whatever is sent to it. */
const whereOn = (run: (portal: Portal) => Promise<FormState>) =>
  forTenant((portal) => (portal.tenant.confirmsSignUps ? run(portal) : goOn(portal, signUpFlow.page)))

/** Asks for a new mail. The answer and its time are the same for every account and for none. */
export async function askForSignUpMail(_previous: FormState, form: FormData): Promise<FormState> {
  const arrivedAt = await arrivalOf(performance.now())
  return whereOn(async (portal) =>
    inSignUpWords(portal, await askForMailOf(signUpFlow, portal, form, arrivedAt)),
  )
}

/** Confirms the account, once, for the tenant in the address and the user in this form. */
export async function confirmAccount(_previous: FormState, form: FormData): Promise<FormState> {
  return whereOn(async (portal) => inSignUpWords(portal, await confirm(portal, form)))
}

async function confirm(portal: Portal, form: FormData): Promise<FormState> {
  const { t } = portal
  const entered = textField(form, 'code')
  // The form's own ticket comes first: another tab may have opened another link since.
  const brought =
    openTicket(portal, 'arrival', textField(form, 'ticket'), signUpFlow) ??
    (await findStep(portal, 'arrival', null, signUpFlow))
  const arrival = brought === null || brought.isOver ? null : brought.step
  const [ask, receipt, doubt] = await Promise.all([
    readStep(portal, 'ask', signUpFlow),
    readStep(portal, 'receipt', signUpFlow),
    readStep(portal, 'doubt', signUpFlow),
  ])
  const { username, error: nameError } = nameFor(portal, textField(form, 'username') ?? '', arrival)
  const { code, error: codeError } =
    entered === null ? { code: broughtCode(username, arrival), error: null } : enteredCode(portal, form)
  // What was typed comes back to be corrected; what a link brought stays in its cookie.
  const shown = { ...emptyForm({ username, code: entered ?? '' }), serial: Date.now() }

  const fieldErrors: FormState['fieldErrors'] = {}
  if (nameError !== null) fieldErrors.username = nameError
  if (code === null) fieldErrors.code = codeError ?? t('errors.code-missing')
  if (code === null || nameError !== null) {
    const isWithoutCode = code === null && entered === null
    const state = { ...shown, fieldErrors, alert: checkAlert(portal, Object.keys(fieldErrors).length) }
    return isWithoutCode ? { ...state, newCode: newCode(ask, username) } : state
  }

  const already = await findReceipt(portal, username, code, signUpFlow)
  if (already !== null)
    return goOn(portal, stepAddress(portal, 'receipt', { ...already, why: 'used-before' }, signUpFlow))

  const answer = await confirmCode(
    services(),
    signUpFlow,
    portal.tenant,
    { username, code },
    await callerOf(portal),
    (attempt) => [receipt, doubt].find((each) => each?.attempt === attempt)?.at ?? null,
  )
  if (answer.outcome.kind === 'unknown' && answer.outcome.why === 'not-looked-up')
    await keepStep(portal, 'retry', { username, code: entered ?? '' }, signUpFlow)
  const asked = allowedReturn(textField(form, 'return_to'), portal.tenant.returnOrigins)
  return conclude(portal, answer, { shown, password: '', ask }, asked ?? ask?.returnTo ?? null)
}

async function conclude(
  portal: Portal,
  { outcome, attempt, supportCode }: ConfirmAnswer,
  sent: Sent,
  returnTo: string | null,
): Promise<FormState> {
  if (outcome.kind !== 'done' && outcome.kind !== 'unknown')
    return refusedForm(portal, outcome, supportCode, sent)
  const why = outcome.kind === 'unknown' ? outcome.why : null
  const hint = hintOf(portal, sent.shown.username)
  const kept = { kind: outcome.kind, at: outcome.at, attempt, why, supportCode, returnTo, ...hint }
  const result = await keepStep(portal, outcome.kind === 'done' ? 'receipt' : 'doubt', kept, signUpFlow)
  if (outcome.kind === 'done') {
    // A person who goes back finds nothing of what was typed.
    for (const step of ['arrival', 'ask', 'problem'] as const) await dropStep(portal, step, signUpFlow)
  }
  return goOn(portal, result)
}
