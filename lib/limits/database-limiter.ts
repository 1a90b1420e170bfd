import 'server-only'
import { type IRateLimiterPostgresOptions, RateLimiterPostgres } from 'rate-limiter-flexible'
import { z } from 'zod'
import type { Query } from '../db/connection'
import type { Limit } from './policy'

const NOW = '(extract(epoch from clock_timestamp()) * 1000)::bigint'

const TAKE = 'select points, "left" from rekey_take($1, $2, $3, $4)'

const GIVE_BACK = `
update rate_limits set points = greatest(points + $2::int, 0)
where key = $1 and expire > ${NOW}
returning points, expire - ${NOW} as "left"`

const WRITE = `
insert into rate_limits (key, points, expire) values ($1, $2::int, ${NOW} + $3::bigint)
on conflict (key) do update set points = excluded.points, expire = excluded.expire
returning points, expire - ${NOW} as "left"`

const READ = `select points, expire - ${NOW} as "left" from rate_limits where key = $1 and expire > ${NOW}`

const RowsSchema = z.array(z.object({ points: z.coerce.number(), left: z.coerce.number() }))

type StoreResult = { rows: { points: number; expire: number }[] }

/**
 * The PostgreSQL limiter of rate-limiter-flexible with its statements replaced: the time is the database's
 * (instances whose clocks disagree share one window), a refused take is not counted, and a limit can count
 * since its last event. Works on PGlite alike, since all it needs is `query`.
 */
export class DatabaseLimiter extends RateLimiterPostgres {
  readonly #query: Query
  readonly #isRenewed: boolean

  constructor(query: Query, name: string, limit: Limit) {
    const options: IRateLimiterPostgresOptions = {
      // Not used by the statements below; the base class wants one.
      storeClient: { query },
      storeType: 'client',
      tableName: 'rate_limits',
      tableCreated: true,
      clearExpiredByTimeout: false,
      keyPrefix: name,
      points: limit.times,
      duration: limit.perSeconds,
    }
    super(options)
    this.#query = query
    this.#isRenewed = limit.countedSince === 'last'
  }

  async #run(text: string, values: readonly unknown[]): Promise<StoreResult> {
    const rows = RowsSchema.parse(await this.#query(text, values))
    // The base class subtracts this process's clock again.
    return { rows: rows.map(({ points, left }) => ({ points, expire: Date.now() + Math.max(left, 0) })) }
  }

  /** Extension point of rate-limiter-flexible: takes one point; negative ones are given back. */
  async _upsert(key: string, points: number, msDuration: number, isForced = false): Promise<StoreResult> {
    if (isForced) return this.#run(WRITE, [key, points, msDuration])
    if (points < 0) {
      const given = await this.#run(GIVE_BACK, [key, points])
      return given.rows.length > 0 ? given : { rows: [{ points: 0, expire: Date.now() }] }
    }
    return this.#run(TAKE, [key, msDuration, this.points, this.#isRenewed])
  }

  /** Extension point of rate-limiter-flexible. */
  async _delete(key: string): Promise<boolean> {
    return (await this.#query('delete from rate_limits where key = $1 returning key', [key])).length > 0
  }

  /** Extension point of rate-limiter-flexible. */
  async _get(key: string): Promise<StoreResult | null> {
    const found = await this.#run(READ, [key])
    return found.rows.length > 0 ? found : null
  }
}
