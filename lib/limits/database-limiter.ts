import 'server-only'
import { type IRateLimiterPostgresOptions, RateLimiterPostgres } from 'rate-limiter-flexible'
import { z } from 'zod'
import type { Query } from '../db/connection'
import type { Limit } from './policy'

const NOW = '(extract(epoch from clock_timestamp()) * 1000)::bigint'

/**
 * $1 key, $2 points, $3 duration in ms, $4 limit, $5 whether a taken point restarts the duration. The update
 * is refused, not counted, once the limit is reached: what nobody got need not be given back. Where it was
 * refused, the second half says when to come again. `excluded.expire - $3` is the time of this statement.
 */
const TAKE = `
with taken as (
  insert into rate_limits as known (key, points, expire)
  values ($1, $2::int, ${NOW} + $3::bigint)
  on conflict (key) do update set
    points = case when known.expire <= excluded.expire - $3::bigint then excluded.points
                  else known.points + excluded.points end,
    expire = case when $5::boolean or known.points <= 0 or known.expire <= excluded.expire - $3::bigint
                  then excluded.expire else known.expire end
  where known.expire <= excluded.expire - $3::bigint or known.points + excluded.points <= $4::int
  returning points, expire - ${NOW} as left
)
select points, "left" from taken
union all
select $4::int + 1, expire - ${NOW} from rate_limits where key = $1 and not exists (select from taken)`

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

  /** Extension point of rate-limiter-flexible: counts `points`, negative ones are given back. */
  async _upsert(key: string, points: number, msDuration: number, isForced = false): Promise<StoreResult> {
    if (isForced) return this.#run(WRITE, [key, points, msDuration])
    if (points < 0) {
      const given = await this.#run(GIVE_BACK, [key, points])
      return given.rows.length > 0 ? given : { rows: [{ points: 0, expire: Date.now() }] }
    }
    const values = [key, points, msDuration, this.points, this.#isRenewed]
    const taken = await this.#run(TAKE, values)
    if (taken.rows.length > 0) return taken
    // The row came into being between this statement's snapshot and its insert: now it can be seen.
    const again = await this.#run(TAKE, values)
    if (again.rows.length > 0) return again
    return { rows: [{ points: this.points + 1, expire: Date.now() + msDuration }] }
  }

  /** Extension point of rate-limiter-flexible. */
  async _get(key: string): Promise<StoreResult | null> {
    const found = await this.#run(READ, [key])
    return found.rows.length > 0 ? found : null
  }
}
