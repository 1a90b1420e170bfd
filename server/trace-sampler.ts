import 'server-only'
import { type Context, trace } from '@opentelemetry/api'
import { type Sampler, SamplingDecision } from '@opentelemetry/sdk-trace'

/**
 * Which traces are recorded: of those that begin here, and of those that a proxy says are recorded there, this share, by
 * lot. A trace that a proxy doesn't record isn't recorded here either. The id of a trace decides nothing, because it may be
 * a visitor's choice: nobody outside makes the portal record more.
 *
 * @param share from 0 to 1
 */
export function samplerOf(share: number, lot: () => number = Math.random): Sampler {
  const isRecorded = (context: Context): boolean => {
    const parent = trace.getSpanContext(context)
    const isSampledThere = parent === undefined || (parent.traceFlags & 1) === 1
    if (parent !== undefined && parent.isRemote !== true) return isSampledThere
    return isSampledThere && lot() < share
  }
  return {
    shouldSample: (context) => ({
      decision: isRecorded(context) ? SamplingDecision.RECORD_AND_SAMPLED : SamplingDecision.NOT_RECORD,
    }),
    toString: () => `ShareOfTraces{${share}}`,
  }
}
