import { noteBreaker } from './breaker-states'
import { DeadlinePassed, within } from './deadline'

/** How often failures that don't open a breaker are reported. */
const TOLD_EVERY_MS = 60_000

export type CircuitBreaker<Failure = unknown> = {
  /** Whether the other side counts as away. */
  isOpen(): boolean
  /** What opened it, or null while it is closed. */
  openedBy(): Failure | null
  /** Whether a call may be made now: always while closed, and one probe in each interval while open. */
  admits(): boolean
  /** A call was answered: closes it. */
  succeeded(): void
  /** A call failed: opens it where this failure means that the other side is away. */
  failed(failure: Failure): void
}

type Options<Failure> = {
  /** What it is called in the metrics; without a name it has none. */
  name?: string
  /**
   * Whether a failure means "away". Slowness must not count where the fallback would ignore what the slow side knows.
   */
  opensOn?: (failure: Failure) => boolean
  /** Time between two probes while open, in milliseconds. */
  probeEveryMs: number
  /** Called once when it opens, not for each failure while it is open. */
  onOpen: (failure: Failure) => void
  /** Called once when it closes. */
  onClose: () => void
  /** Called for failures that don't open it, such as slowness; at most once a minute. */
  onFailure?: (failure: Failure) => void
  /** Milliseconds on a monotonic clock. */
  now?: () => number
}

/**
 * A circuit breaker: closed, it lets every call through; opened by a failure that means "away", it lets one probe
 * through in each interval, and the first call that is answered closes it. Without calls nothing changes.
 */
export function circuitBreaker<Failure = unknown>({
  name,
  opensOn = isAway,
  probeEveryMs,
  onOpen,
  onClose,
  onFailure = () => {},
  now = () => performance.now(),
}: Options<Failure>): CircuitBreaker<Failure> {
  let open: { readonly by: Failure; probeAt: number } | null = null
  let tellAt = Number.NEGATIVE_INFINITY
  const note = () => {
    if (name !== undefined) noteBreaker(name, open !== null)
  }
  note()

  return {
    isOpen: () => open !== null,
    openedBy: () => open?.by ?? null,
    admits() {
      if (!open) return true
      if (now() < open.probeAt) return false
      open.probeAt = now() + probeEveryMs
      return true
    },
    succeeded() {
      if (!open) return
      open = null
      note()
      onClose()
    },
    failed(failure) {
      if (open) return
      if (opensOn(failure)) {
        open = { by: failure, probeAt: now() + probeEveryMs }
        note()
        onOpen(failure)
      } else if (now() >= tellAt) {
        tellAt = now() + TOLD_EVERY_MS
        onFailure(failure)
      }
    },
  }
}

/** Does the work or, where it can't be done (in time), `otherwise`, which is given the reason. */
export type Guard = <T>(work: () => Promise<T>, otherwise: (error: unknown) => Promise<T> | T) => Promise<T>

/**
 * Puts a breaker and a time limit in front of work. Work that takes longer goes on without being waited for, and its
 * end still reaches the breaker. `otherwise` runs where the breaker is open, the work failed, or its time passed; in
 * the last case it is given a DeadlinePassed, and the work may still succeed.
 *
 * @param what the work's name in a DeadlinePassed
 * @param limitMs how long to wait for one piece of work
 */
export function guardedBy(breaker: CircuitBreaker, what: string, limitMs: number): Guard {
  return async (work, otherwise) => {
    if (!breaker.admits()) return otherwise(breaker.openedBy())
    const going = (async () => work())()
    going.then(breaker.succeeded, breaker.failed)
    try {
      return await within(limitMs, what, going)
    } catch (error) {
      if (error instanceof DeadlinePassed) breaker.failed(error)
      return otherwise(error)
    }
  }
}

/** Node's codes for a connection that can't be made or broke. */
const CONNECTION_CODES =
  /^(ECONNREFUSED|ECONNRESET|ECONNABORTED|EPIPE|ENOTFOUND|EAI_[A-Z]+|EHOSTUNREACH|EHOSTDOWN|ENETUNREACH|ENETDOWN)$/

/**
 * PostgreSQL's codes for the same: class 08 (connection), a server that ends or starts, and one that is out of
 * connections. https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const SERVER_CODES = /^(08[0-9A-Z]{3}|57P0[123]|53300)$/

/** Messages of drivers that give no code: node-postgres and node-redis. */
const DRIVER_WORDS =
  /^Connection terminated( unexpectedly)?$|^Socket closed unexpectedly$|^The client is (closed|offline)$|not queryable$/
/** node-postgres ends a connection that takes too long to establish, and reports that end as the cause. */
const CONNECTED_TOO_SLOWLY = 'Connection terminated due to connection timeout'

/**
 * Whether an error says that a store can't be reached: refused, reset, no such host, shut down, out of connections.
 * A passed time limit never does: the store may be slow, and may have done what it was asked.
 */
export function isAway(error: unknown): boolean {
  if (!(error instanceof Error) || error.message === CONNECTED_TOO_SLOWLY) return false
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  if (CONNECTION_CODES.test(code) || SERVER_CODES.test(code) || DRIVER_WORDS.test(error.message)) return true
  // Each of a host's addresses was tried (RFC 8305): away only if every one is.
  if (error instanceof AggregateError && error.errors.length > 0) return error.errors.every(isAway)
  return error.cause !== undefined && isAway(error.cause)
}
