import { freePort } from '../scripts/free-port'
import { startPortal } from './portal'
import { prepareDatabases } from './prepared-database'
import { clientSecrets } from './test-pools'

/** Before all tests: the databases that the portals' own are copied from. */
export default function setUp(): Promise<() => Promise<void>> {
  return prepareDatabases(async (kind, settings) => {
    const tenants = kind === 'demo' ? { REKEY_TENANTS: 'tenants', ...clientSecrets() } : {}
    const portal = await startPortal(await freePort(), { ...tenants, ...settings })
    await portal.stop()
  })
}
