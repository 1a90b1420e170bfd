import 'server-only'
import { sql } from 'drizzle-orm'
import type { Job } from './jobs'

const AT_ONCE = 2_000

/**
 * Gives a turn to each tenant that was made before a trigger did so, and notes in it when the tenant was last examined and
 * whether faults were found.
 *
 * @param atOnce how many tenants one part looks at
 */
export const turnJob = (id: string, atOnce = AT_ONCE): Job => ({
  id,
  isTransactional: true,
  async part(database, cursor) {
    const { rows } = await database.execute(sql`
      with part as (
        select id from tenants where ${cursor}::uuid is null or id > ${cursor}::uuid order by id limit ${atOnce}
      ), given as (
        insert into doctor_turns as turns (tenant_id, taken_at, has_faults)
        select part.id, coalesce(results.at, 'epoch'), coalesce(results.faults > 0, false)
        from part
        left join doctor_results as results on results.tenant_id = part.id and results.told_to = 'operator'
        on conflict (tenant_id) do update
        set taken_at = greatest(turns.taken_at, excluded.taken_at), has_faults = excluded.has_faults
      )
      select max(id::text) as last from part having count(*) = ${atOnce}`)
    const last = rows[0]?.last
    return last === undefined ? null : String(last)
  },
})
