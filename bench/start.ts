import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { atMost, type Findings, megabytes, times } from './rows'
import { type Server, type Store, startEmptyApp, startPortal, withPostgres } from './servers'
import { median } from './statistics'

const ROUNDS = 5
const SECRET = 'only-for-this-measurement-7QxT2vLmR9pKzW4c'

type FirstAnswer = Server['firstAnswer']
type Round = { portal: FirstAnswer; empty: FirstAnswer }

async function firstAnswer(start: () => Promise<Server>): Promise<FirstAnswer> {
  const server = await start()
  await server.end()
  return server.firstAnswer
}

const seconds = (ms: number) => `${(ms / 1_000).toFixed(2)} s`

/** From the start of the process to the first page, beside the empty app's, in turns. Tables and tenants are in place. */
export async function starts(): Promise<Findings> {
  const found = await withPostgres(async (url) => {
    const portal = () => firstAnswer(() => startPortal({ DATABASE_URL: url, REKEY_SECRET: SECRET }))
    const empty = () => firstAnswer(startEmptyApp)
    await portal()
    await empty()
    const rounds: Round[] = []
    for (let round = 0; round < ROUNDS; round++) {
      if (round % 2 === 0) rounds.push({ portal: await portal(), empty: await empty() })
      else {
        const first = await empty()
        rounds.push({ empty: first, portal: await portal() })
      }
    }
    return rounds
  })
  if (found === null) return { rows: [], figures: null }
  const middle = (of: (round: Round) => number) => median(found.map(of))
  const own = seconds(middle(({ portal }) => portal.processorMs))
  const others = seconds(middle(({ empty }) => empty.processorMs))
  return {
    rows: [
      atMost(
        `start to first page over the empty app's, processor time (${own}, ${others})`,
        middle(({ portal, empty }) => portal.processorMs / empty.processorMs),
        1.5,
        times,
      ),
      atMost(
        `the same, by the clock (${seconds(middle(({ portal }) => portal.ms))}, ${seconds(middle(({ empty }) => empty.ms))})`,
        middle(({ portal, empty }) => portal.ms / empty.ms),
        1.5,
        times,
      ),
    ],
    figures: found,
  }
}

/** The first start of the demo's portal ever: an embedded database is made, and all pictures are drawn. */
export async function freshDemo(): Promise<Findings> {
  const rounds: (FirstAnswer & { peak: number })[] = []
  for (let round = 0; round < 3; round++) {
    const folder = mkdtempSync(join(tmpdir(), 'rekey-bench-data-'))
    const store: Store = { REKEY_DATA_DIR: folder }
    try {
      const server = await startPortal(store)
      rounds.push({ ...server.firstAnswer, peak: server.peakMemory() })
      await server.end()
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }
  const what = 'fresh demo on the embedded database, start to first page'
  const processor = seconds(median(rounds.map(({ processorMs }) => processorMs)))
  return {
    rows: [
      atMost(`${what} (${processor} of processor time)`, median(rounds.map(({ ms }) => ms)), 4_000, seconds),
      atMost(`${what}, most memory`, median(rounds.map(({ peak }) => peak)), 350 * 1024 * 1024, megabytes),
    ],
    figures: rounds,
  }
}
