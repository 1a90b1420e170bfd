import 'server-only'
import { readSignInName } from '@/lib/input/username-entry'
import type { Arrival } from '@/lib/links/journey'
import type { Portal } from './portal'

/** The name in a form, as it is sent to Cognito and shown in the field, and the message about it. */
type EnteredName = { username: string; error: string | null }

/** @param entered the field, or null where the form has no such text */
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

/** The user of a form after a link. A name from a link is in Cognito's own spelling and is not read as something typed. */
export function nameFor(portal: Portal, entered: string, arrival: Arrival | null): EnteredName {
  return arrival !== null && arrival.username === entered
    ? { username: entered, error: null }
    : enteredName(portal, entered)
}
