import 'server-only'
import { isUsualCode, readCode } from '@/lib/input/code-entry'
import { textField } from '@/lib/input/form-field'
import type { Portal } from './portal'

/**
 * The code that a form holds, and what is to be said of it at its field. One that doesn't look like a code is told so
 * before anything is spent on it; the same one sent again is meant, and the service decides.
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
