import { z } from 'zod'

/** What stands around a mail in an inbox, and the text message that goes out in its stead. */
export const MailAround = z.object({
  senderName: z.string(),
  subject: z.string(),
  sms: z.string().nullable(),
})
export type MailAround = z.output<typeof MailAround>
