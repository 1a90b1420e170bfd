import 'server-only'
import { and, asc, eq } from 'drizzle-orm'
import type { KeyRing } from '../crypto/key-ring'
import { advisoryLocks, tryLock } from '../db/advisory-locks'
import type { Database } from '../db/connection'
import { databaseTime } from '../db/database-time'
import { auditChain, auditMonths, auditSeals, auditTables } from '../db/schema'
import {
  checkChain,
  checkMonth,
  type Month,
  newMonth,
  type Seal,
  type SealedEntry,
  type SignedChain,
  type SignedMonth,
  sealNext,
  signChain,
  signMonth,
} from './chain'
import { readSealable } from './sealed-content'

/** The checkpoints or seals are not as they were left. Nothing is sealed behind them: that would hide it. */
export class ChainBroken extends Error {
  constructor(what: string) {
    super(`The seals of the audit log were changed: ${what}`)
    this.name = 'ChainBroken'
  }
}

/** The checkpoints are signed under a secret that this process doesn't have, as during a rotation. */
export class ChainUnreadable extends Error {
  constructor() {
    super('The audit log is sealed under a secret that is not in REKEY_SECRET')
    this.name = 'ChainUnreadable'
  }
}

export type Heads = { readonly chain: SignedChain | null; readonly months: readonly SignedMonth[] }

export async function readHeads(database: Database): Promise<Heads> {
  const [chain] = await database.select().from(auditChain)
  return { chain: chain ?? null, months: await database.select().from(auditMonths) }
}

/** The seal of a month that has this number. */
export async function findSeal(database: Database, month: string, number: number): Promise<Seal | null> {
  const of = and(eq(auditSeals.month, month), eq(auditSeals.number, number))
  const [seal] = await database.select().from(auditSeals).where(of)
  return seal ?? null
}

/** @throws ChainBroken, ChainUnreadable */
export async function assertSigned(
  database: Database,
  ring: KeyRing,
  { chain, months }: Heads,
): Promise<void> {
  if (chain === null) {
    const [seal] = await database.select({ month: auditSeals.month }).from(auditSeals).limit(1)
    if (months.length > 0 || seal) throw new ChainBroken('what says how far they go is missing')
    return
  }
  const checked = [checkChain(ring, chain, months), ...months.map((month) => checkMonth(ring, month))]
  if (checked.includes('unknown')) throw new ChainUnreadable()
  if (checked.includes('wrong')) throw new ChainBroken('a checkpoint is missing or changed')
}

/** @throws ChainBroken */
async function assertNewest(database: Database, { month, seals, digest, goneSeals }: Month): Promise<void> {
  if (seals === goneSeals) return
  const newest = await findSeal(database, month, seals)
  if (newest?.digest !== digest) throw new ChainBroken(`the newest of ${month} is missing or changed`)
}

/** Writes how far the log is sealed, and the checkpoints of the months that changed; to be called under the chain's lock. */
export async function saveHeads(
  transaction: Database,
  ring: KeyRing,
  heads: Heads,
  changed: readonly Month[],
  chain: { begunAt: Date; sealedTo: number },
): Promise<void> {
  const byMonth = new Map<string, Month>([...heads.months, ...changed].map((month) => [month.month, month]))
  for (const month of changed) {
    const signed = signMonth(ring, month)
    await transaction
      .insert(auditMonths)
      .values(signed)
      .onConflictDoUpdate({ target: auditMonths.month, set: signed })
  }
  const signed = { id: 1, ...signChain(ring, chain, [...byMonth.values()]) }
  await transaction
    .insert(auditChain)
    .values(signed)
    .onConflictDoUpdate({ target: auditChain.id, set: signed })
}

type Piece = { month: string; afterId: number; toId: number; entries: readonly SealedEntry[] }

/** The next entries that are not sealed, of one month's table; null where there are none. */
async function nextPiece(
  database: Database,
  sealedTo: number,
  settled: number,
  atOnce: number,
): Promise<Piece | null> {
  const tables = await database.select().from(auditTables).orderBy(asc(auditTables.afterId))
  for (const [place, { month, afterId: first }] of tables.entries()) {
    const afterId = Math.max(sealedTo, first)
    const end = Math.min(tables[place + 1]?.afterId ?? settled, settled)
    const entries = end > afterId ? await readSealable(database, afterId, end, atOnce) : []
    const last = entries.at(-1)
    if (last) return { month, afterId, toId: last.id, entries }
  }
  return null
}

export type Batch = {
  readonly entries: number
  /** Null where there was nothing to seal. */
  readonly seal: Seal | null
  readonly isLast: boolean
  /** Nothing was sealed before it. */
  readonly isBeginning: boolean
}

/**
 * Seals the next entries of the log, in one transaction.
 *
 * @param settled no entry up to this id is still to come
 * @param atOnce how many at most
 * @returns null where another process is at it
 * @throws ChainBroken, ChainUnreadable
 */
export const sealBatch = (
  database: Database,
  ring: KeyRing,
  settled: number,
  atOnce: number,
): Promise<Batch | null> =>
  database.transaction(async (transaction) => {
    if (!(await tryLock(transaction, advisoryLocks.auditChain))) return null
    const heads = await readHeads(transaction)
    await assertSigned(transaction, ring, heads)
    const piece = await nextPiece(transaction, heads.chain?.sealedTo ?? 0, settled, atOnce)
    if (piece === null) return { entries: 0, seal: null, isLast: true, isBeginning: false }
    const { afterId, toId, entries } = piece
    const range = { afterId, toId, sealedAt: await databaseTime(transaction) }
    const known = heads.months.find(({ month }) => month === piece.month) ?? newMonth(piece.month)
    await assertNewest(transaction, known)
    const { seal, month } = sealNext(known, entries, range)
    await transaction.insert(auditSeals).values(seal)
    const begunAt = heads.chain?.begunAt ?? range.sealedAt
    await saveHeads(transaction, ring, heads, [month], { begunAt, sealedTo: toId })
    return { entries: entries.length, seal, isLast: toId === settled, isBeginning: heads.chain === null }
  })
