import 'server-only'
import type { KeyRing } from '../crypto/key-ring'
import { settledUpTo } from '../db/audit-ids'
import type { Database } from '../db/connection'
import { log } from '../platform/log'
import { anchorOf, type Seal } from './chain'
import { assertSigned, ChainBroken, findSeal, readHeads, sealBatch } from './seal-batch'

const AT_ONCE = 2_000
/** A backlog, as after an update, is sealed over many minutes: at most so many batches in one. */
const BATCHES = 50

/** What a process's sealer did: `entries` sealed now, and where more are left. */
export type Sealed = { readonly entries: number; readonly isBehind: boolean }

export type Sealer = {
  /**
   * Seals what was written to the audit log since it was last sealed; to be called each minute, by any number of processes.
   *
   * @throws ChainBroken, ChainUnreadable, or what the database says
   */
  seal(): Promise<Sealed>
}

/** @param atOnce how many entries one transaction seals */
export function openSealer(database: () => Promise<Database>, ring: () => KeyRing, atOnce = AT_ONCE): Sealer {
  // What this process has seen cannot be taken back, even by whoever restores an older state of the whole database.
  let seen: Seal | null = null

  async function assertSeen(db: Database): Promise<void> {
    if (seen === null) return
    const { month, number, digest } = seen
    const now = await findSeal(db, month, number)
    if (now?.digest === digest) return
    const heads = await readHeads(db)
    await assertSigned(db, ring(), heads)
    const hasGone = heads.months.some((one) => one.month === month && one.goneSeals >= number)
    // `rekey audit reseal` begins anew, signed.
    const isAnother = heads.chain !== null && heads.chain.begunAt > seen.sealedAt
    if (!hasGone && !isAnother) throw new ChainBroken(`${anchorOf(seen)} is missing`)
    seen = null
  }

  return {
    async seal() {
      const db = await database()
      const settled = await settledUpTo(db)
      if (settled === null) {
        log.warn('audit.sealing_held_up')
        return { entries: 0, isBehind: true }
      }
      await assertSeen(db)
      let entries = 0
      for (let count = 0; count < BATCHES; count++) {
        const batch = await sealBatch(db, ring(), settled, atOnce)
        if (batch === null) return { entries, isBehind: false }
        if (batch.isBeginning) log.warn('audit.sealing_begun')
        entries += batch.entries
        if (batch.seal) {
          seen = batch.seal
          log.info('audit.sealed', { entries: batch.entries, anchor: anchorOf(batch.seal) })
        }
        if (batch.isLast) return { entries, isBehind: false }
      }
      return { entries, isBehind: true }
    },
  }
}
