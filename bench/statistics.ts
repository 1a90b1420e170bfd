/** The value below which a share of the values lies, by linear interpolation. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  const position = (sorted.length - 1) * share
  const below = sorted[Math.floor(position)] ?? Number.NaN
  const above = sorted[Math.ceil(position)] ?? Number.NaN
  return below + (above - below) * (position - Math.floor(position))
}

export const median = (values: readonly number[]): number => quantile(values, 0.5)

/** How likely a value of one group is above one of the other, ties counting half: 0.5 where nothing tells them apart. */
export function areaUnderCurve(one: readonly number[], other: readonly number[]): number {
  let wins = 0
  for (const value of one)
    for (const against of other) wins += value > against ? 1 : value === against ? 0.5 : 0
  return wins / (one.length * other.length)
}

/** The standard error of that area where the groups are alike (Mann-Whitney). */
export const areaError = (one: number, other: number): number =>
  Math.sqrt((one + other + 1) / (12 * one * other))

/** In the unit of the values; the distances and areas are those of the pair of groups that lies furthest apart. */
export type Spread = {
  medians: Record<string, number>
  largestDistance: number
  /** Of an area under the curve from 0.5. */
  largestArea: number
  /** The same in standard errors. */
  areaErrors: number
}

/** How far the groups can be told apart. */
export function spreadOf(groups: ReadonlyMap<string, readonly number[]>): Spread {
  const values = [...groups.values()]
  const pairs = values.flatMap((one, index) => values.slice(index + 1).map((other) => [one, other] as const))
  const distances = pairs.map(([one, other]) => Math.abs(median(one) - median(other)))
  const areas = pairs.map(([one, other]) => Math.abs(areaUnderCurve(one, other) - 0.5))
  const errors = pairs.map(([one, other], index) => (areas[index] ?? 0) / areaError(one.length, other.length))
  return {
    medians: Object.fromEntries([...groups].map(([name, all]) => [name, median(all)])),
    largestDistance: Math.max(...distances),
    largestArea: Math.max(...areas),
    areaErrors: Math.max(...errors),
  }
}
