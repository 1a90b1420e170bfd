import { loadTranslator } from '@/lib/i18n/translator'
import { textField } from '@/lib/input/form-field'
import { awayAlert } from './alerts'
import { emptyForm, type FormState } from './form-state'
import { localeWithoutTenant } from './portal'
import { saysToStay } from './reset/sign-out-box'

/**
 * What a form shows whose tenant could not be looked up: nothing was done with it, and what was typed is still there. In
 * the browser's language, since the tenant's are not known. (Without scripts the whole page says so: see the layout.)
 */
export async function unservedForm(form: FormData): Promise<FormState> {
  const t = await loadTranslator(await localeWithoutTenant())
  return {
    ...emptyForm({ username: textField(form, 'username') ?? '', code: textField(form, 'code') ?? '' }),
    serial: Date.now(),
    keepsSessions: saysToStay(form) ?? false,
    alert: awayAlert(t),
  }
}
