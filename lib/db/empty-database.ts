import 'server-only'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { migrations } from './generated/migrations'

/**
 * An embedded database with the portal's tables and nothing in them, which the build packs and a first start unpacks.
 * Making one takes most of such a start, and a second PostgreSQL in the same process.
 */

/** Only this program's own shape will do: from a later one it would look as if nothing were missing. */
const shape = () => createHash('sha256').update(JSON.stringify(migrations)).digest('hex').slice(0, 12)

/** Where it is, beside the server that the build makes. */
export const emptyDatabaseFile = (root = process.cwd()) =>
  join(/* turbopackIgnore: true */ root, 'dist', `empty-database-${shape()}.tar.gz`)

/** Its packed files; null where no build has packed them. */
export function packedEmptyDatabase(root?: string): Blob | null {
  const file = emptyDatabaseFile(root)
  // Without the comments Next would take all of `dist` for a part of every function on Vercel.
  return existsSync(/* turbopackIgnore: true */ file)
    ? new Blob([readFileSync(/* turbopackIgnore: true */ file)], { type: 'application/gzip' })
    : null
}
