'use server'

import { allowedReturn } from '@/lib/http/return-address'
import { textField } from '@/lib/input/form-field'
import { LINK_KINDS } from '@/lib/link-kinds'
import { byHand } from '@/lib/links/journey'
import { forTenant, goOn, keepStep } from '../action-context'
import { checkAlert } from '../alerts'
import { enteredCode } from '../entered-code'
import { enteredName } from '../entered-name'
import { emptyForm, type FormState } from '../form-state'
import type { Portal } from '../portal'

/** Takes the code to the next page, in its sealed cookie. Cognito isn't called: only a new password spends a code. */
export async function enterCode(_previous: FormState, form: FormData): Promise<FormState> {
  return forTenant(form, enter)
}

async function enter(portal: Portal, form: FormData): Promise<FormState> {
  const { username, error } = enteredName(portal, textField(form, 'username'))
  const { code, error: codeError } = enteredCode(portal, form)
  const fieldErrors: FormState['fieldErrors'] = {}
  if (error !== null) fieldErrors.username = error
  if (codeError !== null) fieldErrors.code = codeError
  if (code === null || Object.keys(fieldErrors).length > 0) {
    return {
      ...emptyForm({ username, code: textField(form, 'code') ?? '' }),
      serial: Date.now(),
      alert: checkAlert(portal, Object.keys(fieldErrors).length),
      fieldErrors,
    }
  }
  const returnTo = allowedReturn(textField(form, 'return_to'), portal.tenant.returnOrigins)
  return goOn(
    portal,
    await keepStep(portal, 'arrival', byHand(LINK_KINDS.reset, username, code, new Date(), returnTo)),
  )
}
