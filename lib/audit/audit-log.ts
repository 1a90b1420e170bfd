import { randomUUID } from 'node:crypto'
import { circuitBreaker } from '../platform/circuit-breaker'
import { within } from '../platform/deadline'

const WRITE_LIMIT_MS = 2_000
const RETRY_MS = 1_000
const BATCH = 200
const MAXIMUM_WAITING = 5_000

export type AuditEntry = {
  readonly tenantId: string | null
  readonly event: string
  readonly outcome: string | null
  readonly usernameTag: string | null
  readonly address: string | null
  readonly supportCode: string | null
  readonly cognitoRequestId: string | null
  readonly brandRevision: string | null
  readonly locale: string | null
  readonly flow: string | null
  readonly traceId: string | null
  readonly details: unknown
}

export type WaitingEntry = AuditEntry & {
  readonly entryId: string
  /** How long ago it happened, in milliseconds; the row's time comes from the database's clock. */
  readonly ageMs: number
}

type Options = {
  write: (entries: readonly WaitingEntry[]) => Promise<void>
  onAway: (error: unknown) => void
  onBack: () => void
  onLost: (lost: number) => void
}

export type AuditLog = {
  /** Resolves once the entry is written, or is kept for later because the store is away. Never throws. */
  append(entry: AuditEntry): Promise<void>
  /** Writes what is waiting; false where some could not be written within the limit. */
  drain(limitMs: number): Promise<boolean>
  /** How many entries wait to be written now, and how many were lost since the process began. */
  counts(): { waiting: number; lost: number }
  /** How long ago the oldest entry happened that is not written, in milliseconds; 0 where all are. */
  unwrittenForMs(): number
}

type Waiting = { readonly entry: AuditEntry; readonly entryId: string; readonly happenedAt: number }

/** A row that the store can never take: retrying it would hold up all others forever. */
const isRefused = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false
  if ('code' in error && typeof error.code === 'string') return /^2[23]/.test(error.code)
  return isRefused(error.cause)
}

const gap = (lost: number): AuditEntry => ({
  tenantId: null,
  event: 'audit.gap',
  outcome: null,
  usernameTag: null,
  address: null,
  supportCode: null,
  cognitoRequestId: null,
  brandRevision: null,
  locale: null,
  flow: null,
  traceId: null,
  details: { lost },
})

/**
 * An append-only log in front of a store that may be away: entries wait in memory, in order, up to a bound, and if some
 * had to be dropped, that is recorded as an entry of its own.
 */
export function auditLog({ write, onAway, onBack, onLost }: Options): AuditLog {
  let waiting: Waiting[] = []
  let lost = 0
  let lostInAll = 0
  const breaker = circuitBreaker({
    name: 'audit',
    // A waiting entry is not lost, so slowness may open the breaker too: no further request has to wait.
    opensOn: () => true,
    probeEveryMs: RETRY_MS,
    onOpen: onAway,
    onClose: onBack,
  })
  let running: Promise<void> | null = null
  let isRetryPlanned = false

  const enqueue = (entry: AuditEntry) =>
    waiting.push({ entry, entryId: randomUUID(), happenedAt: performance.now() })

  const lose = (count: number) => {
    if (lost === 0) onLost(count)
    lost += count
    lostInAll += count
  }

  async function writeBatch(batch: readonly Waiting[]): Promise<void> {
    const now = performance.now()
    const rows = batch.map(({ entry, entryId, happenedAt }) => ({
      ...entry,
      entryId,
      ageMs: now - happenedAt,
    }))
    try {
      await within(WRITE_LIMIT_MS, 'Writing the audit log', write(rows))
    } catch (error) {
      if (!isRefused(error)) throw error
      if (batch.length === 1) return lose(1)
      for (const one of batch) await writeBatch([one])
    }
  }

  async function flush(): Promise<void> {
    try {
      while (waiting.length > 0) {
        const batch = waiting.slice(0, BATCH)
        await writeBatch(batch)
        const written = new Set(batch)
        waiting = waiting.filter((one) => !written.has(one))
        breaker.succeeded()
        if (lost > 0) {
          enqueue(gap(lost))
          lost = 0
        }
      }
    } catch (error) {
      breaker.failed(error)
      planRetry()
    }
  }

  function planRetry(): void {
    if (isRetryPlanned) return
    isRetryPlanned = true
    const timer = setTimeout(() => {
      isRetryPlanned = false
      void flushOnce()
    }, RETRY_MS)
    timer.unref()
  }

  function flushOnce(): Promise<void> {
    running ??= flush().finally(() => {
      running = null
    })
    return running
  }

  return {
    async append(entry) {
      if (waiting.length >= MAXIMUM_WAITING) return lose(1)
      enqueue(entry)
      // While the breaker is open only the timer tries, so that no request waits for the store.
      if (!breaker.isOpen()) await flushOnce()
    },
    async drain(limitMs) {
      const giveUpAt = performance.now() + limitMs
      const left = () => Math.max(giveUpAt - performance.now(), 1)
      await within(left(), 'Draining the audit log', flushOnce()).catch(() => {})
      if (waiting.length > 0 && !breaker.isOpen())
        await within(left(), 'Draining the audit log', flushOnce()).catch(() => {})
      return waiting.length === 0
    },
    counts: () => ({ waiting: waiting.length, lost: lostInAll }),
    unwrittenForMs: () => (waiting[0] ? performance.now() - waiting[0].happenedAt : 0),
  }
}
