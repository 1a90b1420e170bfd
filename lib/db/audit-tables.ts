import 'server-only'
import { desc, sql } from 'drizzle-orm'
import { advisoryLocks, tryLock } from './advisory-locks'
import { lastGivenId } from './audit-ids'
import type { Database } from './connection'
import { jobsLeft } from './jobs'
import { limitLockWaits } from './lock-limit'
import { longSteps } from './long-steps'
import { auditTables } from './schema'

/** Where the entries of a finished month are. */
const tableOf = (month: string) => `audit_${month.replace('-', '_')}`

/** The current month by the database's clock and UTC, as in 2026-11. */
async function currentMonth(database: Database): Promise<string> {
  const { rows } = await database.execute(
    sql`select to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM') as month`,
  )
  return String(rows[0]?.month)
}

/** Whether a month has begun that has no table yet. An index that a long step still has to make would be missing in the one before. */
export async function isMonthDue(database: Database): Promise<boolean> {
  const [newest] = await database.select().from(auditTables).orderBy(desc(auditTables.month)).limit(1)
  if (newest === undefined) return true
  if (newest.month >= (await currentMonth(database))) return false
  return (await jobsLeft(database, longSteps)).length === 0
}

const runAll = async (database: Database, statements: readonly unknown[]) => {
  for (const statement of statements) await database.execute(sql.raw(String(statement)))
}

const textsOf = ({ rows }: { rows: readonly Record<string, unknown>[] }) =>
  rows.map(({ text }) => String(text))

/** What makes `audit_next` a table like `audit`, its names apart: written by the database, and run before anybody waits. */
async function preparation(transaction: Database): Promise<string[]> {
  const found = await transaction.execute(sql`
    select format('alter table audit_next add constraint %I %s', 'next_' || conname, pg_get_constraintdef(oid)) as text
    from pg_constraint where conrelid = 'audit'::regclass and contype in ('p', 'u')
    union all
    select regexp_replace(pg_get_indexdef(indexrelid), ' INDEX (\\S+) ON (\\S+\\.)?audit ', ' INDEX next_\\1 ON audit_next ')
    from pg_index
    where indrelid = 'audit'::regclass
      and not exists (select from pg_constraint where conindid = indexrelid and contype in ('p', 'u'))`)
  return [
    'create table audit_next (like audit including defaults including identity including storage)',
    ...textsOf(found),
  ]
}

/** What only `audit` itself can have, to be run once the name is the new table's. */
async function finish(transaction: Database): Promise<string[]> {
  const found = await transaction.execute(sql`
    select format('alter index %I rename to %I', 'next_' || relname, relname) as text
    from pg_index join pg_class on pg_class.oid = indexrelid where indrelid = 'audit'::regclass
    union all
    select pg_get_triggerdef(oid) from pg_trigger where tgrelid = 'audit'::regclass and not tgisinternal
    union all
    select format('grant %s on audit to %s', privilege_type,
      case grantee when 0 then 'public' else grantee::regrole::text end)
    from pg_class, aclexplode(relacl) where oid = 'audit'::regclass and grantee <> relowner`)
  return [
    'alter table audit_next rename to audit',
    'alter sequence audit_next_id_seq rename to audit_id_seq',
    ...textsOf(found),
  ]
}

/** Gives the indexes, constraints and the sequence of the table the names that go with its new one. */
async function renames(transaction: Database, table: string): Promise<string[]> {
  const { rows } = await transaction.execute(sql`
    select format('alter index %s rename to %I', indexrelid::regclass, ${table}::text || substr(relname, 6)) as text
    from pg_index join pg_class on pg_class.oid = indexrelid where indrelid = 'audit'::regclass
    union all
    select format('alter sequence %s rename to %I', pg_get_serial_sequence('audit', 'id'), ${table}::text || '_id_seq')`)
  return [...textsOf({ rows }), `alter table audit rename to ${table}`]
}

/** Whoever could read the ids that were given can go on. */
async function grantSequence(transaction: Database, before: string): Promise<void> {
  const { rows } = await transaction.execute(sql`
    select format('grant %s on sequence %s to %s', privilege_type, pg_get_serial_sequence('audit', 'id'),
      case grantee when 0 then 'public' else grantee::regrole::text end) as text
    from pg_class, aclexplode(relacl)
    where oid = pg_get_serial_sequence(${before}, 'id')::regclass and grantee <> relowner`)
  await runAll(transaction, textsOf({ rows }))
}

/** Between its first and its last entry is all that a finished table holds. */
async function bounds(transaction: Database, table: string): Promise<string[]> {
  const { rows } = await transaction.execute(sql`
    select format('alter table %I add constraint %I check (at between %L and %L) not valid',
      ${table}::text, ${table}::text || '_times', min(at), max(at)) as text
    from only audit having count(*) > 0`)
  return textsOf({ rows })
}

