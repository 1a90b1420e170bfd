import 'server-only'
import { randomUUID } from 'node:crypto'
import { eq, lt, sql } from 'drizzle-orm'
import type { Database } from '../db/connection'
import { audit, auditWriters } from '../db/schema'
import { log } from '../platform/log'

/** Rounds in a row that reached the database, before others are judged: by then each of them had its chance, too. */
const STEADY_ROUNDS = 5

/**
 * One server's place among those that write to the audit log. Entries wait in a process's memory while the database is away,
 * and go with it when it is killed, or when it has to end meanwhile. So each server notes how far its entries are written,
 * and takes the note back when it ends with all of them written; for a note that was left the others record a gap. Functions
 * on Vercel and commands take no part: they write before they answer, and nobody can tell a frozen function from a dead one.
 */
export type AuditWriter = {
  /**
   * Notes how far this server's entries are written, and records a gap for servers that ended without a word. To be called
   * each minute.
   *
   * @throws what the database says
   */
  round(): Promise<void>
  /** Takes this server's note back, for the end of a process that has written everything. */
  leave(): Promise<void>
}

/** @param unwrittenForMs how long ago the oldest entry happened that is not written; 0 where all are */
export function openAuditWriter(
  database: () => Promise<Database>,
  unwrittenForMs: () => number,
): AuditWriter {
  const id = randomUUID()
  let steadyRounds = 0
  let running: Promise<void> | null = null
  let hasLeft = false

  async function note(db: Database): Promise<void> {
    const heardAt = sql`clock_timestamp()`
    const writtenTo = sql`clock_timestamp() - make_interval(secs => ${unwrittenForMs() / 1_000})`
    await db
      .insert(auditWriters)
      .values({ id, heardAt, writtenTo })
      .onConflictDoUpdate({ target: auditWriters.id, set: { heardAt, writtenTo } })
  }

  /** In one transaction, so that of several servers one records it, and none forgets it. */
  async function recordGaps(db: Database): Promise<void> {
    const isSilent = lt(auditWriters.heardAt, sql`clock_timestamp() - interval '5 minutes'`)
    const gone = await db.transaction(async (transaction) => {
      const notes = await transaction.delete(auditWriters).where(isSilent).returning()
      if (notes.length > 0)
        await transaction.insert(audit).values(
          notes.map(({ writtenTo }) => ({
            entryId: randomUUID(),
            event: 'audit.gap',
            details: { since: writtenTo.toISOString() },
          })),
        )
      return notes
    })
    for (const { writtenTo } of gone) log.error('audit.writer_gone', { since: writtenTo.toISOString() })
  }

  async function attempt(): Promise<void> {
    try {
      const db = await database()
      await note(db)
      steadyRounds += 1
      if (steadyRounds > STEADY_ROUNDS) await recordGaps(db)
    } catch (error) {
      steadyRounds = 0
      throw error
    }
  }

  return {
    async round() {
      if (hasLeft) return
      running ??= attempt().finally(() => {
        running = null
      })
      await running
    },
    async leave() {
      hasLeft = true
      await running?.catch(() => {})
      await (await database()).delete(auditWriters).where(eq(auditWriters.id, id))
    },
  }
}
