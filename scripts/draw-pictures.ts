import { describeFaults, loadTenantFiles } from '../lib/tenants/files/files'
import { drawAndKeep } from '../lib/tenants/pictures/built-drawings'
import { drawAnew } from '../lib/tenants/pictures/draw-anew'

/** Draws the pictures of the tenant files that REKEY_TENANTS names, for a build whose functions can't (`drawBuilt`). */

const path = process.env.REKEY_TENANTS
if (path) {
  const loaded = await loadTenantFiles(path, drawAndKeep(drawAnew))
  if (!loaded.ok) throw new Error(describeFaults(loaded.faults))
}
