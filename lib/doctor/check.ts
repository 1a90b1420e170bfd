/** The worst first. */
export const VERDICTS = ['fault', 'warning', 'unknown', 'ok'] as const

/**
 * `fault`: resets fail, or will. `warning`: they work and something is weaker or dearer than it has to be. `unknown`:
 * it could not be looked at, and the evidence says why.
 */
export type Verdict = (typeof VERDICTS)[number]

export type Check = {
  readonly id: string
  readonly verdict: Verdict
  /** What was seen; never a secret, a code or a user's name. */
  readonly evidence: string
  /** One line that would mend it; empty where there is nothing to mend. */
  readonly fix: string
}

const made =
  (verdict: Verdict) =>
  (id: string, evidence: string, fix = ''): Check => ({ id, verdict, evidence, fix })

export const ok = made('ok')
export const warning = made('warning')
export const fault = made('fault')
export const unknown = made('unknown')
