export type Arrivals<T> = { announce(item: T): void; next(wanted: (item: T) => boolean): Promise<T> }

/** Lets a test wait for the next arrival instead of polling. */
export function arrivals<T>(): Arrivals<T> {
  let waiting: { wanted: (item: T) => boolean; resolve: (item: T) => void }[] = []
  return {
    announce(item) {
      const met = waiting.filter(({ wanted }) => wanted(item))
      waiting = waiting.filter((one) => !met.includes(one))
      for (const { resolve } of met) resolve(item)
    },
    next(wanted) {
      return new Promise((resolve) => waiting.push({ wanted, resolve }))
    },
  }
}
