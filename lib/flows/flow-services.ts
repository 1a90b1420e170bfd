import 'server-only'
import type { AsksInFlight } from './asks-in-flight'
import type { Metrics } from './metrics'

/** What asking for a mail and using its code need of the process. */
export type FlowServices = {
  readonly asks: AsksInFlight
  readonly metrics: Metrics
}
