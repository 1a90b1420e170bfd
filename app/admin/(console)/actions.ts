'use server'

import { z } from 'zod'
import { personalAction } from '@/lib/admin/admin-action'
import { markSeen } from '@/lib/admin/console-store'
import { endSession } from '@/lib/admin/current-admin'
import { noteActionBegun } from '@/lib/request/response-status'

/** Ends this browser's session, here and on every other instance. Needs no right: it can only be one's own. */
export async function signOut(): Promise<void> {
  noteActionBegun()
  await endSession()
}

/** Takes changes of others off this person's pages; everybody else still sees them. */
export const markChangesSeen = personalAction(
  z.object({ ids: z.array(z.number().int().positive()).max(50) }),
  async ({ ids }, admin) => markSeen(admin, ids),
)
