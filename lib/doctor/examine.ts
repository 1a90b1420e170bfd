import 'server-only'
import type { Credentials } from '../cognito/administrator-credentials'
import { say } from '../console/words/generated/checks'
import type { DatabaseClient } from '../db/client'
import type { Tenant } from '../tenants/tenant'
import { type Check, isTold, type ToldTo } from './check'
import { provesPool } from './check-client'
import { CHECKS, type Part, type WaitingCheck } from './checks'
import { type Facts, type Finding, notFound } from './facts'
import { readDeployment, readHosts } from './gather-deployment'
import { type ProbeServices, probeService, readAsAdministrator, readTelling } from './gather-service'

/** What examining a tenant needs of the process. */
export type DoctorServices = ProbeServices & { readonly db: DatabaseClient }

/** Facts on their way; none rejects. */
type Gathering = Pick<Facts, 'tenant' | 'now'> & { readonly [Each in Part]: Promise<Facts[Each]> }

const notLookedAt = (): Finding<never> => notFound(say('checks.unseen.leftAlone'))

function gather(services: DoctorServices, tenant: Tenant, options: Options): Gathering {
  const { looksAtUsers = true, credentials } = options
  const administrator = readAsAdministrator(tenant, looksAtUsers, credentials)
  return {
    tenant,
    now: new Date(),
    probe: probeService(services, tenant),
    ...administrator,
    users: administrator.users ?? Promise.resolve(notLookedAt()),
    telling: readTelling(tenant, credentials),
    hosts: readHosts(tenant),
    deployment: readDeployment(services.db, tenant),
  }
}

/**
 * What an examination told, by whom it may be told to: to `operator` all of it; to `owner`, who runs the tenant but not
 * the deployment, the pool's settings only where the connection proves that the pool is theirs, and nothing of the
 * deployment.
 */
export type Examined = Readonly<Record<ToldTo, readonly Check[]>>

function toldToOwner(facts: Gathering): Gathering {
  const withheld = notFound(say('checks.unseen.otherPool'))
  const isProven = Promise.all([facts.probe, facts.client]).then(([probe, client]) =>
    provesPool({ tenant: facts.tenant, probe, client }),
  )
  // Null is what the tenant's own settings say.
  const ifProven = async <T>(fact: Promise<T>) =>
    (await fact) === null || (await isProven) ? fact : withheld
  return {
    ...facts,
    pool: ifProven(facts.pool),
    client: ifProven(facts.client),
    mfa: ifProven(facts.mfa),
    replica: ifProven(facts.replica),
    sessionTracking: ifProven(facts.sessionTracking),
    tokenLives: ifProven(facts.tokenLives),
    users: ifProven(facts.users),
    telling: ifProven(facts.telling),
  }
}

async function judged({ parts, judge }: WaitingCheck, gathering: Gathering): Promise<Check> {
  const { tenant, now } = gathering
  const there = await Promise.all(parts.map(async (part) => [part, await gathering[part]] as const))
  // A check looks at the parts that it names: the compiler saw to that where they are listed.
  return judge({ tenant, now, ...Object.fromEntries(there) } as Facts)
}

type Options = {
  /** For what only an administrator may read; those of this deployment where left out. */
  readonly credentials?: Credentials | undefined
  /** Without it no check asks for a real person; the one about users is left out. */
  readonly looksAtUsers?: boolean
  /** Told of each check as soon as it is made, in whatever order. */
  readonly heard?: (toldTo: ToldTo, check: Check) => void
}

/**
 * Why would a reset fail for this tenant? Looks at the deployment, the tenant's hosts and its user pool, and changes
 * nothing. Never throws; what could not be checked is `unknown`.
 */
export async function examineTenant(
  services: DoctorServices,
  tenant: Tenant,
  options: Options = {},
): Promise<Examined> {
  const { looksAtUsers = true, heard } = options
  const facts = gather(services, tenant, options)
  const wanted = CHECKS.filter(({ parts }) => looksAtUsers || !parts.includes('users'))
  const tell = async (toldTo: ToldTo, gathering: Gathering) => {
    const made = await Promise.all(
      wanted.map(async (each) => {
        const check = await judged(each, gathering)
        if (isTold(check.id, toldTo)) heard?.(toldTo, check)
        return check
      }),
    )
    return made.filter(({ id }) => isTold(id, toldTo))
  }
  const [operator, owner] = await Promise.all([tell('operator', facts), tell('owner', toldToOwner(facts))])
  return { operator, owner }
}
