import 'server-only'
import type { KeyRing } from '../crypto/key-ring'
import { beginMonth, bindTable, isMonthDue, unboundTables } from '../db/audit-tables'
import type { Database } from '../db/connection'
import { isLockedOut } from '../db/lock-limit'
import { log } from '../platform/log'
import { deleteOld, type Owner } from './retention'
import { ChainBroken, ChainUnreadable } from './seal-batch'
import { openSealer } from './sealer'

/** What one round did: entries `sealed` now, whether more are left, and what has to be looked at, in words. */
export type Upkeep = { readonly sealed: number; readonly isBehind: boolean; readonly fault: string | null }

export type AuditUpkeep = {
  /**
   * Does what is due for the audit log: a table for the month, seals, and deleting what is old. To be called each minute, by
   * any number of processes. Never throws: what it could not do is in the log and in the answer.
   */
  round(): Promise<Upkeep>
}

type Settings = {
  readonly database: () => Promise<Database>
  readonly ring: () => KeyRing
  /** Null where the tables belong to the portal's own role. */
  readonly owner: () => Owner | null
  /** How many days entries are kept; null for ever. */
  readonly days: () => number | null
}

/** A table that took too long to read is not read each minute. */
const TRY_LATER_MS = 60 * 60_000

export function openAuditUpkeep({ database, ring, owner, days }: Settings): AuditUpkeep {
  const sealer = openSealer(database, ring)
  let bindsFrom = 0

  /** Changes tables by whom they belong to. */
  const asOwner = async (change: (db: Database) => Promise<void>): Promise<void> =>
    owner()?.(change) ?? change(await database())

  async function turnMonth(): Promise<void> {
    if (await isMonthDue(await database())) await asOwner(async (db) => void (await beginMonth(db)))
  }

  /** What could not be made sure of when a month was put aside, since somebody used its table or it took too long. */
  async function bindMonths(): Promise<void> {
    if (performance.now() < bindsFrom) return
    const tables = await unboundTables(await database())
    if (tables.length === 0) return
    const bind = async (db: Database) => {
      for (const table of tables) await bindTable(db, table)
    }
    await asOwner(bind).catch((error) => {
      if (!isLockedOut(error)) bindsFrom = performance.now() + TRY_LATER_MS
      throw error
    })
  }

  async function retain(): Promise<boolean> {
    const kept = days()
    if (kept === null) return false
    return deleteOld({ database: await database(), ring: ring(), owner: owner(), days: kept })
  }

  return {
    async round() {
      // Entries go on being written to the month before, and are sealed there.
      await turnMonth().catch((error) => log.warn('audit.month_not_begun', { error }))
      await bindMonths().catch((error) => log.info('audit.month_not_bounded', { error }))
      try {
        const { entries, isBehind } = await sealer.seal()
        const isMoreOld = await retain().catch((error) => {
          log.warn('audit.not_deleted', { error })
          return true
        })
        return { sealed: entries, isBehind: isBehind || isMoreOld, fault: null }
      } catch (error) {
        const isBroken = error instanceof ChainBroken
        if (isBroken) log.error('audit.chain_broken', { error })
        else log.warn('audit.not_sealed', { error })
        const isKnown = isBroken || error instanceof ChainUnreadable
        return {
          sealed: 0,
          isBehind: true,
          fault: isKnown ? error.message : 'The audit log could not be sealed',
        }
      }
    },
  }
}
