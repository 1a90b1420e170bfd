/** What happens is counted by the hour of UTC; all times in milliseconds since 1970. */
export const HOUR_MS = 3_600_000

export const startOfHour = (time: number): number => Math.floor(time / HOUR_MS) * HOUR_MS
