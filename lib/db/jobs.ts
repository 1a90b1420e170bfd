import 'server-only'
import { eq, sql } from 'drizzle-orm'
import { advisoryLocks } from './advisory-locks'
import type { Connection, Database } from './connection'
import { migrationJobs } from './schema'

/** A step of a migration that may take long: it is done in small parts, and goes on where it was. */
export type Job = {
  readonly id: string
  /** Whether a part and the note of it are one transaction. Otherwise a part may be done again. */
  readonly isTransactional: boolean
  /**
   * Does the next part.
   *
   * @param cursor what the last part that was done returned; null before the first
   * @returns where to go on, or null where nothing is left
   */
  part(database: Database, cursor: string | null, engine: Connection['engine']): Promise<string | null>
}

/** Something of an earlier run is still going on in the database; it is looked at again later. */
export class StillRunning extends Error {
  constructor(what: string) {
    super(`${what} is still being made by an earlier run`)
    this.name = 'StillRunning'
  }
}

/** `cursor` is how far a job is, null where it is done. */
export type Progress = { readonly job: string; readonly cursor: string | null }

async function note(database: Database, id: string, cursor: string | null): Promise<void> {
  const row = { state: cursor === null ? 'done' : 'running', cursor, updatedAt: sql`now()` } as const
  await database
    .insert(migrationJobs)
    .values({ id, ...row })
    .onConflictDoUpdate({ target: migrationJobs.id, set: row })
}

async function run(
  database: Database,
  engine: Connection['engine'],
  job: Job,
  tell: (progress: Progress) => void,
): Promise<void> {
  const [row] = await database.select().from(migrationJobs).where(eq(migrationJobs.id, job.id))
  if (row?.state === 'done') return
  let cursor = row?.cursor ?? null
  do {
    const doPart = async (within: Database) => {
      const next = await job.part(within, cursor, engine)
      await note(within, job.id, next)
      return next
    }
    cursor = await (job.isTransactional ? database.transaction(doPart) : doPart(database))
    tell({ job: job.id, cursor })
  } while (cursor !== null)
}

/** The ids of the jobs that are not done. */
export async function jobsLeft(database: Database, jobs: readonly Job[]): Promise<string[]> {
  const done = await database.select().from(migrationJobs).where(eq(migrationJobs.state, 'done'))
  return jobs.map(({ id }) => id).filter((id) => !done.some((row) => row.id === id))
}

/**
 * Does what is left of the jobs, one after the other, in one process at a time. Killed in the middle, the next call goes on
 * where it was. The portal works without them, only slower.
 *
 * @param tell is told after every part
 * @returns false where another process, or what a killed one left running in the database, is at it
 */
export async function runJobs(
  connection: Connection,
  jobs: readonly Job[],
  tell: (progress: Progress) => void,
): Promise<boolean> {
  if ((await jobsLeft(connection.database, jobs)).length === 0) return true
  try {
    const done = await connection.alone(advisoryLocks.longSteps, async (database) => {
      for (const job of jobs) await run(database, connection.engine, job, tell)
      return true
    })
    return done ?? false
  } catch (error) {
    if (error instanceof StillRunning) return false
    throw error
  }
}
