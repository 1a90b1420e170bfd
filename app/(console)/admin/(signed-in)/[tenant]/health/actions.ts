'use server'

import { z } from 'zod'
import { adminAction } from '@/app/(console)/admin-action'
import { examineNow } from '@/app/(console)/examine-now'
import { type ActionResult, done } from '@/lib/console/auth/action-result'
import type { Examination } from '@/lib/console/shown-result'

/**
 * Finds out why a reset would fail for a tenant, for browsers that can't follow it (see `run/route.ts`). It calls the
 * service, so it runs only on demand.
 */
export const examine = adminAction(
  'tenant.examine',
  z.object({ tenant: z.string() }),
  async (_, context): Promise<ActionResult<Examination>> => done(await examineNow(context)),
)
