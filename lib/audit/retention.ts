import 'server-only'
import { and, asc, eq, gt, lte, sql } from 'drizzle-orm'
import type { KeyRing } from '../crypto/key-ring'
import { advisoryLocks, tryLock } from '../db/advisory-locks'
import { dropMonth, hasOnlyOld, hasTable } from '../db/audit-tables'
import type { Database } from '../db/connection'
import { audit, auditSeals, auditTables } from '../db/schema'
import { type Month, newMonth } from './chain'
import { assertSigned, type Heads, readHeads, saveHeads } from './seal-batch'

const SEALS_AT_ONCE = 10

/** Work as the role to which the tables of the log belong, where that is another than the portal's. */
export type Owner = (work: (database: Database) => Promise<void>) => Promise<void>

type Settings = {
  readonly database: Database
  readonly ring: KeyRing
  readonly owner: Owner | null
  /** How long entries are kept. */
  readonly days: number
}

/** A table of the log, with the id of its last entry. */
type Table = { readonly month: string; readonly afterId: number; readonly toId: number | null }

async function readTables(database: Database): Promise<Table[]> {
  const rows = await database.select().from(auditTables).orderBy(asc(auditTables.afterId))
  return rows.map((row, place) => ({ ...row, toId: rows[place + 1]?.afterId ?? null }))
}

/**
 * Notes in the month's signed checkpoint which seals go, and lets them and their entries go, in one transaction where the
 * portal may do both. Otherwise the note comes first: what was left by a process that ended between the two goes next time.
 */
async function letGo(
  { database, ring, owner }: Settings,
  forget: (heads: Heads) => Month | null,
  remove: (database: Database) => Promise<void>,
): Promise<boolean> {
  const isNoted = await database.transaction(async (transaction) => {
    if (!(await tryLock(transaction, advisoryLocks.auditChain))) return false
    const heads = await readHeads(transaction)
    await assertSigned(transaction, ring, heads)
    const month = forget(heads)
    if (month !== null && heads.chain !== null) {
      const gone = and(eq(auditSeals.month, month.month), lte(auditSeals.number, month.goneSeals))
      await transaction.delete(auditSeals).where(gone)
      await saveHeads(transaction, ring, heads, [month], heads.chain)
    }
    if (owner === null) await remove(transaction)
    return true
  })
  if (isNoted && owner !== null) await owner((theirs) => theirs.transaction(remove))
  return isNoted
}

const monthIn = ({ months }: Heads, name: string): Month =>
  months.find(({ month }) => month === name) ?? newMonth(name)

/** Lets a finished month go as a whole. */
const dropTable = (settings: Settings, { month }: Table) =>
  letGo(
    settings,
    (heads) => {
      const { seals, digest, goneSeals, ...rest } = monthIn(heads, month)
      return seals === goneSeals ? null : { ...rest, seals, digest, goneSeals: seals, goneDigest: digest }
    },
    (database) => dropMonth(database, month),
  )

/**
 * Deletes the oldest entries of the first table, seal by seal: it holds all that was written before there were tables for
 * months, which may be years.
 *
 * @returns whether more may be old
 */
async function trimFirst(settings: Settings, { month, afterId }: Table): Promise<boolean> {
  const { database, days } = settings
  const { goneSeals } = monthIn(await readHeads(database), month)
  const next = and(eq(auditSeals.month, month), gt(auditSeals.number, goneSeals))
  const seals = await database
    .select()
    .from(auditSeals)
    .where(next)
    .orderBy(asc(auditSeals.number))
    .limit(SEALS_AT_ONCE)
  const [first, end] = [seals[0], seals.at(-1)]
  if (first === undefined || end === undefined) return false
  const [kept] = await database
    .select({ id: audit.id })
    .from(audit)
    .where(
      and(
        gt(audit.id, afterId),
        lte(audit.id, end.toId),
        sql`${audit.at} >= now() - make_interval(days => ${days})`,
      ),
    )
    .orderBy(asc(audit.id))
    .limit(1)
  const old = seals.filter(({ toId }) => kept === undefined || toId < kept.id)
  const last = old.at(-1)
  if (last === undefined) return false
  const hasGone = await letGo(
    settings,
    (heads) => {
      const now = monthIn(heads, month)
      // Another process may have come further meanwhile.
      const isDone = now.goneSeals >= last.number
      return isDone ? null : { ...now, goneSeals: last.number, goneDigest: last.digest }
    },
    async (transaction) => {
      await transaction.delete(audit).where(and(gt(audit.id, afterId), lte(audit.id, last.toId)))
    },
  )
  return hasGone && old.length === SEALS_AT_ONCE
}

/**
 * Deletes entries that are older than they are kept: finished months as a whole, so the oldest that are left may be a month
 * older. Only what is sealed goes, and the month's signed checkpoint stays. May be called by several processes.
 *
 * @returns whether more may be old
 * @throws ChainBroken, ChainUnreadable, or where somebody uses a table for longer than half a second
 */
export async function deleteOld(settings: Settings): Promise<boolean> {
  const { database, days } = settings
  const tables = await readTables(database)
  const sealedTo = (await readHeads(database)).chain?.sealedTo ?? 0
  for (const table of tables) {
    const { month, toId } = table
    if (toId === null || !(await hasTable(database, month))) continue
    const isSealed = sealedTo >= toId || (await isEmptyBehind(database, sealedTo, toId))
    if (!isSealed || !(await hasOnlyOld(database, month, days))) break
    await dropTable(settings, table)
  }
  const [first] = tables
  if (first === undefined) return false
  const isThere = first.toId === null || (await hasTable(database, first.month))
  return isThere && trimFirst(settings, first)
}

/** Ids that are given and never used are not sealed. */
async function isEmptyBehind(database: Database, sealedTo: number, toId: number): Promise<boolean> {
  const [found] = await database
    .select({ id: audit.id })
    .from(audit)
    .where(and(gt(audit.id, sealedTo), lte(audit.id, toId)))
    .limit(1)
  return found === undefined
}
