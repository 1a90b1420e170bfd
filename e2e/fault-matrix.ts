import { expect } from '@playwright/test'
import { Pool } from 'pg'
import { type TestWire, testWire, type WireState } from '../lib/db/test-wire'
import { freePort } from '../scripts/free-port'
import { behindProxy, HOST } from './behind-proxy'
import {
  type Actor,
  callsOf,
  isDone,
  nextNetwork,
  prepare,
  stateOf,
  tryTwice,
  type Walked,
} from './fault-acts'
import {
  actions,
  type Cell,
  isAsk,
  liesOfAsk,
  liesOfConfirm,
  type Result,
  type Service,
  type Store,
} from './fault-cells'
import { type Portal, startPortal } from './portal'
import { copiedPostgres } from './prepared-database'
import { openSite, type Site } from './site'
import { Visitor } from './visitor'

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

const wireStates: Record<Store, WireState> = {
  quick: 'whole',
  late: 'late',
  hung: 'silent',
  gone: 'cut',
  back: 'whole',
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

/** The outcomes in the audit log for a network, in no order: two instances write by wires of their own. */
async function auditOf({ database }: Pair, network: string): Promise<string[]> {
  const { rows } = await database.query('select outcome from audit where address = $1', [`${network}.0/24`])
  return rows.map(({ outcome }: { outcome: string }) => outcome).sort()
}

async function judge(pair: Pair, actor: Actor, { tries, wayOn }: Walked): Promise<Result> {
  const { cell, network } = actor
  const { site } = pair
  const shown = tries.map((each) => each.shown)
  const sent = callsOf(site, actor)
  if (isAsk(cell.action)) {
    // Each ask is in the log once its call has ended, also where that was behind the answer.
    await expect.poll(() => auditOf(pair, network), { timeout: 30_000 }).toHaveLength(2)
    const audit = await auditOf(pair, network)
    return { cell, shown, sent, kept: `log: ${audit.join(', ')}`, lies: liesOfAsk(cell, tries, sent) }
  }
  return {
    cell,
    shown: wayOn === null ? shown : [...shown, wayOn],
    sent,
    kept: stateOf(site, actor),
    lies: liesOfConfirm(cell, { tries, wayOn }, isDone(site, actor)),
  }
}

/** Over a slow line more people at once would wait for each other's connections, and some for too long. */
const MOST_OVER_A_SLOW_LINE = 8

/** All cells of one state of the store and of Cognito, together; afterwards all is well again. */
export async function runState(
  pair: Pair,
  store: Store,
  service: Service,
  cells: readonly Cell[],
): Promise<Result[]> {
  const prepared = await Promise.all(cells.map((cell) => prepare(pair.site, cell)))
  await breakThings(pair, store, service)
  const [one, other] = [pair.portals[0].port, pair.portals[1].port]
  const most = store === 'late' ? MOST_OVER_A_SLOW_LINE : prepared.length
  const walked: { actor: Actor; seen: Walked }[] = []
  for (let from = 0; from < prepared.length; from += most) {
    const walks = prepared.slice(from, from + most).map(async (actor) => ({
      actor,
      seen: await tryTwice(pair.site, actor, [one, actor.cell.instances === 2 ? other : one]),
    }))
    walked.push(...(await Promise.all(walks)))
  }
  await mend(pair, service)
  return Promise.all(walked.map(({ actor, seen }) => judge(pair, actor, seen)))
}

/** Every cell of a state. */
export function cellsOf(store: Store, service: Service): Cell[] {
  return actions.flatMap((action) =>
    [true, false].flatMap((hasCookies) =>
      ([1, 2] as const).map((instances) => ({ action, store, service, hasCookies, instances })),
    ),
  )
}
