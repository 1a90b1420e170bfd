'use server'

import { after } from 'next/server'
import { requestCodeUniformly } from '@/lib/flows/request-uniformly'
import { resetFlow } from '@/lib/flows/reset'
import { allowedReturn } from '@/lib/http/return-address'
import { textField } from '@/lib/input/form-field'
import { services } from '@/lib/services'
import { arrivalOf, callerOf, dropStep, forTenant, goOn, keepStep } from '../action-context'
import { checkAlert, requestAlert } from '../alerts'
import { enteredName } from '../entered-name'
import { emptyForm, type FormState } from '../form-state'
import { type Portal, readStep } from '../portal'

/** Asks for the mail. The answer and its time are the same for every account and for none. */
export async function askForMail(_previous: FormState, form: FormData): Promise<FormState> {
  const arrivedAt = await arrivalOf(performance.now())
  return forTenant((portal) => ask(portal, form, arrivedAt))
}

async function ask(portal: Portal, form: FormData, arrivedAt: number): Promise<FormState> {
  const { tenant } = portal
  const entered = textField(form, 'username')
  const { username, error } = enteredName(portal, entered)
  const failed = { ...emptyForm({ username }), serial: Date.now() }
  // That a name is impossible says nothing about accounts, so the page may say it at once.
  if (error !== null) {
    return { ...failed, alert: checkAlert(portal, 1), fieldErrors: { username: error } }
  }
  const caller = await callerOf(portal)
  const answer = await requestCodeUniformly(services(), resetFlow, tenant, username, caller, arrivedAt)
  const { outcome, nextAskAt, supportCode } = answer
  after(() =>
    answer
      .finish()
      .then(() =>
        Promise.all([services().audit.written(), services().tallies.saved(), services().metrics.sent()]),
      ),
  )
  if (outcome.kind !== 'sent') return { ...failed, alert: requestAlert(portal, outcome, supportCode) }

  const asked = textField(form, 'return_to') ?? (await readStep(portal, 'ask'))?.returnTo ?? null
  const returnTo = allowedReturn(asked, tenant.returnOrigins)
  const sent = await keepStep(portal, 'ask', { username, nextAskAt, returnTo })
  await dropStep(portal, 'arrival')
  return goOn(portal, sent)
}
