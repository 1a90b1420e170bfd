import 'server-only'
import { asksInFlight } from './flows/asks-in-flight'
import { openMetrics } from './flows/metrics'
import type { Push } from './platform/telemetry'
import type { Services } from './services'

/**
 * Makes the services of a process, or of a test. Nothing is opened yet: the database and Redis are when they are first
 * used.
 *
 * @param push where metrics are sent as well; null for nowhere
 */
export function makeServices(push: Push | null): Services {
  const asks = asksInFlight()
  return { asks, metrics: openMetrics(asks, push) }
}
