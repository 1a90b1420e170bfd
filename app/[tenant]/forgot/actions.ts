'use server'

import { after } from 'next/server'
import { textField } from '@/lib/request/form-field'
import { allowedReturn } from '@/lib/request/return-address'
import { requestCode } from '@/lib/reset/request-code'
import { callerOf, dropStep, forTenant, goOn, keepStep } from '../action-context'
import { checkAlert, requestAlert } from '../alerts'
import { enteredName } from '../entered-name'
import { emptyForm, type FormState } from '../form-state'
import { type Portal, readStep } from '../portal'

/** Asks for the mail. The answer is the same for every account and for none. */
export async function askForMail(_previous: FormState, form: FormData): Promise<FormState> {
  return forTenant((portal) => ask(portal, form))
}

async function ask(portal: Portal, form: FormData): Promise<FormState> {
  const { tenant } = portal
  const entered = textField(form, 'username')
  const { username, error } = enteredName(portal, entered)
  const failed = { ...emptyForm({ username }), serial: Date.now() }
  if (error !== null) {
    return { ...failed, alert: checkAlert(portal, 1), fieldErrors: { username: error } }
  }
  const caller = await callerOf(portal)
  const { outcome, nextAskAt, supportCode, afterwards } = await requestCode(tenant, username, caller)
  if (afterwards !== null) after(afterwards)
  if (outcome.kind !== 'sent') return { ...failed, alert: requestAlert(portal, outcome, supportCode) }

  const asked = textField(form, 'return_to') ?? (await readStep(portal, 'ask'))?.returnTo ?? null
  await keepStep(portal, 'ask', { username, nextAskAt, returnTo: allowedReturn(asked, tenant.returnOrigins) })
  await dropStep(portal, 'arrival')
  return goOn(portal, '/sent')
}
