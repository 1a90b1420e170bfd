import { type Check, VERDICTS, type Verdict } from './check'

export type Verdicts = Readonly<Record<string, Verdict>>
export type Change = { readonly id: string; readonly from: Verdict; readonly to: Verdict }

const rank = (verdict: Verdict) => VERDICTS.indexOf(verdict)

/** Checks with another verdict than before, what is worst now first. One that only one of the results has is no change. */
export function changesSince(before: Verdicts, checks: readonly Check[]): Change[] {
  return checks
    .flatMap(({ id, verdict: to }) => {
      const from = before[id]
      return from === undefined || from === to ? [] : [{ id, from, to }]
    })
    .sort((one, other) => rank(one.to) - rank(other.to))
}
