import 'server-only'
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { type DatabaseClient, openDatabase } from './client'
import type { Connection } from './connection'
import { migrations } from './generated/migrations'
import { migrate } from './migrate'
import { embedded, openMemory } from './pglite'

const CACHE = join(process.cwd(), 'node_modules/.cache/rekey')

/**
 * Makes a database smaller to unpack and quicker to start: without the templates, from which no test makes another one, and
 * with a sixteenth of the usual buffers, which are all prepared at the start.
 */
const MADE_SMALL = [
  'update pg_database set datistemplate = false, datallowconn = true where datname <> current_database()',
  'drop database template0',
  'drop database template1',
  `alter system set shared_buffers = '8MB'`,
  'checkpoint',
]

/**
 * The files of a prepared embedded database: unpacking them takes a small part of the time that making them does.
 *
 * @param name of the file that keeps them from run to run
 * @param source whatever decides what is in it
 * @param prepare makes it in an empty one
 */
async function packedFile(
  name: string,
  source: string,
  prepare: (client: PGlite) => Promise<void>,
): Promise<string> {
  const shape = createHash('sha256').update(MADE_SMALL.join()).update(source).digest('hex').slice(0, 12)
  const file = join(CACHE, `${name}-${shape}.tar`)
  if (!existsSync(file)) {
    const client = await PGlite.create('memory://')
    await prepare(client)
    for (const statement of MADE_SMALL) await client.exec(statement)
    const packed = await client.dumpDataDir('none')
    await client.close()
    mkdirSync(CACHE, { recursive: true })
    // Several test processes may get here at once: each moves a complete file into place.
    const own = `${file}.${process.pid}`
    writeFileSync(own, Buffer.from(await packed.arrayBuffer()))
    renameSync(own, file)
  }
  return file
}

/** The same, read for a database in memory. */
export async function packedFiles(...what: Parameters<typeof packedFile>): Promise<Blob> {
  return new Blob([readFileSync(await packedFile(...what))])
}

const SHAPE = ['pglite', JSON.stringify(migrations), (client: PGlite) => migrate(embedded(client))] as const
const inShape = () => packedFiles(...SHAPE)

/** For tests: puts the files of a database in the program's shape where `openPglite` looks for them. */
export async function unpackTestDatabase(dataDirectory: string): Promise<void> {
  const folder = join(dataDirectory, 'pglite')
  mkdirSync(folder)
  execFileSync('tar', ['xf', await packedFile(...SHAPE), '-C', folder], { stdio: 'ignore' })
}

/** For tests: a fresh embedded database in memory, in the program's shape. */
export async function openTestDatabase(): Promise<Connection> {
  return openMemory(await inShape())
}

/** For tests: a tenant of this slug, with nothing in it. */
export async function addTestTenant(
  { query }: Pick<Connection, 'query'>,
  id: string,
  slug: string,
): Promise<void> {
  await query(
    `insert into tenants (id, slug, name, status, config, brand, revision) values ($1, $2, $2, 'active', '{}', '{}', 'r')`,
    [id, slug],
  )
}

/** For tests: PGlite itself, with the portal's tables. */
export async function openTestClient(): Promise<PGlite> {
  return PGlite.create('memory://', { loadDataDir: await inShape() })
}

/** For tests: a database in memory, as a process has one. */
export const testDatabase = (): DatabaseClient => openDatabase(openTestDatabase)
