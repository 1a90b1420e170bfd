import type { Verdicts } from '../doctor/changes'
import type { Check } from '../doctor/check'
import type { LastResult } from '../doctor/last-result'

/** What an examination came to, as the page gets it: with times as texts. */
export type ShownResult = {
  readonly at: string
  readonly checks: readonly Check[]
  readonly before: { readonly at: string; readonly verdicts: Verdicts } | null
}

export const shownResult = ({ at, checks, before }: LastResult): ShownResult => ({
  at: at.toISOString(),
  checks,
  before: before && { at: before.at.toISOString(), verdicts: before.verdicts },
})

/** How an examination that somebody asked for goes on. */
export type Examination =
  | { readonly kind: 'examined'; readonly result: ShownResult }
  | { readonly kind: 'too-soon'; readonly retryAt: string }

/** A line of an examination that is followed check by check: what was heard, and at the end what it came to. */
export type ExaminationLine = { readonly kind: 'check'; readonly check: Check } | Examination
