import 'server-only'
import { confirmationKey } from '../idempotency/confirmations'
import { impossiblePassword } from '../input/password-entry'
import { canBeUsername } from '../input/username-entry'
import { normaliseUsername } from '../input/username-key'
import type { ConfirmOutcome } from '../outcome'
import type { Tenant } from '../tenants/tenant'
import type { Caller } from './caller'
import { type Attempt, type ConfirmAnswer, spendCode } from './spend-code'
import { mintSupportCode } from './support-code'
import { untilNextStep } from './uniform-time'

export type { ConfirmAnswer }

/**
 * Sets a new password with a mailed code, once, and says what is known to have happened.
 *
 * @param attempt the user name without outer white space, the code as `readCode` gave it, the password untouched
 * @param receiptAt when this browser's own receipt says that the same code was used, else null
 */
export async function confirmReset(
  tenant: Tenant,
  attempt: Attempt,
  caller: Caller,
  receiptAt: (attempt: string) => Date | null,
): Promise<ConfirmAnswer> {
  const start = performance.now()
  const refused = async (outcome: ConfirmOutcome): Promise<ConfirmAnswer> => {
    if (outcome.kind === 'code-rejected') await untilNextStep(start)
    const name = confirmationKey(tenant.id, normaliseUsername(attempt.username), attempt.code)
    return { outcome, attempt: name, supportCode: mintSupportCode() }
  }
  const rule = impossiblePassword(attempt.password)
  if (rule !== null) return refused({ kind: 'password-rejected', rule })
  if (!canBeUsername(attempt.username)) return refused({ kind: 'code-rejected' })
  return spendCode(tenant, attempt, caller, receiptAt)
}
