import 'server-only'
import { isUsualCode, readCode } from '@/lib/input/code-entry'
import { textField } from '@/lib/input/form-field'
import type { Arrival } from '@/lib/links/journey'
import type { Portal } from './portal'

/**
 * The code in a form, and the message at its field. For one that doesn't look like a code the message comes before
 * anything is spent on it; sent again unchanged, it counts as intended, and the service decides.
 */
export function enteredCode(
  { t }: Portal,
  form: FormData,
): { code: string; error: null } | { code: null; error: string } {
  const entered = textField(form, 'code')?.trim() ?? ''
  if (entered === '') return { code: null, error: t('errors.code-missing') }
  const code = readCode(entered)
  const isMeant = code !== null && (isUsualCode(code) || textField(form, 'shown_code')?.trim() === entered)
  return isMeant ? { code, error: null } : { code: null, error: t('errors.code-invalid') }
}

/** The code that came with the page, if it is for the user of the form. */
export function broughtCode(username: string, arrival: Arrival | null): string | null {
  if (arrival === null || (arrival.username !== null && arrival.username !== username)) return null
  return arrival.code
}
