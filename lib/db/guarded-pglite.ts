import 'server-only'
import { statfsSync } from 'node:fs'
import type { PGlite } from '@electric-sql/pglite'

/** Room for two segments of its write-ahead log (16 MB each) and more, which it may need at any moment. */
const ROOM_BYTES = 48 * 1024 * 1024
const CHECK_EVERY_MS = 250

/** The embedded database's disk has no room left; writing now would stop the database for good. */
class DatabaseFull extends Error {
  constructor(directory: string) {
    super(`There is no room left for the database in ${directory}`)
    this.name = 'DatabaseFull'
  }
}

/** Throws DatabaseFull where the embedded database would run out of room. */
export function assertRoom(directory: string): void {
  const { bavail, bsize } = statfsSync(directory)
  if (bavail * bsize < ROOM_BYTES) throw new DatabaseFull(directory)
}

/** Full disk, input/output and internal errors (SQLSTATE 53, 58, XX), and an abort of WebAssembly itself. */
function isFatal(error: unknown): boolean {
  if (!(error instanceof Error)) return true
  if (error instanceof WebAssembly.RuntimeError || error.name === 'ExitStatus') return true
  if ('code' in error && typeof error.code === 'string') return /^(?:53[12]|58|XX)/.test(error.code)
  return /PGlite is closed|Aborted\(/.test(error.message)
}

/**
 * An embedded database that is left alone once it can't answer. After a full disk its next statement would never return
 * and would block the whole process, since it runs on the same thread.
 *
 * @param onBroken called once, when this instance is of no further use
 */
export function guardedPglite(client: PGlite, directory: string, onBroken: () => void): PGlite {
  let broken: unknown = null
  let checkedAt = Number.NEGATIVE_INFINITY

  function assertUsable(): void {
    if (broken) throw new Error('The embedded database has stopped', { cause: broken })
    if (performance.now() - checkedAt < CHECK_EVERY_MS) return
    assertRoom(directory)
    checkedAt = performance.now()
  }

  return new Proxy(client, {
    get(target, name) {
      const value = Reflect.get(target, name, target)
      if (typeof value !== 'function') return value
      if (name !== 'query' && name !== 'exec' && name !== 'transaction') return value.bind(target)
      return async (...values: unknown[]) => {
        assertUsable()
        try {
          return await Reflect.apply(value, target, values)
        } catch (error) {
          if (!broken && isFatal(error)) {
            broken = error
            onBroken()
          }
          throw error
        }
      }
    },
  })
}
