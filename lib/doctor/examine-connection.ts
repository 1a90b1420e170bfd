import 'server-only'
import type { Credentials } from '../cognito/administrator-credentials'
import type { Regions } from '../cognito/regions'
import { say } from '../console/words/generated/checks'
import type { Tenant } from '../tenants/tenant'
import type { Check } from './check'
import * as ofClient from './check-client'
import { notFound } from './facts'
import { probeService, readAsAdministrator } from './gather-service'

/**
 * Whether resets would work with a connection that is not stored yet: only what one can tell of the app client. Changes
 * nothing. Never throws; what could not be checked is `unknown`.
 *
 * @param secret the app client's; empty where it has none
 * @param toldTo `owner`: what only an administrator may read is left out unless the secret proves that the client is theirs
 * @param credentials for what only an administrator may read; those of this deployment where left out
 */
export async function examineConnection(
  regions: Regions,
  tenant: Tenant,
  secret: string,
  toldTo: 'operator' | 'owner',
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
  const all = { tenant, probe, client }
  const withheld = notFound(say('checks.unseen.otherApp'))
  const told = toldTo === 'operator' || ofClient.provesPool(all) ? all : { ...all, client: withheld }
  return [
    ofClient.reachable,
    ofClient.firewall,
    ofClient.clientExists,
    ofClient.secretAccepted,
    ofClient.enumeration,
    ofClient.userContext,
    ofClient.tokenRevocation,
  ].map((check) => check(told))
}
