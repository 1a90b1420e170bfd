import { z } from 'zod'
import type { PoolMailName } from '../pool-mails'

const choice = (meaning: string) => z.boolean().optional().describe(meaning)

const branded = {
  reset: choice('The link to a new password; yes where absent'),
  signUp: choice('The link that confirms a sign-up; yes where absent'),
  invitation: choice('The temporary password for an account that was made; no where absent'),
  verification: choice('The code that proves an address or a number; no where absent'),
  secondFactor: choice('The code that finishes a sign-in; no where absent'),
} satisfies Record<PoolMailName, z.ZodType>

export const MailSettingsSchema = z
  .strictObject({
    explainsRefusals: z
      .boolean()
      .default(false)
      .describe('Whether somebody whom Cognito refuses a reset is told by mail what helps instead'),
    branded: z
      .strictObject(branded)
      .optional()
      .describe(
        'Which mails of the pool its function writes in the brand; the others stay as Cognito has them',
      ),
  })
  .prefault({})
  .describe('What people are sent')
