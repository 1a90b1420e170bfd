import { z } from 'zod'
import { arrivals } from './arrivals'
import { type RecordedRequest, subjectOf } from './recorder'

const when = z.enum(['before', 'after-commit'])
const limits = {
  operation: z.string().optional(),
  username: z.string().optional(),
  clientId: z.string().optional(),
  /** How often it strikes; until cleared when left out. */
  times: z.number().int().positive().optional(),
}

/**
 * `before` strikes after the request is read and before anything is done; `after-commit` when the operation has run and
 * only its answer is lost or damaged.
 */
export const Fault = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('error'),
    ...limits,
    name: z.string(),
    message: z.string().default('injected'),
    status: z.number().int().default(400),
    when: when.default('before'),
  }),
  z.strictObject({ kind: z.literal('throttle'), ...limits, times: z.number().int().positive() }),
  z.strictObject({ kind: z.literal('delay-before'), ...limits, ms: z.number().nonnegative() }),
  z.strictObject({ kind: z.literal('delay-after'), ...limits, ms: z.number().nonnegative() }),
  z.strictObject({ kind: z.literal('drop-before'), ...limits }),
  z.strictObject({ kind: z.literal('drop-after-commit'), ...limits }),
  /** No answer at all, until `release()` or the end. */
  z.strictObject({ kind: z.literal('hang'), ...limits, when: when.default('before') }),
  z.strictObject({
    kind: z.literal('not-json'),
    ...limits,
    status: z.number().int().default(403),
    contentType: z.string().default('text/html'),
    body: z.string().default('<html><body><h1>Request blocked</h1></body></html>'),
    when: when.default('before'),
  }),
  z.strictObject({
    kind: z.literal('empty'),
    ...limits,
    status: z.number().int().default(400),
    when: when.default('before'),
  }),
  /** The name only in x-amzn-ErrorType, the body an empty object. */
  z.strictObject({
    kind: z.literal('header-only-error'),
    ...limits,
    name: z.string(),
    message: z.string().default('injected'),
    status: z.number().int().default(400),
    when: when.default('before'),
  }),
  /** The operation's own answer, announced at its full length and cut in the middle. */
  z.strictObject({ kind: z.literal('truncated'), ...limits }),
])
export type Fault = z.output<typeof Fault>
export type FaultInput = z.input<typeof Fault>
type Delay = Extract<Fault, { kind: 'delay-before' | 'delay-after' }>
export type Strike = Exclude<Fault, Delay>
/** What happens to one request: delays, and at most one fault that decides its answer. */
export type Plan = { beforeMs: number; afterMs: number; strike: Strike | null }

/** The faults that are set. The oldest that fits a request decides its answer; delays add up. */
export class Faults {
  #set: { fault: Fault; left: number }[] = []
  #hanging: { request: RecordedRequest; go: () => void }[] = []
  readonly #hung = arrivals<RecordedRequest>()

  add(...faults: FaultInput[]): void {
    for (const input of faults) {
      const fault = Fault.parse(input)
      this.#set.push({ fault, left: fault.times ?? Number.POSITIVE_INFINITY })
    }
  }

  all(): Fault[] {
    return this.#set.map(({ fault, left }) => (Number.isFinite(left) ? { ...fault, times: left } : fault))
  }

  clear(): void {
    this.#set = []
  }

  /** Lets every hanging request go on where it stopped. */
  release(): void {
    const hanging = this.#hanging
    this.#hanging = []
    for (const { go } of hanging) go()
  }

  /** A hanging request: one that hangs already, else the next. */
  async hung(): Promise<RecordedRequest> {
    return this.#hanging[0]?.request ?? this.#hung.next(() => true)
  }

  hang(request: RecordedRequest): Promise<void> {
    return new Promise((go) => {
      this.#hanging.push({ request, go })
      this.#hung.announce(request)
    })
  }

  take(request: RecordedRequest): Plan {
    const plan: Plan = { beforeMs: 0, afterMs: 0, strike: null }
    for (const entry of this.#set) {
      const { fault } = entry
      if (!fits(fault, request)) continue
      if (fault.kind === 'delay-before') plan.beforeMs += fault.ms
      else if (fault.kind === 'delay-after') plan.afterMs += fault.ms
      else if (plan.strike) continue
      else plan.strike = fault
      entry.left -= 1
    }
    this.#set = this.#set.filter(({ left }) => left > 0)
    return plan
  }
}

function fits(fault: Fault, request: RecordedRequest): boolean {
  const { username, clientId } = subjectOf(request.body)
  return (
    (fault.operation === undefined || fault.operation === request.operation) &&
    (fault.username === undefined || fault.username === username) &&
    (fault.clientId === undefined || fault.clientId === clientId)
  )
}
