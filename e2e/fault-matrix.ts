import { expect } from '@playwright/test'
import { Pool } from 'pg'
import { type TestWire, testWire, type WireState } from '../lib/db/test-wire'
import { freePort } from '../scripts/free-port'
import { behindProxy, HOST } from './behind-proxy'
import {
  actions,
  type Cell,
  liesOfAsk,
  liesOfConfirm,
  type Result,
  type Service,
  type Store,
  type Try,
} from './fault-cells'
import { type Portal, startPortal } from './portal'
import { copiedPostgres } from './prepared-database'
import { NEW_PASSWORD, openSite, type Person, type Site } from './site'
import { type Sight, Visitor } from './visitor'

/** Every fault that the portal meets, crossed: what is shown, what was sent and what is kept, and whether that is a lie. */

export type Pair = {
  site: Site
  portals: readonly [Portal, Portal]
  wires: readonly [TestWire, TestWire]
  /** The database itself, past the wires. */
  database: Pool
  close(): Promise<void>
}

/** Two instances on one PostgreSQL, each by a wire of its own, in front of one emulator. */
export async function openPair(): Promise<Pair> {
  const database = await copiedPostgres()
  const wires = [await testWire(database.url), await testWire(database.url)] as const
  const shared = {
    ...behindProxy,
    REKEY_LIMITS_FACTOR: '1',
    REKEY_ANSWER_TIME_FACTOR: '1',
    REKEY_CONFIRM_DEADLINE_MS: '8000',
  }
  const site = await openSite({ ...shared, DATABASE_URL: wires[0].url })
  const pool = new Pool({ connectionString: database.url, max: 2 })
  const other = await startPortal(await freePort(), {
    ...site.settings,
    ...shared,
    DATABASE_URL: wires[1].url,
  })
  const pair: Pair = {
    site,
    portals: [site.portal, other],
    wires,
    database: pool,
    close: async () => {
      for (const wire of wires) wire.set('whole')
      await other.stop()
      await site.close()
      for (const wire of wires) wire.close()
      await pool.end()
      await database.drop()
    },
  }
  await warm(pair)
  return pair
}

let lastNetwork = 0

/** The log keeps only the network of an address, so everybody has one of their own (RFC 2544's), without its last part. */
function nextNetwork(): string {
  lastNetwork += 1
  return `198.${18 + Math.floor(lastNetwork / 256)}.${lastNetwork % 256}`
}

const wireStates: Record<Store, WireState> = {
  quick: 'whole',
  late: 'late',
  hung: 'silent',
  gone: 'cut',
  back: 'whole',
}

function setFault({ emulator }: Site, person: Person, operation: string, service: Service): void {
  const subject = { operation, username: person.username }
  if (service === 'late') emulator.faults.add({ kind: 'delay-after', ms: 3_000, ...subject })
  if (service === 'lost') emulator.faults.add({ kind: 'drop-after-commit', ...subject })
  if (service === 'garbled')
    emulator.faults.add({ kind: 'not-json', status: 200, when: 'after-commit', ...subject })
}

const nameOf = (sight: Sight) =>
  sight.error === null ? (sight.page ?? `${sight.status}`) : `${sight.page}: ${sight.error}`

async function tryTwice(pair: Pair, { cell, person, code, network }: Prepared): Promise<Try[]> {
  const { site } = pair
  const { username, slug } = person
  const cookies: Visitor['cookies'] = new Map()
  const tries: Try[] = []
  for (const turn of [0, 1] as const) {
    const portal = pair.portals[cell.instances === 2 ? turn : 0]
    const headers = { 'x-forwarded-for': `${network}.7` }
    const who = new Visitor(portal.port, { host: HOST, headers, keepsCookies: cell.hasCookies }, cookies)
    const asked = site.asked(username)
    const sight =
      cell.action === 'ask'
        ? await who.ask('/northwind', username)
        : await who.choose('/northwind', { username, code, password: NEW_PASSWORD })
    tries.push({
      shown: nameOf(sight),
      reached: site.asked(username) > asked,
      isChanged: site.emulator.passwordIs(site.pool(slug).seed.id ?? '', username, NEW_PASSWORD),
    })
  }
  return tries
}

