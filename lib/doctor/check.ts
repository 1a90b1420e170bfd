/** The worst first. */
export const VERDICTS = ['fault', 'warning', 'unknown', 'ok'] as const

/**
 * `fault`: resets fail, or will. `warning`: they work, but something is weaker or costs more than it has to. `unknown`:
 * it could not be checked, and the evidence says why.
 */
export type Verdict = (typeof VERDICTS)[number]

export type Check = {
  readonly id: string
  readonly verdict: Verdict
  /** What was seen; never a secret, a code or a user's name. */
  readonly evidence: string
  /** How to fix it, in one line; empty where there is nothing to fix. */
  readonly fix: string
}

const made =
  (verdict: Verdict) =>
  (id: string, evidence: string, fix = ''): Check => ({ id, verdict, evidence, fix })

export const ok = made('ok')
export const warning = made('warning')
export const fault = made('fault')
export const unknown = made('unknown')
