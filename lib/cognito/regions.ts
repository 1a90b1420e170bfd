import 'server-only'
import { log } from '../platform/log'
import { type RegionBreaker, regionBreaker } from './region-breaker'

/** What a process knows of the regions of Cognito: whether each of them answers. */
export type Regions = { breakerOf(region: string): RegionBreaker }

/** One circuit breaker per region; regions are few, because tenant files name only those that AWS has. */
export function openRegions(): Regions {
  const breakers = new Map<string, RegionBreaker>()
  return {
    breakerOf(region) {
      const known = breakers.get(region)
      if (known) return known
      const made = regionBreaker({
        name: `cognito ${region}`,
        onOpen: (sign) => log.error('cognito.region_away', { region, sign }),
        onClose: () => log.info('cognito.region_back', { region }),
        now: () => performance.now(),
      })
      breakers.set(region, made)
      return made
    },
  }
}
