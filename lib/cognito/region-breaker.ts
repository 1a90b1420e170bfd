import { circuitBreaker } from '../platform/circuit-breaker'

const PROBE_EVERY_MS = 5_000
/** How long a tenant whose probe failed lets others go first: its own pool may be what fails. */
const PRECEDENCE_MS = 2_500
/** Failures further apart than this are not one outage. */
const TOGETHER_MS = 15_000
/** One connection that can't be made is a hiccup of the network. */
const NEVER_SENT_TO_OPEN = 2
const TENANTS_TO_OPEN = 2
/** After this long without an ask, nothing is known of the region any more. */
const NOTHING_KNOWN_AFTER_MS = 10_000

export type RegionCall = {
  readonly kind: 'ask' | 'confirmation'
  readonly tenantId: string
  readonly userPoolId: string
}

/**
 * What the end of a call says about its region: `answered` by the service, whatever the answer was; `never-sent`; a
 * server error or no answer at all (`failing`); or `unclear`, such as a proxy's answer.
 */
export type RegionSign = 'answered' | 'never-sent' | 'failing' | 'unclear'

export type RegionBreaker = {
  /** Whether a call may be sent. Where it may not, nothing was sent and nothing changed. */
  admits(call: RegionCall): boolean
  /** How an admitted call ended. */
  ended(call: RegionCall, sign: RegionSign): void
}

type Options = {
  name?: string
  onOpen: (sign: RegionSign) => void
  onClose: () => void
  /** Milliseconds on a monotonic clock. */
  now: () => number
}

/**
 * The circuit breaker in front of one region of Cognito. It opens when calls are never sent, or when two tenants with
 * two pools see server errors or no answer, with no answer to anybody in between: one pool's time-outs never open it.
 * While it is open, one ask every five seconds is the probe. Confirmations are not, because a lost one leaves a person
 * in doubt; only where nobody has asked for ten seconds is one let through, so that people with codes are not shut out
 * of a region that is back.
 */
export function regionBreaker({ name, onOpen, onClose, now }: Options): RegionBreaker {
  const failing = new Map<string, { readonly userPoolId: string; readonly at: number }>()
  let neverSent: number[] = []
  let lastEvidenceAt = Number.NEGATIVE_INFINITY
  let lastProbe: { readonly tenantId: string; readonly at: number; hasFailed: boolean } | null = null

  function isOutage(): boolean {
    const since = now() - TOGETHER_MS
    neverSent = neverSent.filter((at) => at >= since)
    for (const [tenantId, { at }] of failing) if (at < since) failing.delete(tenantId)
    const pools = new Set([...failing.values()].map(({ userPoolId }) => userPoolId))
    return neverSent.length >= NEVER_SENT_TO_OPEN || pools.size >= TENANTS_TO_OPEN
  }

  const breaker = circuitBreaker<RegionSign>({
    ...(name !== undefined && { name }),
    opensOn: isOutage,
    probeEveryMs: PROBE_EVERY_MS,
    onOpen,
    onClose,
    now,
  })

  const isGivingPrecedence = (tenantId: string): boolean =>
    lastProbe?.hasFailed === true &&
    lastProbe.tenantId === tenantId &&
    now() - lastProbe.at < PROBE_EVERY_MS + PRECEDENCE_MS

  return {
    admits({ kind, tenantId }) {
      if (!breaker.isOpen()) return true
      if (kind === 'confirmation' && now() - lastEvidenceAt < NOTHING_KNOWN_AFTER_MS) return false
      if (isGivingPrecedence(tenantId) || !breaker.admits()) return false
      lastProbe = { tenantId, at: now(), hasFailed: false }
      lastEvidenceAt = now()
      return true
    },
    ended({ tenantId, userPoolId }, sign) {
      if (sign === 'unclear') return
      if (sign === 'answered') {
        failing.clear()
        neverSent = []
        lastProbe = null
        return breaker.succeeded()
      }
      lastEvidenceAt = now()
      if (lastProbe?.tenantId === tenantId) lastProbe.hasFailed = true
      if (sign === 'never-sent') neverSent.push(now())
      else failing.set(tenantId, { userPoolId, at: now() })
      breaker.failed(sign)
    },
  }
}