/** Makes all earlier months children of the new table, as the one before becomes: nothing is a child of a child. */
async function adoption(transaction: Database): Promise<string[]> {
  const { rows } = await transaction.execute(sql`
    with recursive earlier (id, parent) as (
      select inhrelid, inhparent from pg_inherits where inhparent = 'audit'::regclass
      union all
      select inhrelid, inhparent from pg_inherits join earlier on inhparent = earlier.id
    )
    select id::regclass::text as earlier, parent::regclass::text as parent from earlier`)
  return rows.flatMap(({ earlier, parent }) => [
    `alter table ${earlier} no inherit ${parent}`,
    `alter table ${earlier} inherit audit_next`,
  ])
}

/** The finished months' tables of which nobody has made sure yet that they hold nothing of another time. */
export async function unboundTables(database: Database): Promise<string[]> {
  const { rows } = await database.execute(sql`
    select relname as text from pg_inherits
    join pg_class on pg_class.oid = inhrelid
    join pg_constraint on conrelid = inhrelid and conname = relname || '_times'
    where inhparent = 'audit'::regclass and not convalidated order by relname`)
  return textsOf({ rows })
}

/**
 * Makes sure that a finished month's table holds nothing of another time, so that what looks for that leaves it out: until
 * then look-ups are slower and no more. Reads all of it, while others read and write.
 *
 * @throws where another keeps it waiting for longer than half a second, or reading takes too long
 */
export async function bindTable(database: Database, table: string): Promise<void> {
  await database.transaction(async (transaction) => {
    await limitLockWaits(transaction)
    await runAll(transaction, [`alter table ${table} validate constraint ${table}_times`])
  })
}

/**
 * Puts the entries of finished months into tables of their own, which go as a whole when they are old. No entry is moved:
 * `audit` is renamed, and an empty one takes its place, of which all others are children, so that whoever reads `audit` reads
 * all of them, and whoever writes writes to the newest. Ids go on, so each table has a range of them.
 *
 * @param month the current one
 * @returns whether a table was put aside
 * @throws where somebody reads or writes for longer than half a second; to be tried again
 */
export async function beginMonth(database: Database, month?: string): Promise<boolean> {
  const now = month ?? (await currentMonth(database))
  const put = await database.transaction(async (transaction) => {
    await limitLockWaits(transaction)
    if (!(await tryLock(transaction, advisoryLocks.auditTables))) return null
    const [before] = await transaction.select().from(auditTables).orderBy(desc(auditTables.month)).limit(1)
    if (before === undefined) {
      await transaction.insert(auditTables).values({ month: now, afterId: 0 }).onConflictDoNothing()
      return null
    }
    if (before.month >= now || (await lastGivenId(transaction)) === before.afterId) return null
    await runAll(transaction, await preparation(transaction))
    await transaction.execute(sql`lock table audit in access exclusive mode`)
    const last = await lastGivenId(transaction)
    const table = tableOf(before.month)
    const finishing = await finish(transaction)
    const bounding = await bounds(transaction, table)
    await runAll(transaction, await adoption(transaction))
    await runAll(transaction, [...(await renames(transaction, table)), ...finishing])
    await grantSequence(transaction, table)
    await transaction.execute(sql`select setval(pg_get_serial_sequence('audit', 'id'), ${last})`)
    await runAll(transaction, [`alter table ${table} inherit audit`, ...bounding])
    await transaction.insert(auditTables).values({ month: now, afterId: last })
    return table
  })
  // What is left of this is done by the log's upkeep.
  if (put !== null) await bindTable(database, put).catch(() => {})
  return put !== null
}

/** Whether all entries of a finished month are older than so many days. */
export async function hasOnlyOld(database: Database, month: string, days: number): Promise<boolean> {
  const { rows } = await database.execute(sql`
    select coalesce(max(at) < now() - make_interval(days => ${days}), true) as old
    from ${sql.identifier(tableOf(month))}`)
  return rows[0]?.old === true
}

/** Deletes a finished month's table; nothing where it is gone. Throws as `beginMonth` does. */
export async function dropMonth(transaction: Database, month: string): Promise<void> {
  await limitLockWaits(transaction)
  await runAll(transaction, [`drop table if exists ${tableOf(month)}`])
}

/** Whether a finished month's table is still there. */
export async function hasTable(database: Database, month: string): Promise<boolean> {
  const { rows } = await database.execute(sql`select to_regclass(${tableOf(month)}) is not null as found`)
  return rows[0]?.found === true
}