type Prepared = { cell: Cell; person: Person; code: string; network: string }

/** A person of their own for each cell, whose mail came while all was well. */
async function prepare({ site }: Pair, cell: Cell): Promise<Prepared> {
  const person = site.person()
  const isAsk = cell.action === 'ask'
  const code = isAsk ? '' : (await site.mail(person)).code
  setFault(site, person, isAsk ? 'ForgotPassword' : 'ConfirmForgotPassword', cell.service)
  return { cell, person, code, network: nextNetwork() }
}

/** Both instances know the tenant and its secret: what a fault does to one that has just started is another matter. */
async function warm(pair: Pair): Promise<void> {
  for (const { port } of pair.portals) {
    const who = new Visitor(port, { host: HOST, headers: { 'x-forwarded-for': `${nextNetwork()}.7` } })
    await expect
      .poll(
        async () => {
          const person = pair.site.person()
          await who.ask('/northwind', person.username)
          return pair.site.asked(person.username)
        },
        { timeout: 60_000 },
      )
      .toBe(1)
    who.cookies.clear()
  }
}

async function breakThings(pair: Pair, store: Store, service: Service): Promise<void> {
  if (service === 'gone') await pair.site.emulator.goDark()
  for (const wire of pair.wires) {
    if (store === 'back') wire.set('cut')
    wire.set(wireStates[store])
  }
}

async function mend(pair: Pair, service: Service): Promise<void> {
  const { emulator } = pair.site
  emulator.faults.clear()
  emulator.faults.release()
  if (service === 'gone') await emulator.comeBack()
  for (const wire of pair.wires) wire.set('whole')
  await warm(pair)
}

/** The outcomes in the audit log for a network, in their order. */
async function auditOf({ database }: Pair, network: string): Promise<string[]> {
  const { rows } = await database.query('select outcome from audit where address = $1 order by id', [
    `${network}.0/24`,
  ])
  return rows.map(({ outcome }: { outcome: string }) => outcome)
}

async function judge(
  pair: Pair,
  { cell, person, network }: Prepared,
  tries: readonly Try[],
): Promise<Result> {
  const shown = tries.map((each) => each.shown)
  const { site } = pair
  const { username, slug } = person
  if (cell.action === 'ask') {
    // Each ask is in the log once its call has ended, also where that was behind the answer.
    await expect.poll(() => auditOf(pair, network), { timeout: 30_000 }).toHaveLength(2)
    const audit = await auditOf(pair, network)
    const asked = site.asked(username)
    return { cell, shown, sent: asked, kept: `log: ${audit.join(', ')}`, lies: liesOfAsk(cell, tries, asked) }
  }
  const poolId = site.pool(slug).seed.id ?? ''
  const isChanged = site.emulator.passwordIs(poolId, username, NEW_PASSWORD)
  return {
    cell,
    shown,
    sent: site.confirmations(username).length,
    kept: isChanged ? 'the new password' : 'the old password',
    lies: liesOfConfirm(cell, tries, isChanged),
  }
}

/** All cells of one state of the store and of Cognito, at once; afterwards all is well again. */
export async function runState(
  pair: Pair,
  store: Store,
  service: Service,
  cells: readonly Cell[],
): Promise<Result[]> {
  const prepared = await Promise.all(cells.map((cell) => prepare(pair, cell)))
  await breakThings(pair, store, service)
  const tries = await Promise.all(prepared.map((each) => tryTwice(pair, each)))
  await mend(pair, service)
  return Promise.all(prepared.map((each, index) => judge(pair, each, tries[index] ?? [])))
}

/** Every cell of a state. */
export function cellsOf(store: Store, service: Service): Cell[] {
  return actions.flatMap((action) =>
    [true, false].flatMap((hasCookies) =>
      ([1, 2] as const).map((instances) => ({ action, store, service, hasCookies, instances })),
    ),
  )
}
