import { expect } from '@playwright/test'
import { Client, Pool } from 'pg'
import type { TestPostgres } from '../../lib/db/test-postgres'
import { type TestWire, testWire } from '../../lib/db/test-wire'
import { freePort } from '../../scripts/free-port'
import { behindProxy } from '../behind-proxy'
import { type Portal, type Settings, startPortal } from '../portal'
import { copiedPostgres } from '../prepared-database'
import { openSite, type Site } from '../site'
import { type Actor, act, actor, actors, CUT_OFF, nameOf, openForm, press, rowOf } from './acts'
import { liesIn, type Row } from './table'

/** The PostgreSQL server that is disturbed. */
export const server = process.env.TEST_DATABASE_URL

const ATTEMPTS = ['ConfirmForgotPassword', 'ConfirmSignUp']

async function execute(connectionString: string | undefined, statement: string): Promise<void> {
  const client = new Client({ connectionString })
  await client.connect()
  await client.query(statement)
  await client.end()
}

/** A portal on a PostgreSQL database of its own, past which everything can be broken and looked at. */
export class Place {
  readonly database: TestPostgres
  /** The first portal's way to the database. */
  readonly wire: TestWire
  readonly site: Site
  readonly rows: Row[] = []
  readonly #pool: Pool

  private constructor(database: TestPostgres, wire: TestWire, site: Site) {
    this.database = database
    this.wire = wire
    this.site = site
    this.#pool = new Pool({ connectionString: database.url, max: 2 })
    // Its connections are ended with all others.
    this.#pool.on('error', () => {})
  }

  static async open(): Promise<Place> {
    const database = await copiedPostgres()
    const wire = await testWire(database.url)
    const place = new Place(database, wire, await openSite(Place.#settings(wire.url)))
    await place.#warm(place.site.portal.port)
    return place
  }

  static #settings(databaseUrl: string): Settings {
    return {
      ...behindProxy,
      REKEY_LIMITS_FACTOR: '1',
      REKEY_ANSWER_TIME_FACTOR: '1',
      REKEY_CONFIRM_DEADLINE_MS: '8000',
      DATABASE_URL: databaseUrl,
    }
  }

  async close(): Promise<void> {
    this.wire.set('whole')
    this.letGo()
    await this.site.close()
    this.wire.close()
    await this.#pool.end()
    await this.database.drop()
  }

  /** Another portal that has served the tenant: what a fault does to one that has just started is another matter. */
  async start(settings: Settings = {}): Promise<Portal> {
    const { site, wire } = this
    const all = { ...site.settings, ...Place.#settings(wire.url), ...settings }
    const portal = await startPortal(await freePort(), all)
    await this.#warm(portal.port)
    return portal
  }

  async #warm(port: number): Promise<void> {
    const each = await actor(this.site, 'forgot', port)
    await expect.poll(async () => nameOf(await act(each)), { timeout: 60_000 }).toBe('sent')
    expect(nameOf(await act(await actor(this.site, 'reset', port)))).toBe('done')
  }

  /** A statement on the database itself. */
  asOwner(statement: string): Promise<void> {
    return execute(this.database.url, statement)
  }

  #onServer(statement: string): Promise<void> {
    return execute(server, statement)
  }

  get #name(): string {
    return new URL(this.database.url).pathname.slice(1)
  }

  /** How many servers have a note that they may owe the log something. */
  async writers(): Promise<number> {
    return (await this.#pool.query('select 1 from audit_writers')).rows.length
  }

  endConnections(): Promise<void> {
    return this.#onServer(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${this.#name}'`,
    )
  }

  async readOnly(is: 'on' | 'off'): Promise<void> {
    await this.#onServer(`alter database ${this.#name} set default_transaction_read_only = ${is}`)
    await this.endConnections()
  }

  /** Everything is used again by the portal, whose breakers may still be open. */
  async untilReady(port = this.site.portal.port): Promise<void> {
    const ready = async () => (await fetch(`http://127.0.0.1:${port}/api/health/ready`)).status
    await expect.poll(ready, { timeout: 30_000 }).toBe(200)
    const found = async () => nameOf(await act(await actor(this.site, 'reset', port)))
    await expect.poll(found, { timeout: 30_000 }).toBe('done')
  }

  /**
   * Keeps a row for each, once all is well again.
   *
   * @param entries how many the audit has of each in the end; null where that is open
   */
  async keep(
    fault: string,
    who: readonly Actor[],
    shown: readonly (readonly string[])[],
    entries: number | null = 1,
  ): Promise<void> {
    const { site } = this
    const found = await Promise.all(
      who.map((each, index) =>
        rowOf({ site, database: this.#pool }, fault, each, shown[index] ?? [], entries),
      ),
    )
    expect.soft(liesIn(found)).toEqual([])
    this.rows.push(...found)
  }

  /** All three pages while something is broken; each form was open before. */
  async disturbed(
    fault: string,
    doBreak: () => Promise<unknown> | unknown,
    mend: () => Promise<unknown> | unknown,
    port = this.site.portal.port,
  ): Promise<void> {
    const opened = await Promise.all(
      (await actors(this.site, port)).map(async (each) => ({ each, form: await openForm(each) })),
    )
    await doBreak()
    const shown = await Promise.all(opened.map(async ({ each, form }) => [nameOf(await press(each, form))]))
    await mend()
    await this.untilReady(port)
    await this.keep(
      fault,
      opened.map(({ each }) => each),
      shown,
    )
  }

  /** Somebody for each page that uses a code. */
  attempting(port?: number): Promise<Actor[]> {
    return Promise.all((['reset', 'confirm'] as const).map((page) => actor(this.site, page, port)))
  }

  /** Forms that were sent, and of which Cognito has done its part and not answered; `letGo` lets it. */
  async underWay(who: readonly Actor[]): Promise<Promise<string>[]> {
    const { faults, requests } = this.site.emulator
    for (const { person } of who)
      for (const operation of ATTEMPTS)
        faults.add({ kind: 'hang', when: 'after-commit', operation, username: person.username })
    const arrived = who.map(({ person }) => requests.next({ username: person.username }))
    const shown = who.map((each) => act(each).then(nameOf, () => CUT_OFF))
    await Promise.all(arrived)
    const isDone = () =>
      who.every(({ person }) => requests.last({ username: person.username })?.processed === 'ok')
    await expect.poll(isDone).toBe(true)
    return shown
  }

  letGo(): void {
    this.site.emulator.faults.clear()
    this.site.emulator.faults.release()
  }
}

/** What each of several was shown, once. */
export const once = async (shown: readonly Promise<string>[]): Promise<string[][]> =>
  (await Promise.all(shown)).map((each) => [each])
