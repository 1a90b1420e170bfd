import { load, type Page } from './load'
import { atMost, type Findings, megabytes, times } from './rows'
import {
  type EmptyApp,
  type Portal,
  type Server,
  startEmptyApp,
  startPortal,
  using,
  withPostgres,
} from './servers'

const LOAD_MS = 60_000

type Memory = { now: number; peak: number; pages: number }

async function afterLoad(server: Server, pages: readonly Page[], until: number): Promise<Memory> {
  const opened = await load(pages, 'gzip', () => performance.now() < until)
  return { now: server.memory(), peak: server.peakMemory(), pages: opened }
}

/** What the portal keeps in memory after a minute of load, beside the empty app, both at the same time. */
export async function memory(): Promise<Findings> {
  const found = await withPostgres((url) =>
    using<[Portal, EmptyApp], { portal: Memory; empty: Memory }>(
      [() => startPortal({ DATABASE_URL: url }), startEmptyApp],
      async ([portal, empty]) => {
        const until = performance.now() + LOAD_MS
        const [ofPortal, ofEmpty] = await Promise.all([
          afterLoad(portal, [portal.forgot, portal.reset], until),
          afterLoad(empty, [empty.page], until),
        ])
        return { portal: ofPortal, empty: ofEmpty }
      },
    ),
  )
  if (found === null) return { rows: [], figures: null }
  const { portal, empty } = found
  const what = `memory after a minute of load on PostgreSQL over the empty app's (${megabytes(portal.now)}, ${megabytes(empty.now)})`
  return { rows: [atMost(what, portal.now / empty.now, 1.3, times)], figures: found }
}
