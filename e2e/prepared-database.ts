import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTestPostgres, type TestPostgres } from '../lib/db/test-postgres'

/**
 * Databases for portals under test, copied from what a first start left behind: making the tables and drawing the demo
 * tenants' pictures anew takes longer than most files of tests. On PostgreSQL where there is a server, else embedded.
 */

const server = process.env.TEST_DATABASE_URL

/** `bare`: the tables. `demo`: the demo tenants, too, sealed with the tests' usual secrets. */
const kinds = ['bare', 'demo'] as const
export type DatabaseKind = (typeof kinds)[number]

/** Where the workers of this run find the originals: names of databases, or folders. */
const variableOf = (kind: DatabaseKind) => `TEST_DATABASE_${kind.toUpperCase()}`

export type PreparedDatabase = {
  /** The portal's environment for it. */
  settings: { DATABASE_URL: string; REKEY_DATA_DIR?: string }
  drop(): Promise<void>
}

async function emptyDatabase(): Promise<PreparedDatabase & { original: string }> {
  if (server) {
    const { url, drop } = await createTestPostgres(server)
    return { settings: { DATABASE_URL: url }, drop, original: new URL(url).pathname.slice(1) }
  }
  const folder = mkdtempSync(join(tmpdir(), 'rekey-e2e-data-'))
  const drop = async () => rmSync(folder, { recursive: true, force: true })
  return { settings: { DATABASE_URL: '', REKEY_DATA_DIR: folder }, drop, original: folder }
}

/**
 * Makes the originals for this run.
 *
 * @param startOnce starts a portal of a kind with these settings and ends it again
 * @returns what removes them
 */
export async function prepareDatabases(
  startOnce: (kind: DatabaseKind, settings: PreparedDatabase['settings']) => Promise<void>,
): Promise<() => Promise<void>> {
  const made = await Promise.all(
    kinds.map(async (kind) => {
      const database = await emptyDatabase()
      await startOnce(kind, database.settings)
      process.env[variableOf(kind)] = database.original
      return database
    }),
  )
  return async () => void (await Promise.all(made.map(({ drop }) => drop())))
}

function originalOf(kind: DatabaseKind): string {
  const original = process.env[variableOf(kind)]
  if (original === undefined) throw new Error('The databases were not prepared: see e2e/global-setup.ts')
  return original
}

/** A copy on the PostgreSQL server, for instances that share it. */
export async function copiedPostgres(kind: DatabaseKind = 'demo'): Promise<TestPostgres> {
  return createTestPostgres(server ?? '', originalOf(kind))
}

/** A copy for one portal, wherever this machine has databases. */
export async function copiedDatabase(kind: DatabaseKind): Promise<PreparedDatabase> {
  if (server) {
    const { url, drop } = await copiedPostgres(kind)
    return { settings: { DATABASE_URL: url }, drop }
  }
  const original = originalOf(kind)
  const { settings, drop, original: folder } = await emptyDatabase()
  cpSync(original, folder, { recursive: true })
  return { settings, drop }
}
