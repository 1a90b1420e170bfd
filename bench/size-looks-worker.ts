import { randomUUID } from 'node:crypto'
import { readWatched } from '../lib/alerts/tenant-hours'
import { openAudit } from '../lib/audit/record'
import { deleteOld } from '../lib/audit/retention'
import { readHeads, saveHeads, sealBatch } from '../lib/audit/seal-batch'
import { openSealer } from '../lib/audit/sealer'
import { listEntries } from '../lib/console/activity/entries'
import { readFilter } from '../lib/console/activity/filter'
import { hourCounts } from '../lib/console/activity/hour-counts'
import { listJourneys } from '../lib/console/activity/list-journeys'
import { OPERATORS_GROUP } from '../lib/console/auth/roles'
import { findTenants } from '../lib/console/find-tenants'
import { listTenants } from '../lib/console/listed-tenants'
import { tenantsFor } from '../lib/console/tenant-list'
import { readTenantQuery } from '../lib/console/tenant-query'
import { keys } from '../lib/crypto/keys'
import { lastGivenId } from '../lib/db/audit-ids'
import { databaseTime } from '../lib/db/database-time'
import { openPostgres } from '../lib/db/postgres'
import { countFaulty } from '../lib/doctor/faulty-tenants'
import { lastFaults } from '../lib/doctor/last-result'
import { takeTurn } from '../lib/doctor/turns'
import { takeAsk } from '../lib/limits/ask-limits'
import { openLimits } from '../lib/limits/limiter'
import { findStoredTenant } from '../lib/tenants/store'
import { CODE, tenantId } from './audit-rows'
import { hostOf, slugOf } from './many-tenants'
import { median } from './statistics'

/** The part of `size.ts` that times what the portal asks of its database, with few and with many, in turns. */

const TIMES = 15
const MINUTE = 500
const operator = [OPERATORS_GROUP]

const few = { url: process.env.FEW_URL ?? '', tenants: 10 }
const many = { url: process.env.DATABASE_URL ?? '', tenants: Number(process.env.TENANTS) }

function looksAt({ url, tenants }: { url: string; tenants: number }) {
  const connection = openPostgres(url)
  const { database } = connection
  const limits = openLimits(connection.reserved)
  const audit = openAudit(async () => database)
  const sealer = openSealer(async () => database, keys)
  let visited = 0
  const any = () => {
    visited = (visited + 7_919) % tenants
    return visited
  }
  const list = (query: Record<string, string>) => listTenants(database, operator, readTenantQuery(query))
  const pageOf = (share: number) => String(Math.max(1, Math.floor((tenants / 25) * share)))
  const looks: Record<string, () => Promise<unknown>> = {
    'a tenant by its slug': () => findStoredTenant(database, slugOf(any())),
    'a tenant by its host': () => findStoredTenant(database, hostOf(any())),
    'the limits of an ask': () =>
      takeAsk(limits, { tenantId: tenantId(any()), userTag: randomUUID(), addressTag: randomUUID() }),
    'tenants by name': () => list({}),
    'tenants by name, in the middle': () => list({ page: pageOf(0.5) }),
    'tenants by their last change': () => list({ sort: 'changed' }),
    'tenants with a text in their name': () => list({ q: 'bakery 7' }),
    'tenants with a text that none has': () => list({ q: 'zzzzq' }),
    'tenants with a draft': () => list({ status: 'draft' }),
    'tenants with a fault': () => list({ status: 'fault' }),
    'tenants to choose from': () => tenantsFor(database, operator),
    'the search for a tenant': () => findTenants(database, operator, 'bakery'),
    'the search for a tenant that is not there': () => findTenants(database, operator, 'zzzzq'),
    'overview of 30 days, all tenants': () => hourCounts(database, '30d', null, new Date()),
    'overview of 30 days, one tenant': () => hourCounts(database, '30d', [tenantId(any())], new Date()),
    'faults of all tenants': () =>
      Promise.all([countFaulty(database, operator), lastFaults(database, null, 'operator')]),
    'resets, the newest, all tenants': () => listJourneys(database, readFilter({}), null),
    'resets, the newest, one tenant': () => listJourneys(database, readFilter({}), [tenantId(any())]),
    'search by support code': () => listJourneys(database, readFilter({ q: CODE }), null),
    'outcome unknown': () => listJourneys(database, readFilter({ outcome: 'unknown' }), null),
    'what the console did': () => listEntries(database, readFilter({ view: 'console' }), null),
    'alerts of all tenants': async () => readWatched(database, await databaseTime(database)),
    'the doctor’s next tenant': () => takeTurn(database, new Date()),
  }

  /** A sealed log, of which nothing but the first month and what comes now has to be sealed. */
  async function sealOldest(): Promise<void> {
    const settled = await lastGivenId(database)
    const end = Math.floor(settled / 12)
    for (;;) {
      const batch = await sealBatch(database, keys(), end, 2_000)
      if (batch === null || batch.isLast) break
    }
    await database.transaction(async (transaction) => {
      const heads = await readHeads(transaction)
      const begunAt = heads.chain?.begunAt ?? new Date()
      await saveHeads(transaction, keys(), heads, [], { begunAt, sealedTo: settled })
    })
  }

  /** A minute's entries, of as many tenants as there are up to so many. */
  async function writeMinute(): Promise<void> {
    for (let entry = 0; entry < MINUTE; entry++)
      void audit.record({
        event: 'forgot.requested',
        outcome: 'sent',
        tenantId: tenantId(any()),
        usernameTag: randomUUID(),
        flow: 'reset',
      })
    await audit.written()
  }
  const settings = { database, ring: keys(), owner: null }
  return {
    connection,
    looks,
    sealer,
    sealOldest,
    writeMinute,
    drop: (days: number) => deleteOld({ ...settings, days }),
  }
}

async function msOf(work: () => Promise<unknown>): Promise<number> {
  const before = performance.now()
  await work()
  return performance.now() - before
}

const both = [looksAt(few), looksAt(many)] as const
const times = new Map<string, [number[], number[]]>()
function note(what: string, place: 0 | 1, ms: number): void {
  const known = times.get(what) ?? [[], []]
  known[place].push(ms)
  times.set(what, known)
}

const PLACES = [0, 1] as const
for (const what of Object.keys(both[0].looks)) {
  for (let time = -2; time < TIMES; time++)
    for (const place of PLACES) {
      const ms = await msOf(async () => both[place].looks[what]?.())
      if (time >= 0) note(what, place, ms)
    }
}
for (const place of PLACES) await both[place].sealOldest()
for (let time = 0; time < 5; time++)
  for (const place of PLACES) {
    note(`${MINUTE} entries of a minute written`, place, await msOf(both[place].writeMinute))
    note(`${MINUTE} entries of a minute sealed`, place, await msOf(() => both[place].sealer.seal()))
  }
for (const days of [330, 300, 270])
  for (const place of PLACES) note('a month that is dropped', place, await msOf(() => both[place].drop(days)))
for (const place of PLACES) await both[place].connection.close()
process.send?.([...times].map(([what, [less, more]]) => ({ what, few: median(less), many: median(more) })))
