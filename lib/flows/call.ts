import 'server-only'
import type { CallResult, Subject } from '../cognito/calls'
import type { Tenant } from '../tenants/tenant'
import type { Caller } from './caller'
import { clientMetadataOf } from './client-metadata'
import type { FlowServices } from './flow-services'

type Call = {
  tenant: Tenant
  username: string
  caller: Caller
  /** Of this one call, for the pool's functions. */
  facts: Record<string, string>
  /** What was decided of it, for them too. */
  decided?: Record<string, string>
  /** Cognito's name of the operation, for metrics. */
  operation: string
  send: (subject: Subject, limitMs: number) => Promise<CallResult>
  /** How long the call may take, asked once the client secret is there. */
  msLeft: () => number
}

/**
 * Makes one call to Cognito in a tenant's name, and measures it.
 *
 * @throws what reading the client secret throws; nothing was sent then
 */
export function callCognito(
  { metrics, secrets }: Pick<FlowServices, 'metrics' | 'secrets'>,
  { tenant, username, caller, facts, decided, operation, send, msLeft }: Call,
): Promise<CallResult> {
  const { address, contextData, passedOn } = caller
  return secrets.lend(tenant, (lent) => {
    const subject = {
      tenantId: tenant.id,
      appClient: tenant.cognito,
      secrets: lent,
      username,
      address,
      contextData,
      clientMetadata: clientMetadataOf(tenant, caller, facts, decided),
      ...(passedOn && { passedOn }),
    }
    return metrics.timed(operation, tenant.slug, () => send(subject, msLeft()))
  })
}

/** The outcome of a call that `callCognito` threw instead of making. */
export const outcomeOfUnmade = (error: unknown): 'misconfigured' | 'unavailable' =>
  // By its name: the services are made in another bundle, whose classes are not this one's.
  error instanceof Error && error.name === 'ClientSecretUnreadable' ? 'misconfigured' : 'unavailable'
