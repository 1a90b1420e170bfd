import 'server-only'
import { openServer } from './db/client'
import { openProcess } from './open-process'
import { sayStartFault } from './platform/log'
import { drawBuilt } from './tenants/pictures/built-drawings'

/**
 * Opens a function on Vercel, or names every fault and ends the process. A function holds neither the embedded database nor
 * the library that draws pictures: each is several times as large as everything else in it.
 */
export async function openFunction(): Promise<void> {
  try {
    await openProcess({ open: openServer, draw: drawBuilt() })
  } catch (fault) {
    sayStartFault(fault instanceof Error ? fault : 'Rekey could not start')
    process.exit(1)
  }
}
