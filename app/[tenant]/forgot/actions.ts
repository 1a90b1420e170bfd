'use server'

import { resetFlow } from '@/lib/flows/reset'
import { arrivalOf, forTenant } from '../action-context'
import { askForMailOf } from '../ask-for-mail'
import type { FormState } from '../form-state'

/** Asks for the mail. The answer and its time are the same for every account and for none. */
export async function askForMail(_previous: FormState, form: FormData): Promise<FormState> {
  const arrivedAt = await arrivalOf(performance.now())
  return forTenant(form, (portal) => askForMailOf(resetFlow, portal, form, arrivedAt))
}
