import { parseArgs } from 'node:util'
import { createTestPostgres } from '../lib/db/test-postgres'
import { clientSecrets, demoPools } from '../scripts/demo-pools'
import { ensureBuilt, ensureInstalled } from '../scripts/prepare.mjs'
import { hostOf } from './many-tenants'
import { startPortalOn } from './servers'
import { median } from './statistics'
import { visitHosts } from './visits'
import { measuredBy } from './worker'

/** `npm run bench:size`: what the portal takes with many tenants and a year of activity, beside ten tenants with little. */

const { values } = parseArgs({
  options: {
    tenants: { type: 'string', default: '10000' },
    entries: { type: 'string', default: '5000000' },
    hosts: { type: 'string', default: '2000' },
    /** Addresses of databases that an earlier run filled (`--keep`). */
    few: { type: 'string' },
    many: { type: 'string' },
    keep: { type: 'boolean', default: false },
  },
})
const FEW = { tenants: 10, entries: 10_000 }
const MANY = { tenants: Number(values.tenants), entries: Number(values.entries) }
const HOSTS = Number(values.hosts)
const ROUNDS = 5

type Look = { what: string; few: number; many: number }

const server = process.env.TEST_DATABASE_URL
if (!server) throw new Error('TEST_DATABASE_URL names no PostgreSQL server')
await ensureInstalled()
await ensureBuilt()

const secrets = clientSecrets(demoPools('tenants', 'http://localhost'))
async function filled({ tenants, entries }: typeof FEW, known: string | undefined) {
  if (known !== undefined) return { url: known, drop: async () => {} }
  console.log(`Making ${tenants} tenants and ${entries} entries …`)
  const database = await createTestPostgres(server ?? '')
  const size = { TENANTS: String(tenants), ENTRIES: String(entries) }
  const environment = { DATABASE_URL: database.url, REKEY_TENANTS: 'tenants', ...secrets, ...size }
  await measuredBy('bench/size-fill-worker.ts', environment)
  if (!values.keep) return database
  console.log(`It stays: ${database.url}`)
  return { url: database.url, drop: async () => {} }
}

/** A portal for each database; pages are visited in turns, the memory is what each has at the end. */
async function pageLooks(few: string, many: string): Promise<Look[]> {
  const portals = [await startPortalOn(few), await startPortalOn(many)] as const
  try {
    const hosts = [FEW.tenants, Math.min(HOSTS, MANY.tenants)].map((count) =>
      // Every fiftieth tenant is paused.
      Array.from({ length: count }, (_, n) => n)
        .filter((n) => n % 50 !== 49)
        .map(hostOf),
    )
    const rounds: Awaited<ReturnType<typeof visitHosts>>[][] = []
    for (let round = -1; round < ROUNDS; round++) {
      const pair = []
      for (const [place, portal] of portals.entries())
        pair.push(await visitHosts(portal, hosts[place] ?? [], HOSTS))
      if (round >= 0) rounds.push(pair)
    }
    const of = (place: number, what: 'processorMs' | 'answerMs') =>
      median(rounds.map((pair) => pair[place]?.[what] ?? Number.NaN))
    const row = (what: string, figure: (place: 0 | 1) => number): Look => ({
      what,
      few: figure(0),
      many: figure(1),
    })
    return [
      row('start to the first answer, ms', (place) => portals[place].firstAnswer.ms),
      row('/forgot, processor time, ms', (place) => of(place, 'processorMs')),
      row('/forgot, answer, ms', (place) => of(place, 'answerMs')),
      row(
        `memory after ${(ROUNDS + 1) * HOSTS} pages of up to ${HOSTS} hosts, MB`,
        (place) => portals[place].memory() / 1024 / 1024,
      ),
    ]
  } finally {
    await Promise.all(portals.map((portal) => portal.end()))
  }
}

const few = await filled(FEW, values.few)
const many = await filled(MANY, values.many)
try {
  const pages = await pageLooks(few.url, many.url)
  const environment = { FEW_URL: few.url, DATABASE_URL: many.url, TENANTS: String(MANY.tenants) }
  const looks = await measuredBy<Look[]>('bench/size-looks-worker.ts', environment)
  const rows = [...pages, ...looks]
  const width = Math.max(...rows.map(({ what }) => what.length))
  console.log(`\n${''.padEnd(width)}  ${'10'.padStart(9)}  ${String(MANY.tenants).padStart(9)}  tenants`)
  for (const row of rows) {
    const [less, more] = [row.few, row.many].map((value) => value.toFixed(1).padStart(9))
    console.log(`${row.what.padEnd(width)}  ${less}  ${more}`)
  }
} finally {
  await Promise.all([few.drop(), many.drop()])
}
