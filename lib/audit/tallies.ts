import 'server-only'
import { sql } from 'drizzle-orm'
import type { Database } from '../db/connection'
import { ALL_TENANTS, activityHours } from '../db/schema'
import type { LINK_OPENED } from '../link-kinds'
import { runsOnVercel } from '../platform/env'
import { startOfHour } from '../platform/hours'
import { log } from '../platform/log'

/** How long counts wait for others to be written with them. */
const GATHER_MS = 1_000

/** Counts by tenant and hour that are in no entry of the log, since they are of nobody in particular. */
export type Tallies = {
  /** Counts one, in memory alone: nobody waits for it. */
  count(tenantId: string, event: TallyEvent, outcome?: string): void
  /** Writes what was counted. Never throws: a count that can't be written is lost, and the log says so. */
  save(): Promise<void>
  /** `save` for `after()`: a function on Vercel may stand still once it has answered, and its timers with it. */
  saved(): Promise<void>
}

/** Links that are opened, by people and by machines that look through mail; asks and new passwords by who keeps the mailbox. */
export type TallyEvent = typeof LINK_OPENED | 'mailbox.asked' | 'mailbox.done'

type Count = {
  readonly tenantId: string
  readonly hour: Date
  readonly event: TallyEvent
  readonly outcome: string
  count: number
}

async function write(database: Database, counts: readonly Count[]): Promise<void> {
  await database
    .insert(activityHours)
    .values([...counts])
    .onConflictDoUpdate({
      target: [activityHours.tenantId, activityHours.hour, activityHours.event, activityHours.outcome],
      set: { count: sql`${activityHours.count} + excluded.count` },
    })
}

/** In the order of the key, so that two instances never wait for each other's rows. */
const inOrder = (one: [string, Count], other: [string, Count]) => (one[0] < other[0] ? -1 : 1)

export function openTallies(database: () => Promise<Database>): Tallies {
  let waiting = new Map<string, Count>()
  let running: Promise<void> | null = null
  let timer: NodeJS.Timeout | null = null

  async function writeAll(): Promise<void> {
    while (waiting.size > 0) {
      const counts = [...waiting].sort(inOrder).map(([, count]) => count)
      waiting = new Map()
      try {
        await write(await database(), counts)
      } catch (error) {
        // Not tried again: the answer may be what was lost, and then they would count twice.
        log.warn('tallies.not_counted', { error })
      }
    }
  }

  function save(): Promise<void> {
    if (timer !== null) clearTimeout(timer)
    timer = null
    running ??= writeAll().finally(() => {
      running = null
    })
    return running
  }

  return {
    count(counted, event, outcome = '') {
      const hour = new Date(startOfHour(Date.now()))
      for (const tenantId of [ALL_TENANTS, counted]) {
        const key = `${tenantId} ${hour.toISOString()} ${event} ${outcome}`
        const known = waiting.get(key)
        if (known === undefined) waiting.set(key, { tenantId, hour, event, outcome, count: 1 })
        else known.count++
      }
      timer ??= setTimeout(save, GATHER_MS).unref()
    },
    save,
    async saved() {
      if (runsOnVercel()) await save()
    },
  }
}
