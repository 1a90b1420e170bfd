import 'server-only'
import { env } from '../platform/env'
import { log } from '../platform/log'
import { type Open, openServer } from './client'

/** The server that the environment names, else the embedded database. */
export const openServerOrEmbedded: Open = async (onBroken, watch) => {
  const { DATABASE_URL, REKEY_DATA_DIR } = env()
  if (DATABASE_URL?.startsWith('postgres')) return openServer(onBroken, watch)
  // Only now: a process with a database server needs no embedded one, which is large.
  const { openMemory, openPglite } = await import('./pglite')
  if (DATABASE_URL === 'memory://') return openMemory(undefined, watch)
  const onStopped = () => {
    log.error('database.stopped', { directory: REKEY_DATA_DIR })
    onBroken()
  }
  return openPglite(REKEY_DATA_DIR, onStopped, watch)
}
