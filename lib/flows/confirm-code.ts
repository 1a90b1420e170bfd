import 'server-only'
import { idempotencyKey } from '../idempotency/confirmations'
import { canBeUsername } from '../input/username-entry'
import { normaliseUsername } from '../input/username-key'
import type { ConfirmOutcome } from '../outcome'
import type { Tenant } from '../tenants/tenant'
import type { Caller } from './caller'
import type { Attempt, Flow } from './flow'
import type { FlowServices } from './flow-services'
import { type ConfirmAnswer, spendCode } from './spend-code'
import { mintSupportCode } from './support-code'
import { untilNextStep } from './uniform-time'

export type { ConfirmAnswer }

/**
 * Uses a mailed code for a page, once, and returns what is known to have happened. Never throws.
 *
 * @param receiptAt when the same code was used, by this browser's own receipt; else null
 */
export async function confirmCode<A extends Attempt>(
  services: FlowServices,
  flow: Pick<Flow<A>, 'kind' | 'confirm'>,
  tenant: Tenant,
  attempt: A,
  caller: Caller,
  receiptAt: (attempt: string) => Date | null,
): Promise<ConfirmAnswer> {
  const start = performance.now()
  const refused = async (outcome: ConfirmOutcome): Promise<ConfirmAnswer> => {
    if (outcome.kind === 'code-rejected') await untilNextStep(start)
    const key = idempotencyKey(flow.kind, tenant.id, normaliseUsername(attempt.username), attempt.code)
    return { outcome, attempt: key, supportCode: mintSupportCode() }
  }
  const fault = flow.confirm.check(attempt)
  if (fault !== null) return refused(fault)
  if (!canBeUsername(attempt.username)) return refused({ kind: 'code-rejected' })
  return spendCode(services, flow, tenant, attempt, caller, receiptAt)
}
