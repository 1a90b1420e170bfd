import 'server-only'
import { sql } from 'drizzle-orm'
import type { Database } from '../db/connection'
import { ALL_TENANTS, activityHours } from '../db/schema'
import { LINK_OPENED } from '../link-kinds'
import { runsOnVercel } from '../platform/env'
import { log } from '../platform/log'

const HOUR_MS = 3_600_000
/** How long counts wait for others to be written with them. */
const GATHER_MS = 1_000

/** How often links are opened, by tenant and hour: by people, and by machines that look through mail. Of nobody in particular. */
export type Openings = {
  /** Counts one, in memory alone: whoever opens a link waits for nothing. */
  count(tenantId: string): void
  /** Writes what was counted. Never throws: a count that can't be written is lost, and the log says so. */
  save(): Promise<void>
  /** `save` for `after()`: a function on Vercel may stand still once it has answered, and its timers with it. */
  saved(): Promise<void>
}

type Count = { readonly tenantId: string; readonly hour: Date; count: number }

async function write(database: Database, counts: readonly Count[]): Promise<void> {
  await database
    .insert(activityHours)
    .values(counts.map((each) => ({ ...each, event: LINK_OPENED, outcome: '' })))
    .onConflictDoUpdate({
      target: [activityHours.tenantId, activityHours.hour, activityHours.event, activityHours.outcome],
      set: { count: sql`${activityHours.count} + excluded.count` },
    })
}

/** In the order of the key, so that two instances never wait for each other's rows. */
const inOrder = (one: Count, other: Count) =>
  one.tenantId < other.tenantId
    ? -1
    : one.tenantId > other.tenantId
      ? 1
      : one.hour.getTime() - other.hour.getTime()

export function openOpenings(database: () => Promise<Database>): Openings {
  let waiting = new Map<string, Count>()
  let running: Promise<void> | null = null
  let timer: NodeJS.Timeout | null = null

  async function writeAll(): Promise<void> {
    while (waiting.size > 0) {
      const counts = [...waiting.values()].sort(inOrder)
      waiting = new Map()
      try {
        await write(await database(), counts)
      } catch (error) {
        // Not tried again: the answer may be what was lost, and then they would count twice.
        log.warn('links.not_counted', { error })
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
    count(opened) {
      const hour = new Date(Math.floor(Date.now() / HOUR_MS) * HOUR_MS)
      for (const tenantId of [ALL_TENANTS, opened]) {
        const key = `${tenantId} ${hour.getTime()}`
        const known = waiting.get(key)
        if (known === undefined) waiting.set(key, { tenantId, hour, count: 1 })
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
