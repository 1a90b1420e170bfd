'use server'

import { signUpFlow } from '@/lib/flows/sign-up'
import { allowedReturn } from '@/lib/http/return-address'
import { textField } from '@/lib/input/form-field'
import { arrivalOf, forTenant, goOn } from '../action-context'
import { checkAlert } from '../alerts'
import { askForMailOf } from '../ask-for-mail'
import { broughtTo, confirmWithCode } from '../confirm-with-code'
import { broughtCode, enteredCode } from '../entered-code'
import { nameFor } from '../entered-name'
import { emptyForm, type FormState } from '../form-state'
import type { Portal } from '../portal'
import { newCode } from '../refused-form'
import { inSignUpWords } from './alerts'

/** The page of a tenant that doesn't confirm sign-ups here says so, whatever is sent to it. */
const whereOn = (form: FormData, run: (portal: Portal) => Promise<FormState>) =>
  forTenant(form, (portal) => (portal.tenant.confirmsSignUps ? run(portal) : goOn(portal, signUpFlow.page)))

/** Asks for a new mail. The answer and its time are the same for every account and for none. */
export async function askForSignUpMail(_previous: FormState, form: FormData): Promise<FormState> {
  const arrivedAt = await arrivalOf(performance.now())
  return whereOn(form, async (portal) =>
    inSignUpWords(portal, await askForMailOf(signUpFlow, portal, form, arrivedAt)),
  )
}

/** Confirms the account, once, for the tenant in the address and the user in this form. */
export async function confirmAccount(_previous: FormState, form: FormData): Promise<FormState> {
  return whereOn(form, async (portal) => inSignUpWords(portal, await confirm(portal, form)))
}

async function confirm(portal: Portal, form: FormData): Promise<FormState> {
  const { t } = portal
  const entered = textField(form, 'code')
  const { arrival, ask, usedAt } = await broughtTo(signUpFlow, portal, form)
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

  const asked = allowedReturn(textField(form, 'return_to'), portal.tenant.returnOrigins)
  return confirmWithCode(
    signUpFlow,
    portal,
    { username, code },
    {
      sent: { shown, password: '', ask },
      usedAt,
      returnTo: asked ?? ask?.returnTo ?? null,
      over: ['arrival', 'ask', 'problem'],
    },
  )
}
