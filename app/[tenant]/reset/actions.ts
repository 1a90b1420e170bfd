'use server'

import { resetFlow } from '@/lib/flows/reset'
import { textField } from '@/lib/input/form-field'
import { dropStep, forTenant } from '../action-context'
import { overAlert } from '../alerts'
import { broughtTo, confirmWithCode } from '../confirm-with-code'
import { broughtCode, enteredCode } from '../entered-code'
import { nameFor } from '../entered-name'
import { emptyForm, type FormState } from '../form-state'
import type { Portal } from '../portal'
import { newCode } from '../refused-form'
import { fieldsAlert, lackOf } from './lack'
import { saysToStay } from './sign-out-box'

/** Changes the password, once, for the tenant in the address and the user in this form. */
export async function changePassword(_previous: FormState, form: FormData): Promise<FormState> {
  return forTenant(form, change)
}

async function change(portal: Portal, form: FormData): Promise<FormState> {
  const { t } = portal
  const entered = textField(form, 'code')
  const password = textField(form, 'password')
  const { brought, arrival, ask, usedAt } = await broughtTo(resetFlow, portal, form)
  const { username, error: nameError } = nameFor(
    portal,
    textField(form, 'username') ?? '',
    brought?.step ?? null,
  )
  const { code, error: codeError } =
    entered === null ? { code: broughtCode(username, arrival), error: null } : enteredCode(portal, form)
  const keepsSessions = portal.tenant.signOut === 'ask' ? saysToStay(form) : undefined
  // What was typed comes back to be corrected, wherever it was typed; what a link brought stays in its cookie.
  const typed = entered ?? (brought?.step.isByHand ? brought.step.code : null)
  const shown = {
    ...emptyForm({ username, code: typed ?? '' }),
    serial: Date.now(),
    keepsSessions: keepsSessions ?? false,
  }

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

  return confirmWithCode(
    resetFlow,
    portal,
    { username, code, password, keepsSessions },
    {
      sent: { shown, password, ask },
      usedAt,
      returnTo: brought?.step.returnTo ?? ask?.returnTo ?? null,
      over: ['arrival', 'ask'],
    },
  )
}
