'use server'

import { z } from 'zod'
import { adminAction } from '@/app/(console)/admin-action'
import { drawMail } from '@/app/(console)/console-store'
import { services } from '@/app/services'
import { done } from '@/lib/console/auth/action-result'
import { sendTestMail } from '@/lib/console/mail-to-self'
import { ShownMail } from '@/lib/console/shown-mails'

/** Sends the mail on show to the person who looks at it, and to nobody else. */
export const sendTest = adminAction(
  'mail.send_test',
  z.object({ tenant: z.string(), mail: ShownMail }),
  async ({ mail }, { admin, tenant, audit }) => {
    const result = await sendTestMail(services(), admin, tenant, await drawMail(tenant, mail))
    await audit(result.kind, mail)
    return done(result)
  },
)
