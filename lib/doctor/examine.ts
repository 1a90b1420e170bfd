import 'server-only'
import type { Credentials } from '../cognito/administrator-credentials'
import type { DatabaseClient } from '../db/client'
import type { Tenant } from '../tenants/tenant'
import type { Check } from './check'
import * as ofClient from './check-client'
import * as ofDeployment from './check-deployment'
import * as ofPasswords from './check-passwords'
import * as ofPool from './check-pool'
import * as ofWords from './check-words'
import { type Facts, notFound } from './facts'
import { readDeployment, readHosts } from './gather-deployment'
import { type ProbeServices, probeService, readAsAdministrator, readTelling } from './gather-service'

/** What examining a tenant needs of the process. */
type DoctorServices = ProbeServices & { readonly db: DatabaseClient }

/** Every check, in the order in which a reset depends on it. */
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
  ofPool.signInNames,
  ofPool.mailSender,
  ofPool.triggers,
  ofPool.template,
  ofPasswords.passwordPolicy,
  ofPasswords.breachedPasswords,
  ofPool.verifiedUsers,
  ofPool.cannotResetNotice,
  ofWords.wordLengths,
  ofWords.wordLanguages,
]

/** All checks over facts that were gathered; pure. */
const judge = (facts: Facts): Check[] => checks.map((check) => check(facts))

async function gather(services: DoctorServices, tenant: Tenant, credentials?: Credentials): Promise<Facts> {
  const [probe, administrator, telling, hosts, deployment] = await Promise.all([
    probeService(services, tenant),
    readAsAdministrator(tenant, credentials),
    readTelling(tenant, credentials),
    readHosts(tenant),
    readDeployment(services.db, tenant),
  ])
  return { tenant, probe, ...administrator, telling, hosts, deployment, now: new Date() }
}

/**
 * What an examination told, by whom it may be told to: to `operator` all of it; to `owner`, who runs the tenant but not
 * the deployment, the pool's settings only where the connection proves that the pool is theirs, and nothing of the
 * deployment.
 */
export type Examined = { readonly operator: readonly Check[]; readonly owner: readonly Check[] }

function judgeForOwner(facts: Facts): Check[] {
  const withheld = notFound('told to operators: the stored client secret does not prove whose pool this is')
  const told = ofClient.provesPool(facts)
    ? facts
    : { ...facts, pool: withheld, client: withheld, mfa: withheld, users: withheld, telling: withheld }
  return judge(told).filter(({ id }) => !id.startsWith('deployment.'))
}

/**
 * Why would a reset fail for this tenant? Looks at the deployment, the tenant's hosts and its user pool, and changes
 * nothing. Never throws; what could not be checked is `unknown`.
 *
 * @param credentials for what only an administrator may read; those of this deployment where left out
 */
export async function examineTenant(
  services: DoctorServices,
  tenant: Tenant,
  credentials?: Credentials,
): Promise<Examined> {
  const facts = await gather(services, tenant, credentials)
  return { operator: judge(facts), owner: judgeForOwner(facts) }
}
