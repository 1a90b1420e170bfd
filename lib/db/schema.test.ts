import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import settings from '../../drizzle.config'
import type { Connection } from './connection'
import { runJobs } from './jobs'
import { longSteps } from './long-steps'
import { addTestTenant, openTestClient, openTestDatabase } from './test-database'

let connection: Connection
beforeAll(async () => {
  connection = await openTestDatabase()
})
afterAll(() => connection.close())

const root = fileURLToPath(new URL('../..', import.meta.url))
const run = promisify(execFile)

/**
 * What `npm run migration` would write.
 *
 * @param prepare puts into the folder, which is empty, what is there before
 */
async function generate(prepare: (folder: string) => void): Promise<string[]> {
  const cache = join(root, 'node_modules/.cache')
  mkdirSync(cache, { recursive: true })
  const folder = mkdtempSync(join(cache, 'migrations-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const out = join(folder, 'out')
  mkdirSync(out)
  prepare(out)
  const before = new Set(readdirSync(out))
  const config = join(folder, 'drizzle.config.json')
  writeFileSync(config, JSON.stringify({ ...settings, out: relative(root, out) }))
  const program = join(root, 'node_modules/drizzle-kit/bin.cjs')
  const parameters = ['--conditions=react-server', program, 'generate', `--config=${relative(root, config)}`]
  await run(process.execPath, parameters, { cwd: root })
  const written = readdirSync(out).filter((name) => name.endsWith('.sql') && !before.has(name))
  return written.map((name) => readFileSync(join(out, name), 'utf8'))
}

test('drizzle-kit finds no difference between the schema and the migrations', async () => {
  const copy = (folder: string) => cpSync(join(root, 'lib/db/migrations'), folder, { recursive: true })
  expect(await generate(copy)).toEqual([])
}, 120_000)

/** Everything that has a name and a definition in the tables, their sizes and fill factors aside. */
const COLUMNS = `
select table_name, column_name, data_type, is_nullable, column_default, identity_generation
from information_schema.columns where table_schema = 'public' order by 1, 2`
const CONSTRAINTS = `
select conrelid::regclass::text as table, conname, pg_get_constraintdef(oid) as definition
from pg_constraint where connamespace = 'public'::regnamespace and contype <> 'n' order by 1, 2`
const INDEXES = `select tablename, indexname, indexdef from pg_indexes where schemaname = 'public' order by 1, 2`

// Of the migrations that are written by hand drizzle-kit knows nothing: the tables themselves are compared.
test('the migrations lead to exactly the tables, constraints and indexes that the schema declares', async () => {
  const declared = await openTestClient()
  await declared.exec('drop schema public cascade; create schema public')
  onTestFinished(() => declared.close())
  const written = await generate(() => {})
  expect(written).toHaveLength(1)
  await declared.exec(written.join(';'))
  const migrated = await openTestDatabase()
  onTestFinished(() => migrated.close())
  expect(await runJobs(migrated, longSteps, () => {})).toBe(true)
  await migrated.query('drop table __drizzle_migrations')
  for (const [what, statement] of Object.entries({ COLUMNS, CONSTRAINTS, INDEXES })) {
    expect(await migrated.query(statement), what).toEqual((await declared.query(statement)).rows)
  }
}, 120_000)

test('deleting a tenant removes its hosts, secrets, pictures and attempts, and keeps the audit log', async () => {
  const { query } = connection
  const id = '00000000-0000-4000-8000-000000000001'
  await addTestTenant(connection, id, 'acme')
  await query(`insert into tenant_hosts values ('reset.acme.example', $1, now())`, [id])
  await query(`insert into tenant_secrets values ($1, 0, 'sealed', 'print', now())`, [id])
  await query(`insert into assets values ($1, 'hash', 'logo', 'image/png', 'x', 1, 1, now())`, [id])
  await query(`insert into confirmations values ('key', $1, 'done', now(), now())`, [id])
  await query(`insert into audit (entry_id, tenant_id, event) values ($1, $1, 'confirm.done')`, [id])
  await query('delete from tenants where id = $1', [id])
  for (const table of ['tenant_hosts', 'tenant_secrets', 'assets', 'confirmations']) {
    expect(await query(`select 1 from ${table}`), table).toEqual([])
  }
  expect(await query('select event from audit')).toEqual([{ event: 'confirm.done' }])
})
