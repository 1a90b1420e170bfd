import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import { z } from 'zod'

/**
 * Makes drizzle-kit's migrations a module of the program: a bundle, a container or a Vercel function has no folder of SQL
 * beside it. Run by `npm run generate`.
 *
 *   tsx scripts/compile-migrations.ts [root of the repository]
 */

const Journal = z.object({ entries: z.array(z.object({ tag: z.string(), when: z.number() })) })

const root = process.argv[2] ?? '.'
const migrationsFolder = join(root, 'lib/db/migrations')
const target = join(root, 'lib/db/generated/migrations.ts')

const { entries } = Journal.parse(
  JSON.parse(readFileSync(join(migrationsFolder, 'meta/_journal.json'), 'utf8')),
)
const migrations = readMigrationFiles({ migrationsFolder }).map((migration, index) => {
  const { tag, when } = entries[index] ?? {}
  const before = entries[index - 1]?.when ?? 0
  // The migrator only looks at the last one that was applied: an earlier one that comes later would never be.
  if (when === undefined || when <= before) throw new Error(`${tag}: its time is not after the one before`)
  return { tag, ...migration }
})
const text = `import 'server-only'\n\nexport const migrations = ${JSON.stringify(migrations, null, 2)}\n`
mkdirSync(dirname(target), { recursive: true })
// Tests may be reading it at this moment, so an unchanged file is not rewritten.
if (!existsSync(target) || readFileSync(target, 'utf8') !== text) writeFileSync(target, text)
process.stdout.write(`${migrations.length} migrations\n`)
