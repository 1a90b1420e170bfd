import 'server-only'
import type { Tenant } from '../tenants/tenant'
import type { Check } from './check'
import * as ofClient from './check-client'
import * as ofDeployment from './check-deployment'
import * as ofPool from './check-pool'
import type { Facts } from './facts'
import { readDeployment, readHosts } from './gather-deployment'
import { type Credentials, probeService, readAsAdministrator } from './gather-service'

/** Every check, in the order in which a reset would meet what it looks at. */
const checks: readonly ((facts: Facts) => Check)[] = [
  ofDeployment.tenantOpen,
  ofDeployment.baseAddress,
  ofDeployment.hostNames,
  ofDeployment.certificates,
  ofDeployment.databaseReady,
  ofDeployment.redisReady,
  ofDeployment.secretStrength,
  ofDeployment.secretRotation,
  ofDeployment.secretOpens,
  ofClient.reachable,
  ofClient.firewall,
  ofClient.clock,
  ofClient.clientExists,
  ofClient.secretAccepted,
  ofClient.rotation,
  ofClient.enumeration,
  ofClient.userContext,
  ofClient.tokenRevocation,
  ofPool.threatProtection,
  ofPool.recovery,
  ofPool.autoVerified,
  ofPool.caseSensitivity,
  ofPool.mailSender,
  ofPool.triggers,
  ofPool.template,
  ofPool.passwordPolicy,
  ofPool.verifiedUsers,
]

/** All checks over facts that were gathered; pure. */
const judge = (facts: Facts): Check[] => checks.map((check) => check(facts))

/**
 * Why would a reset fail for this tenant? Looks at the deployment, the tenant's hosts and its user pool, and changes
 * nothing. Never throws; what could not be looked at is `unknown`.
 *
 * @param credentials for what only an administrator may read; the SDK's default chain where left out
 */
export async function examineTenant(tenant: Tenant, credentials?: Credentials): Promise<Check[]> {
  const [probe, administrator, hosts, deployment] = await Promise.all([
    probeService(tenant),
    readAsAdministrator(tenant, credentials),
    readHosts(tenant),
    readDeployment(tenant),
  ])
  return judge({ tenant, probe, ...administrator, hosts, deployment, now: new Date() })
}
