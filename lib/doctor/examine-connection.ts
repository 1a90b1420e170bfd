import 'server-only'
import type { Credentials } from '../cognito/administrator-credentials'
import type { Regions } from '../cognito/regions'
import type { Tenant } from '../tenants/tenant'
import type { Check } from './check'
import * as ofClient from './check-client'
import { probeService, readAsAdministrator } from './gather-service'

/**
 * Whether resets would work with a connection that is not stored yet: only what one can tell of the app client. Changes
 * nothing. Never throws; what could not be checked is `unknown`.
 *
 * @param secret the app client's; empty where it has none
 * @param credentials for what only an administrator may read; those of this deployment where left out
 */
export async function examineConnection(
  regions: Regions,
  tenant: Tenant,
  secret: string,
  credentials?: Credentials,
): Promise<Check[]> {
  const secrets = {
    lend: <T>(_: Tenant, use: (secrets: readonly string[]) => Promise<T>) =>
      use(secret === '' ? [] : [secret]),
  }
  const administrator = readAsAdministrator(tenant, false, credentials)
  const [probe, client] = await Promise.all([
    probeService({ regions, secrets }, tenant),
    administrator.client,
  ])
  return [
    ofClient.reachable,
    ofClient.firewall,
    ofClient.clientExists,
    ofClient.secretAccepted,
    ofClient.enumeration,
    ofClient.userContext,
    ofClient.tokenRevocation,
  ].map((check) => check({ tenant, probe, client }))
}
