'use server'

import { headers } from 'next/headers'
import { z } from 'zod'
import { operatorAction, personalAction } from '@/app/(console)/admin-action'
import { endSessionById } from '@/app/(console)/console-store'
import { services } from '@/app/services'
import { done } from '@/lib/console/auth/action-result'
import { SessionId } from '@/lib/console/auth/session-list'
import { CLIENT_ADDRESS_HEADER } from '@/lib/http/internal-headers'

const OneSession = z.object({ session: SessionId })

/** Ends one of somebody's own sessions, in whatever browser. Needs no role, and reaches nobody else's. */
export const endOwnSession = personalAction(OneSession, async ({ session }, admin) => {
  if ((await endSessionById(session, admin.subject)) === null) return
  await services().audit.record({
    event: 'session.end',
    outcome: 'ended-own',
    tenantId: null,
    address: (await headers()).get(CLIENT_ADDRESS_HEADER),
    details: { by: admin.subject },
  })
})

/** Ends anybody's session. One that is over already is as wanted. */
export const endAnySession = operatorAction('session.end', OneSession, async ({ session }, { audit }) => {
  const subject = await endSessionById(session, null)
  if (subject !== null) await audit('ended', { subject })
  return done(null)
})
