import 'server-only'
import { limits, scaled } from '../limits/policy'
import type { RequestOutcome } from '../outcome'
import { env } from '../platform/env'
import type { Tenant } from '../tenants/tenant'
import type { Caller } from './caller'
import type { Flow } from './flow'
import type { FlowServices } from './flow-services'
import { requestCode } from './request-code'
import { knownByAnswerTime } from './uniform-time'

export type UniformAnswer = {
  outcome: RequestOutcome
  /** When another mail can be asked for, as far as it was known in time; the same for every account. */
  nextAskAt: Date
  supportCode: string
  /** Does what is left to do and resolves when the ask is over. Never throws. */
  finish: () => Promise<void>
}

/** When another mail can be asked for if one goes out now: the same for everybody who wasn't held back. */
function afterAnAsk(): Date {
  const { times, perSeconds } = scaled(limits.askBurst, env().REKEY_LIMITS_FACTOR)
  return new Date(Date.now() + (times > 1 ? 0 : perSeconds * 1_000))
}

/**
 * Asks for a mail and answers after the uniform response time (see `uniform-time`): with what is known by then and true
 * of every user of the tenant, else with `sent`. Only the bot check and the pool's role are waited for. The ask itself goes on after the answer, and a late result reaches
 * limits, log and audit as if it had come in time.
 *
 * @param username one that `canBeUsername` accepts
 * @param arrivedAt when the request's headers were read, by `performance.now()`
 * @param solution what the form brought for the bot check, if anything
 */
export async function requestCodeUniformly(
  services: FlowServices,
  flow: Pick<Flow, 'kind' | 'codeLifeMs' | 'request'>,
  tenant: Tenant,
  username: string,
  caller: Caller,
  arrivedAt: number,
  solution: string | null = null,
): Promise<UniformAnswer> {
  const { underWay } = services.asks
  const limitsSay: { nextAskAt?: Date } = {}
  const onLimits = (nextAskAt: Date) => {
    limitsSay.nextAskAt = nextAskAt
  }
  const asked = { via: 'form', solution } as const
  let onChecked: (isHeldBack: boolean) => void = () => {}
  const isHeldBack = new Promise<boolean>((resolve) => {
    onChecked = resolve
  })
  const options = { arrivedAt, onLimits, onChecked, asked }
  const ask = underWay(requestCode(services, flow, tenant, username, caller, options))
  // However late that is known: no mail goes out, whatever the account.
  if (await isHeldBack) await ask
  const known = await knownByAnswerTime(arrivedAt, ask)
  return {
    outcome: known?.outcome ?? { kind: 'sent' },
    nextAskAt: limitsSay.nextAskAt ?? afterAnAsk(),
    supportCode: known?.supportCode ?? '',
    finish: () => underWay(ask.then(({ afterwards }) => afterwards?.())),
  }
}
