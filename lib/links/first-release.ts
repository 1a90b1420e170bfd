import { z } from 'zod'

/** How long the first release kept what a link brought. */
const ARRIVAL_MS = 15 * 60_000

const StepSchema = z.looseObject({
  sealedAt: z.number(),
  code: z.unknown().optional(),
  until: z.unknown().optional(),
  kind: z.unknown().optional(),
  why: z.unknown().optional(),
  isEarlier: z.boolean().optional(),
})

/**
 * A step of the journey that the first release may have sealed, in today's words: its arrivals named no end, and its
 * receipts said only whether they told of an earlier attempt. Any other step is given back as it is.
 */
export function fromFirstRelease(kind: string, sealed: unknown): unknown {
  const step = StepSchema.safeParse(sealed).data
  if (kind === 'arrival' && step?.until === undefined && step?.code !== undefined)
    return { ...step, until: new Date(step.sealedAt + ARRIVAL_MS) }
  if (step?.isEarlier === undefined || step.why !== undefined) return sealed
  const lost = step.kind === 'unknown' ? 'answer-lost' : null
  return { ...step, why: step.isEarlier ? 'used-before' : lost }
}

/** What the first release, which may run beside this one, needs of a step besides: without it a receipt is none there. */
export const forFirstRelease = (step: object) =>
  'why' in step ? { isEarlier: step.why === 'used-before' } : {}
