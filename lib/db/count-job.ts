import 'server-only'
import { sql } from 'drizzle-orm'
import type { Job } from './jobs'
import { ALL_TENANTS } from './schema'

/** What is counted in one part is locked for as long as that takes, and of the hour under way others count, too. */
const AT_ONCE = 5_000

/**
 * Counts what stood in the audit log when the hours were first counted, from the last of it back. The migration that
 * made the counting noted where that is, as this job's cursor; without a note there was nothing.
 *
 * @param atOnce how many entries one part counts
 */
export const countJob = (id: string, atOnce = AT_ONCE): Job => ({
  id,
  isTransactional: true,
  async part(database, cursor) {
    if (cursor === null) return null
    const last = Number(cursor)
    const before = Math.max(last - atOnce, 0)
    await database.execute(sql`
      insert into activity_hours (tenant_id, hour, event, outcome, count)
      select coalesce(tenant_id, ${ALL_TENANTS}::uuid), hour, event, outcome, count(*)
      from (
        select tenant_id, date_trunc('hour', at, 'UTC') as hour, event, coalesce(outcome, '') as outcome
        from audit
        where id > ${before} and id <= ${last}
          and tenant_id is not null and (event like 'forgot.%' or event like 'confirm.%')
      ) as counted
      group by grouping sets ((tenant_id, hour, event, outcome), (hour, event, outcome))
      order by 1, 2, 3, 4
      on conflict (tenant_id, hour, event, outcome)
      do update set count = activity_hours.count + excluded.count`)
    return before === 0 ? null : String(before)
  },
})
