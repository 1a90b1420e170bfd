'use server'

import { z } from 'zod'
import { personalAction } from '@/app/(console)/admin-action'
import { markSeen } from '@/app/(console)/console-store'
import { endSession } from '@/app/(console)/current-admin'
import { noteActionBegun } from '@/lib/http/response-status'

/** Ends this browser's session on every instance. Needs no role: it can only be one's own. */
export async function signOut(): Promise<void> {
  noteActionBegun()
  await endSession()
}

/** Removes others' changes from this person's pages; everybody else still sees them. */
export const markChangesSeen = personalAction(
  z.object({ ids: z.array(z.number().int().positive()).max(50) }),
  async ({ ids }, admin) => markSeen(admin, ids),
)
