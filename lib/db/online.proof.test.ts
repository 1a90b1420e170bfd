import { setTimeout as pause } from 'node:timers/promises'
import { Client } from 'pg'
import { describe, expect, onTestFinished, test } from 'vitest'
import { beginMonth } from './audit-tables'
import { runJobs } from './jobs'
import { isLockedOut } from './lock-limit'
import { longSteps } from './long-steps'
import { migrate } from './migrate'
import { openFirstRelease } from './test-first-release'

// Everything that changes the shape of a large database of the first release, while instances of that release work on.

const TENANTS = 10_000
const ENTRIES = 300_000
const LIMIT_MS = 1_000
const LOOK_MS = 10

const FILL = [
  `insert into tenants (id, slug, name, status, config, brand, revision)
  select gen_random_uuid(), 'tenant-' || n, name || n, status, config, brand, md5(n::text)
  from tenants, generate_series(1, ${TENANTS}) as n where slug = 'acme'`,
  `insert into tenant_hosts (host, tenant_id, verified_at)
  select slug || '.example', id, now() from tenants where slug like 'tenant-%'`,
  `insert into tenant_secrets (tenant_id, position, sealed, fingerprint)
  select id, 0, 'v1', '…' from tenants where slug like 'tenant-%'`,
  `insert into assets (tenant_id, hash, kind, content_type, bytes)
  select id, md5(slug) || md5(id::text), 'logo', 'image/webp', decode(repeat(md5(slug), 40), 'hex')
  from tenants where slug like 'tenant-%'`,
  `insert into confirmations (key, tenant_id, state, at, expires_at)
  select id::text, id, 'done', now(), now() + interval '1 hour' from tenants where slug like 'tenant-%'`,
  `insert into rate_limits (key, points, expire)
  select 'askPerUser:' || id || ':' || kind, 1, 9999999999999 from tenants, generate_series(1, 5) as kind`,
  `insert into audit (entry_id, at, tenant_id, event, outcome, username_tag, support_code, cognito_request_id)
  select gen_random_uuid(), now() - make_interval(secs => ${ENTRIES} - n), id,
    case n % 2 when 0 then 'forgot.requested' else 'confirm.done' end,
    case n % 2 when 0 then 'sent' else 'done' end, md5(n::text), left(md5(n::text), 7), md5(n::text)
  from generate_series(1, ${ENTRIES}) as n join tenants on slug = 'tenant-' || 1 + n % ${TENANTS}`,
  'vacuum analyze',
]

/** What instances of the first release say all the time: of everybody, and of one tenant, `$1`. */
const WORK = {
  'writing to the log': `insert into audit (entry_id, tenant_id, event, outcome, username_tag)
    select gen_random_uuid(), id, 'forgot.requested', 'sent', 'busy' from tenants where slug = $1`,
  'reading the log':
    'select count(*) from (select from audit order by id desc limit 50) as newest where $1 > 0::text',
  'taking limits': `select * from rekey_take('askBurst:' || $1, 60000, 5, true)`,
  'claiming a code': `insert into confirmations (key, tenant_id, state, at, expires_at)
    select gen_random_uuid(), id, 'pending', now(), now() + interval '1 minute' from tenants where slug = $1`,
  'reading a tenant': 'select * from tenants left join tenant_hosts on tenant_id = id where slug = $1',
  'reading a picture': 'select bytes from assets join tenants on id = tenant_id where slug = $1',
  'changing a tenant': 'update tenants set updated_at = now() where slug = $1',
}

const server = process.env.TEST_DATABASE_URL

async function connect(url: string): Promise<{ client: Client; pid: number }> {
  const client = new Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query('select pg_backend_pid() as pid')
  return { client, pid: rows[0].pid }
}

/** Lets instances of the first release work until it is told to end; then says what was done, and who waited how long. */
async function instancesAt(url: string) {
  const workers = await Promise.all(
    Object.entries(WORK).map(async ([what, statement]) => ({ what, statement, ...(await connect(url)) })),
  )
  const watcher = await connect(url)
  const longest = new Map<string, number>()
  const done = new Map<string, number>()
  let isOver = false
  let phase = ''
  const working = workers.map(async ({ client, statement, what }) => {
    for (let turn = 1; !isOver; turn++) {
      await client.query(statement, [`tenant-${1 + (turn % TENANTS)}`])
      done.set(what, turn)
      await pause(1)
    }
  })
  const watching = (async () => {
    while (!isOver) {
      const { rows } = await watcher.client.query(
        `select pid, extract(epoch from clock_timestamp() - waitstart)::float8 * 1000 as ms
        from pg_locks where not granted and waitstart is not null and pid = any ($1)`,
        [workers.map(({ pid }) => pid)],
      )
      for (const { pid, ms } of rows) {
        const what = workers.find((worker) => worker.pid === pid)?.what ?? ''
        const key = `${what} during ${phase}`
        longest.set(key, Math.max(longest.get(key) ?? 0, ms))
      }
      await pause(LOOK_MS)
    }
  })()
  const begin = (name: string) => {
    phase = name
  }
  const end = async () => {
    isOver = true
    await Promise.all([...working, watching])
    await Promise.all([...workers, watcher].map(({ client }) => client.end()))
    return { done, longest }
  }
  return { begin, end }
}

describe.skipIf(!server)(`on PostgreSQL${server ? '' : ' (skipped: TEST_DATABASE_URL is not set)'}`, () => {
  test('no migration, long step or new month keeps anybody waiting for longer than a second', async () => {
    const connection = await openFirstRelease('PostgreSQL')
    onTestFinished(connection.close)
    const [{ name } = {}] = await connection.query('select current_database() as name')
    const url = new URL(server ?? '')
    url.pathname = `/${name}`
    const { client: filler } = await connect(url.href)
    await filler.query('set synchronous_commit = off')
    for (const statement of FILL) await filler.query(statement)
    await filler.end()

    const instances = await instancesAt(url.href)
    const nextMonth = new Date(Date.now() + 32 * 86_400_000).toISOString().slice(0, 7)
    try {
      instances.begin('the migrations')
      await migrate(connection)
      instances.begin('the long steps')
      expect(await runJobs(connection, longSteps, () => {})).toBe(true)
      instances.begin('a new month')
      // The first is the month under way; another begins once entries were written in it.
      for (const month of [undefined, nextMonth]) {
        const tried = () =>
          beginMonth(connection.database, month).catch((error: unknown) => {
            if (!isLockedOut(error)) throw error
            return null
          })
        await expect.poll(tried, { timeout: 30_000 }).not.toBeNull()
      }
    } finally {
      const { done, longest } = await instances.end()
      for (const what of Object.keys(WORK)) expect(done.get(what) ?? 0, what).toBeGreaterThan(10)
      for (const [what, ms] of longest) expect(ms, `${what} waited`).toBeLessThan(LIMIT_MS)
    }
    expect(await connection.query('select count(*)::int as months from audit_tables')).toEqual([
      { months: 2 },
    ])
  }, 300_000)
})
