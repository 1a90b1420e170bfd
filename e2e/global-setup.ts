import { clientSecrets } from '../scripts/demo-pools'
import { freePort } from '../scripts/free-port'
import { startPortal } from './portal'
import { prepareDatabases } from './prepared-database'
import { watchTelemetry } from './telemetry-check'
import { testPools } from './test-pools'

/** Before all tests: the databases that the portals' own are copied from, and the watch over what portals say of themselves. */
export default async function setUp(): Promise<() => Promise<void>> {
  const dropDatabases = await prepareDatabases(async (kind, settings) => {
    const tenants =
      kind === 'demo' ? { REKEY_TENANTS: 'tenants', ...clientSecrets(testPools('http://localhost')) } : {}
    const portal = await startPortal(await freePort(), { ...tenants, ...settings })
    await portal.stop()
  })
  const judgeTelemetry = await watchTelemetry()
  return async () => {
    await dropDatabases()
    await judgeTelemetry()
  }
}
