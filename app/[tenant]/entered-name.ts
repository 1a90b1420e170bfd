import 'server-only'
import { readSignInName } from '@/lib/input/username-entry'
import type { Portal } from './portal'

/** The name that a form holds, as Cognito is asked for it and the field shows it, and what is to be said of it. */
export type EnteredName = { username: string; error: string | null }

/** @param entered the field, or null where it isn't the text that the form has */
export function enteredName({ tenant, t }: Portal, entered: string | null): EnteredName {
  if (entered === null) return { username: '', error: t('errors.username-invalid') }
  const entry = readSignInName(entered, tenant)
  switch (entry.kind) {
    case 'name':
      return { username: entry.username, error: null }
    case 'missing':
      return { username: '', error: t('errors.username-missing') }
    case 'impossible':
      return { username: entry.shown, error: t('errors.username-invalid') }
    case 'offered':
      return { username: entry.shown, error: t('errors.username-offered') }
  }
}
