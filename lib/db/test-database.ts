import 'server-only'
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

/** The files of an empty migrated database: unpacking them takes a fifth of the time that making them does. */
async function packedFiles(): Promise<Blob> {
  const shape = createHash('sha256').update(JSON.stringify(migrations)).digest('hex').slice(0, 12)
  const file = join(CACHE, `pglite-${shape}.tar`)
  if (!existsSync(file)) {
    const client = await PGlite.create('memory://')
    await migrate(embedded(client))
    const packed = await client.dumpDataDir('none')
    await client.close()
    mkdirSync(CACHE, { recursive: true })
    // Several test processes may get here at once: each moves a complete file into place.
    const own = `${file}.${process.pid}`
    writeFileSync(own, Buffer.from(await packed.arrayBuffer()))
    renameSync(own, file)
  }
  return new Blob([readFileSync(file)])
}

/** For tests: a fresh embedded database in memory, in the program's shape. */
export async function openTestDatabase(): Promise<Connection> {
  return openMemory(await packedFiles())
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
  return PGlite.create('memory://', { loadDataDir: await packedFiles() })
}

/** For tests: a database in memory, as a process has one. */
export const testDatabase = (): DatabaseClient => openDatabase(openTestDatabase)
