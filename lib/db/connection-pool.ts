import 'server-only'
import { Pool, type PoolClient, type PoolConfig } from 'pg'
import { DeadlinePassed, within } from '../platform/deadline'

/** PostgreSQL's code for "no connection left", whether of the server, the database or the role. */
const TOO_MANY_CONNECTIONS = '53300'
/** For how long after such a refusal no other connection is tried. */
const REFUSED_FOR_MS = 1_000
const SHARED_FOR_MS = 1_000

type Callback = (
  error: Error | undefined,
  client: PoolClient | undefined,
  done: (release?: unknown) => void,
) => void

const isRefusal = (error: unknown): error is Error =>
  error instanceof Error && 'code' in error && error.code === TOO_MANY_CONNECTIONS

/**
 * A pool that keeps working with the connections it has when the server refuses more: callers then wait for one of
 * them, and for a second nobody tries to open another.
 */
export class ConnectionPool extends Pool {
  readonly #wanted: number
  /** Established connections, unlike `totalCount`, which also counts those that may yet be refused. */
  #standing = 0
  /** The attempt to open the first one, while there is none: other callers share its result for a second. */
  #first: Promise<unknown> | null = null
  #refusal: { readonly error: Error; readonly until: number } | null = null

  constructor(config: PoolConfig & { max: number }) {
    super(config)
    this.#wanted = config.max
    this.on('connect', (client) => {
      this.#standing += 1
      // The pool listens to idle clients only. One that is lent tells the loss with its next query; unheard, the event
      // would end the process.
      client.on('error', () => {})
    })
    this.on('remove', () => {
      this.#standing -= 1
    })
  }

  async #checkOut(): Promise<PoolClient> {
    for (;;) {
      if (this.#refusal && performance.now() < this.#refusal.until) {
        if (this.#standing === 0) throw this.#refusal.error
      } else this.options.max = this.#wanted
      if (this.#standing === 0 && this.#first) {
        await this.#first.catch((error: unknown) => {
          if (!(error instanceof DeadlinePassed)) throw error
        })
        continue
      }
      try {
        const connecting = super.connect()
        if (this.#standing === 0) this.#shareFirst(connecting)
        return await connecting
      } catch (error) {
        if (!isRefusal(error)) throw error
        this.#refusal = { error, until: performance.now() + REFUSED_FOR_MS }
        this.options.max = Math.max(1, this.#standing)
        if (this.#standing === 0) throw error
      }
    }
  }

  #shareFirst(connecting: Promise<PoolClient>): void {
    const first = within(SHARED_FOR_MS, 'The first connection', connecting).finally(() => {
      this.#first = null
    })
    first.catch(() => {})
    this.#first = first
  }

  override connect(): Promise<PoolClient>
  override connect(callback: Callback): void
  override connect(callback?: Callback): Promise<PoolClient> | undefined {
    const client = this.#checkOut()
    if (!callback) return client
    // The pool's own `query` uses this form.
    client.then(
      (checkedOut) => callback(undefined, checkedOut, (release) => checkedOut.release(release === true)),
      (error: Error) => callback(error, undefined, () => {}),
    )
    return undefined
  }
}
