import type { CheckId } from '../console/words/check-titles'
import type { SettingKey } from '../console/words/setting-labels'

/** The worst first. */
export const VERDICTS = ['fault', 'warning', 'unknown', 'ok'] as const
/**
 * `fault`: resets fail, or will. `warning`: they work, but something is weaker or costs more than it has to. `unknown`:
 * it could not be checked, and the evidence says why.
 */
export type Verdict = (typeof VERDICTS)[number]

/** Where in the console something is fixed, or what to run for it. */
export type Remedy =
  | { readonly kind: 'setting'; readonly setting: SettingKey | 'hosts' | 'status' }
  | { readonly kind: 'words' }
  /** For a shell; changes nothing but what the fix says. */
  | { readonly kind: 'command'; readonly command: string }

export type Check = {
  readonly id: string
  readonly verdict: Verdict
  /** What was seen; never a secret, a code or a user's name. */
  readonly evidence: string
  /** How to fix it, in one line; empty where there is nothing to fix. */
  readonly fix: string
  readonly remedy?: Remedy
}

const made =
  (verdict: Verdict) =>
  (id: CheckId, evidence: string, fix = '', remedy?: Remedy): Check => ({
    id,
    verdict,
    evidence,
    fix,
    ...(remedy && { remedy }),
  })

export const ok = made('ok')
export const warning = made('warning')
export const fault = made('fault')
export const unknown = made('unknown')

export const atSetting = (setting: SettingKey | 'hosts' | 'status'): Remedy => ({ kind: 'setting', setting })
export const byCommand = (command: string): Remedy => ({ kind: 'command', command })

/** Who is told of an examination: operators of all of it, owners of their tenant's part. */
export type ToldTo = 'operator' | 'owner'

/** Whether somebody is told of a check. */
export const isTold = (id: string, toldTo: ToldTo): boolean =>
  toldTo === 'operator' || !id.startsWith('deployment.')
