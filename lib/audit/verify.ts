import 'server-only'
import { and, asc, count, desc, eq, gt, lt, lte, max, sql } from 'drizzle-orm'
import type { KeyRing } from '../crypto/key-ring'
import { lastGivenId } from '../db/audit-ids'
import type { Database } from '../db/connection'
import { audit, auditMonths, auditSeals } from '../db/schema'
import { anchorOf, checkChain, checkMonth, type Month, markOf, type Seal } from './chain'
import { comparison, type Fault, type Found } from './compare-seals'
import { findSeal, type Heads, readHeads } from './seal-batch'
import { readSealable } from './sealed-content'

const SEALS_AT_ONCE = 200
const ENTRIES_AT_ONCE = 5_000
const MOST_FAULTS = 1_000

export type Verdict = {
  /** The first faults, a thousand at most. */
  readonly faults: readonly Fault[]
  /** When sealing began, and how many entries were there before: they are proven from then on. */
  readonly sealedSince: Date | null
  readonly fromBefore: number
  /** Entries that were compared with their seals. */
  readonly entries: number
  /** Entries that are too new to be sealed. */
  readonly notYetSealed: number
  readonly months: readonly Pick<Month, 'month' | 'entries' | 'seals' | 'goneSeals'>[]
  /** The end of the chain, to be kept outside of the database. */
  readonly anchor: string | null
}

/** The heads, and the ids at that moment, without any writer waiting. */
const readStart = (database: Database) =>
  database.transaction(
    async (tx) => {
      const heads = await readHeads(tx)
      const behind = heads.chain?.sealedTo ?? 0
      const [rows] = await tx
        .select({
          count: count(),
          last: max(audit.id),
          isOld: sql<boolean | null>`min(${audit.at}) < now() - interval '1 hour'`,
        })
        .from(audit)
        .where(gt(audit.id, behind))
      // Read later than the rows are seen: an id above it was never given by the database itself.
      return { heads, behind: rows, given: await lastGivenId(tx) }
    },
    { isolationLevel: 'repeatable read', accessMode: 'read only' },
  )

function signatureFaults(ring: KeyRing, { chain, months }: Heads): Fault[] {
  if (chain === null) return months.length > 0 ? [{ kind: 'checkpoint' }] : []
  const fault = (state: 'right' | 'wrong' | 'unknown', month?: string): Fault[] => {
    const of = month === undefined ? {} : { month }
    if (state === 'right') return []
    return [state === 'wrong' ? { kind: 'checkpoint', ...of } : { kind: 'secret', ...of }]
  }
  return [
    ...fault(checkChain(ring, chain, months)),
    ...months.flatMap((month) => fault(checkMonth(ring, month), month.month)),
  ]
}

/** The next seals in the order of ids; those that cover the same ids are never parted. */
async function nextSeals(database: Database, after: number, to: number): Promise<Seal[]> {
  const of = and(gt(auditSeals.toId, after), lte(auditSeals.toId, to))
  const order = [asc(auditSeals.toId), asc(auditSeals.month), asc(auditSeals.number)]
  const found = await database
    .select()
    .from(auditSeals)
    .where(of)
    .orderBy(...order)
    .limit(SEALS_AT_ONCE)
  const last = found.at(-1)?.toId
  const whole = found.filter(({ toId }) => toId !== last)
  if (found.length < SEALS_AT_ONCE || last === undefined) return found
  if (whole.length > 0) return whole
  return database
    .select()
    .from(auditSeals)
    .where(eq(auditSeals.toId, last))
    .orderBy(...order)
}

async function readAll(database: Database, after: number, to: number): Promise<Found[]> {
  const all: Found[] = []
  for (;;) {
    const page = await readSealable(database, all.at(-1)?.id ?? after, to, ENTRIES_AT_ONCE)
    for (const { id, content } of page) {
      all.push({ id, mark: markOf(content).toString('base64url') })
    }
    if (page.length < ENTRIES_AT_ONCE) return all
  }
}

async function anchorFaults(
  database: Database,
  anchor: Pick<Seal, 'month' | 'number' | 'digest'> | null,
): Promise<Fault[]> {
  if (anchor === null) return []
  const { month, number, digest } = anchor
  const [head] = await database.select().from(auditMonths).where(eq(auditMonths.month, month))
  if (head && (number < head.goneSeals || (number === head.goneSeals && digest === head.goneDigest)))
    return []
  const seal = await findSeal(database, month, number)
  return seal?.digest === digest ? [] : [{ kind: 'anchor', month, seal: number }]
}

/**
 * Compares the whole audit log with its seals and checkpoints. Reads in pieces, keeps nobody out and may be called while
 * entries are written and sealed; what is sealed meanwhile is left for the next time.
 *
 * @param anchor an earlier end of the chain, which was kept outside of the database
 */
export async function verifyAudit(
  database: Database,
  ring: KeyRing,
  anchor: Pick<Seal, 'month' | 'number' | 'digest'> | null = null,
): Promise<Verdict> {
  const { heads, behind, given } = await readStart(database)
  const { chain, months } = heads
  const sealedTo = chain?.sealedTo ?? 0
  const faults = signatureFaults(ring, heads)
  const tell = (found: readonly Fault[]) => {
    faults.push(...found.slice(0, Math.max(MOST_FAULTS - faults.length, 0)))
  }
  // Within the first hour a server may not have come to it yet.
  if (chain === null && behind?.isOld === true) tell([{ kind: 'not sealed', entries: behind.count }])
  if ((behind?.last ?? 0) > given) {
    const strange = await readAll(database, given, behind?.last ?? 0)
    tell(strange.map(({ id }) => ({ kind: 'put in', entry: id })))
  }

  const compared = comparison(months)
  let place = 0
  while (place < sealedTo) {
    const seals = await nextSeals(database, place, sealedTo)
    const to = seals.at(-1)?.toId ?? sealedTo
    tell(compared.piece(seals, await readAll(database, place, to)))
    place = to
  }
  tell(compared.end())
  tell(await anchorFaults(database, anchor))

  const goneNow = new Map((await readHeads(database)).months.map((one) => [one.month, one.goneSeals]))
  const hasGone = (month: string | undefined) =>
    months.some((one) => one.month === month && goneNow.get(one.month) !== one.goneSeals)
  const [newest] = await database
    .select()
    .from(auditSeals)
    .where(lte(auditSeals.toId, sealedTo))
    .orderBy(desc(auditSeals.toId), desc(auditSeals.month))
    .limit(1)
  const [before] = chain
    ? await database.select({ count: count() }).from(audit).where(lt(audit.at, chain.begunAt))
    : []
  return {
    faults: faults.filter((fault) => !('month' in fault && hasGone(fault.month))),
    sealedSince: chain?.begunAt ?? null,
    fromBefore: before?.count ?? 0,
    entries: compared.entriesSeen(),
    notYetSealed: behind?.count ?? 0,
    months: months
      .map(({ month, entries, seals, goneSeals }) => ({ month, entries, seals, goneSeals }))
      .sort((a, b) => (a.month < b.month ? -1 : 1)),
    anchor: newest ? anchorOf(newest) : null,
  }
}
