'use server'

import { z } from 'zod'
import { adminAction } from '@/app/(console)/admin-action'
import { services } from '@/app/services'
import { done, invalid } from '@/lib/console/auth/action-result'
import { explainUser } from '@/lib/console/explain-user'
import { say } from '@/lib/console/words/generated/refusals'

/** Says why one user can't reset a password, as far as IAM allows. */
export const lookUp = adminAction(
  'user.look_up',
  z.object({ tenant: z.string(), username: z.string().trim().min(1).max(128) }),
  async ({ username }, { admin, tenant, audit }) => {
    const answer = await explainUser(services().limits, admin, tenant, username)
    if (answer === 'too-many') {
      await audit('too-many')
      return invalid('username', say('refusals.form.lookUps'))
    }
    await audit(answer.state, {}, answer.tag)
    const { tag: _, ...said } = answer
    return done(said)
  },
)
