import 'server-only'
import { keys } from '../../crypto/keys'
import type { Database } from '../../db/connection'
import { env, namedVariable } from '../../platform/env'
import { log } from '../../platform/log'
import { type Draw, drawUnknown } from '../pictures/known-drawings'
import { applyTenants } from './apply'
import { describeFaults, type FileFault, loadTenantFiles } from './files'

/** What applying tenant files needs: this process's database, keys and environment. */
export const ofThisProcess = async (database: () => Promise<Database>) => ({
  database: await database(),
  ring: keys(),
  variable: namedVariable,
})

/** The tenant files that REKEY_TENANTS names have faults; nothing was changed. */
export class TenantFilesRefused extends Error {
  readonly faults: readonly FileFault[]

  constructor(faults: readonly FileFault[]) {
    super(`The tenant files are refused and nothing was changed:\n${describeFaults(faults)}`)
    this.name = 'TenantFilesRefused'
    this.faults = faults
  }
}

/**
 * Applies the files that REKEY_TENANTS names, if it is set. For the start of the process.
 *
 * @param draw draws the pictures that the database doesn't know
 * @throws TenantFilesRefused with every fault of every file
 */
export async function applyConfiguredTenants(database: () => Promise<Database>, draw: Draw): Promise<void> {
  const path = env().REKEY_TENANTS
  if (!path) return
  const loaded = await loadTenantFiles(path, drawUnknown(database, draw))
  if (!loaded.ok) throw new TenantFilesRefused(loaded.faults)
  const applied = await applyTenants(await ofThisProcess(database), loaded.tenants)
  if (!applied.ok) throw new TenantFilesRefused(applied.faults)
  log.info('tenants.applied', { written: applied.written, unchanged: applied.unchanged })
}
