import { randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { clientSecrets, demoPools } from '../scripts/demo-pools'
import { buildPortal } from '../scripts/vercel/build.mjs'
import { BuildOutput } from '../scripts/vercel/build-output'
import { Platform } from '../scripts/vercel/platform'
import { type RunningFunction, startFunction } from '../scripts/vercel/running-function'
import { emptyVercelApp } from './empty-app'
import { costOf } from './process-cost'
import { atMost, type Findings, type Row, times, told } from './rows'
import { withPostgres } from './servers'
import { median } from './statistics'

const HOST = 'portal.example'
/** A documentation address (RFC 5737), which no real client has. */
const CLIENT = '203.0.113.77'
const ROUNDS = 9

type App = { output: BuildOutput; path: string; environment: Record<string, string>; folder: string }
type Cost = { ms: number; processorMs: number }
/** What the function of the proxy cost until it had answered, and then that of the page. */
type Visit = { proxy: Cost; page: Cost }
type Round = { portal: Visit; empty: Visit }

/** A function in a process that did nothing before, as in a new instance. What it is made of is unpacked once. */
function startCold({ output, folder, environment }: App, name: string): Promise<RunningFunction> {
  const unpacked = join(folder, name.replaceAll('/', '_'))
  if (!existsSync(unpacked)) output.unpack(name, unpacked)
  return startFunction(unpacked, environment)
}

/** Asks for an app's page where none of its functions runs. */
async function visit(app: App): Promise<Visit> {
  const started: RunningFunction[] = []
  const cost = (each: RunningFunction | undefined, ms: number): Cost => ({
    ms,
    processorMs: costOf(each?.pid).processorMs(),
  })
  const start = async (name: string) => {
    const each = await startCold(app, name)
    started.push(each)
    return each
  }
  try {
    const begun = performance.now()
    let pageBegun = begun
    const platform = new Platform({
      output: app.output,
      host: HOST,
      clientAddress: CLIENT,
      middleware: await start(app.output.middleware),
      functionOf: (name) => {
        pageBegun = performance.now()
        return start(name)
      },
    })
    const { status, text } = await platform.ask({ method: 'GET', path: app.path })
    const ended = performance.now()
    if (status !== 200) throw new Error(`${app.path} answered with ${status}: ${text.slice(0, 300)}`)
    const [proxy, page] = started
    return { proxy: cost(proxy, pageBegun - begun), page: cost(page, ended - pageBegun) }
  } finally {
    for (const each of started) each.end()
  }
}

/** Both in turns. The first visits make the tables, apply the tenants and read the files from the disk; they don't count. */
async function coldRounds(portal: App, empty: App): Promise<Round[]> {
  for (const app of [empty, portal]) await visit(app)
  const rounds: Round[] = []
  for (let round = 0; round < ROUNDS; round++) {
    if (round % 2 === 0) rounds.push({ portal: await visit(portal), empty: await visit(empty) })
    else {
      const first = await visit(empty)
      rounds.push({ empty: first, portal: await visit(portal) })
    }
  }
  return rounds
}

/** The portal as Vercel's CLI built it in a folder, with the demo's tenants on a database. */
const portalIn = (checkout: string, folder: string, database: string): App => ({
  output: new BuildOutput(checkout),
  path: '/northwind/forgot',
  folder: join(folder, 'portal-functions'),
  environment: {
    VERCEL: '1',
    VERCEL_ENV: 'production',
    REKEY_SECRET: randomBytes(48).toString('base64'),
    REKEY_BASE_URL: `https://${HOST}`,
    DATABASE_URL: database,
    REKEY_TENANTS: 'tenants',
    ...clientSecrets(demoPools('tenants', `https://${HOST}`)),
  },
})

const emptyIn = (checkout: string, folder: string): App => ({
  output: new BuildOutput(checkout),
  path: '/',
  folder: join(folder, 'empty-functions'),
  environment: { VERCEL: '1' },
})

const together = (unit: keyof Cost, { proxy, page }: Visit) => proxy[unit] + page[unit]

function coldRows(rounds: readonly Round[]): Row[] {
  const middle = (of: (round: Round) => number) => median(rounds.map(of))
  const whole = (ms: number) => `${Math.round(ms)} ms`
  const compared = (of: (visit: Visit) => number) => ({
    ratio: middle(({ portal, empty }) => of(portal) / of(empty)),
    both: `${whole(middle(({ portal }) => of(portal)))}, ${whole(middle(({ empty }) => of(empty)))}`,
  })
  const targets = (['ms', 'processorMs'] as const).map((unit) => {
    const { ratio, both } = compared((each) => together(unit, each))
    const how = unit === 'ms' ? 'by the clock' : 'processor time'
    return atMost(
      `cold on Vercel, start to first answer over the empty app's, ${how} (${both})`,
      ratio,
      1.5,
      times,
    )
  })
  const parts = (['proxy', 'page'] as const).map((part) => {
    const { ratio, both } = compared((each) => each[part].processorMs)
    return told(`of it, the function of the ${part}, processor time (${both})`, times(ratio))
  })
  return [...targets, ...parts]
}

/**
 * From nothing to the first answer of `/forgot`, by the functions that Vercel's CLI builds, each in a process of its own;
 * beside an empty app with a proxy that does nothing. Tables and tenants are in place.
 */
export async function cold(): Promise<Findings> {
  const folder = mkdtempSync(join(tmpdir(), 'rekey-cold-'))
  try {
    const checkout = join(folder, 'portal')
    await buildPortal(checkout)
    const empty = await emptyVercelApp()
    const rounds = await withPostgres((url) =>
      coldRounds(portalIn(checkout, folder, url), emptyIn(empty, folder)),
    )
    return { rows: rounds === null ? [] : coldRows(rounds), figures: rounds }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
