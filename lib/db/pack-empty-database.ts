import 'server-only'
import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { emptyDatabaseFile } from './empty-database'
import { runJobs } from './jobs'
import { longSteps } from './long-steps'
import { migrate } from './migrate'
import { embedded } from './pglite'

/**
 * For the build: packs an empty database for the starts to come, in place of the ones of earlier builds.
 *
 * @param root of the program
 * @param client an empty database, which is closed; a test has a prepared one
 */
export async function packEmptyDatabase(root?: string, client?: PGlite): Promise<void> {
  client ??= await PGlite.create('memory://')
  const connection = embedded(client)
  await migrate(connection)
  await runJobs(connection, longSteps, () => {})
  await client.exec('checkpoint')
  const packed = await client.dumpDataDir('gzip')
  await client.close()
  const file = emptyDatabaseFile(root)
  const folder = dirname(file)
  mkdirSync(folder, { recursive: true })
  for (const name of readdirSync(folder)) if (name.startsWith('empty-database-')) rmSync(join(folder, name))
  // A start may look for it at this moment.
  writeFileSync(`${file}.new`, Buffer.from(await packed.arrayBuffer()))
  renameSync(`${file}.new`, file)
}
