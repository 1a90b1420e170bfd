'use server'

import { z } from 'zod'
import { done } from '@/lib/console/auth/action-result'
import { adminAction } from '@/lib/console/auth/admin-action'
import { drawMail } from '@/lib/console/console-store'
import { sendTestMail } from '@/lib/console/mail-to-self'
import { ShownMail } from '@/lib/console/shown-mails'
import { services } from '@/lib/services'

/** Sends the mail on show to the person who looks at it, and to nobody else. */
export const sendTest = adminAction(
  'mail.send_test',
  z.object({ tenant: z.string(), mail: ShownMail }),
  async ({ mail }, { admin, tenant, audit }) => {
    const result = await sendTestMail(services().limits, admin, tenant, await drawMail(tenant, mail))
    await audit(result.kind, mail)
    return done(result)
  },
)
