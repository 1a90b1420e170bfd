'use server'

import { endSession } from '@/lib/admin/current-admin'

/** Ends this browser's session, here and on every other instance. Needs no right: it can only be one's own. */
export async function signOut(): Promise<void> {
  await endSession()
}
