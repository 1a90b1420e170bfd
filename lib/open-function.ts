import 'server-only'
import { openServer } from './db/client'
import { openProcess } from './open-process'
import { startOrEnd } from './platform/start-or-end'
import { drawBuilt } from './tenants/pictures/built-drawings'

/**
 * Opens a function on Vercel, or names every fault and ends the process. A function holds neither the embedded database nor
 * the library that draws pictures: each is several times as large as everything else in it.
 */
export const openFunction = (): Promise<void> =>
  startOrEnd(() => openProcess({ open: openServer, draw: drawBuilt() }))
