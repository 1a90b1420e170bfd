const DAY_MS = 86_400_000
/** How far back a list looks at first, and then, before it looks at everything. */
const REACHES_MS = [8 * DAY_MS, 64 * DAY_MS]

/** From when and until before when; null where a side is open. */
export type TimeWindow = { readonly from: Date | null; readonly to: Date | null }

export const ALL_TIME: TimeWindow = { from: null, to: null }

/**
 * Stretches of time that together are all of it between two moments, the newest first. A page of a list is mostly full
 * after the first, and the database leaves out the tables of all months that a stretch has nothing of.
 *
 * @param within what is looked for at all; a side may be open
 */
export function timeWindows({ from: since, to: until }: TimeWindow, now: Date): TimeWindow[] {
  const end = until ?? now
  const starts = [...REACHES_MS.map((reach) => new Date(end.getTime() - reach)), null]
  return starts
    .map((from, place) => ({ from, to: (place === 0 ? until : starts[place - 1]) ?? null }))
    .filter(({ to }) => since === null || to === null || to > since)
}
