import 'server-only'
import { randomUUID } from 'node:crypto'
import {
  DescribeUserPoolClientCommand,
  DescribeUserPoolCommand,
  GetUserPoolMfaConfigCommand,
  ListUserPoolReplicasCommand,
  ListUsersCommand,
  type UserPoolClientType,
  type UserPoolType,
  type UserType,
} from '@aws-sdk/client-cognito-identity-provider'
import { administratorClient } from '../cognito/administrator-client'
import type { Credentials } from '../cognito/administrator-credentials'
import { whyUnseen } from '../cognito/administrator-refusal'
import { confirmForgotPassword } from '../cognito/calls'
import { lookUpUser } from '../cognito/look-up-user'
import { type ReplicaRole, roleIn } from '../cognito/read-replica-role'
import type { Regions } from '../cognito/regions'
import { say } from '../console/words/generated/checks'
import { portalSender } from '../mail/portal-mail'
import { within } from '../platform/deadline'
import { env } from '../platform/env'
import type { ClientSecrets } from '../tenants/client-secret'
import type { Tenant } from '../tenants/tenant'
import {
  type Finding,
  found,
  type MfaFactors,
  notFound,
  type ProbeFacts,
  type SessionTracking,
  type TellingFacts,
  type TokenLives,
  type UserSample,
} from './facts'
import { type Look, readSessions } from './gather-sessions'

const LIMIT_MS = 5_000
const SAMPLE = 60
/** An address for documentation (RFC 5737): enough to see whether the service accepts one at all. */
const PROBE_ADDRESS = '203.0.113.7'

const nameOf = (error: unknown) => (error instanceof Error ? error.name : say('checks.unseen.unknown'))
const nobody = () => `rekey-doctor-${randomUUID()}`

/** The service's clock minus ours, from the Date header of any answer of its endpoint; null where none came. */
async function clockSkew(region: string): Promise<number | null> {
  const endpoint =
    env().AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER ?? `https://cognito-idp.${region}.amazonaws.com`
  try {
    const response = await fetch(endpoint, { signal: AbortSignal.timeout(LIMIT_MS), redirect: 'manual' })
    const date = Date.parse(response.headers.get('date') ?? '')
    return Number.isNaN(date) ? null : date - Date.now()
  } catch {
    return null
  }
}

/** What a probe needs of the process. */
export type ProbeServices = { readonly regions: Regions; readonly secrets: ClientSecrets }

/**
 * Confirms a reset for a user who cannot exist, once with each secret. It sends no mail and changes no password; the
 * answers show whether the service can be reached and whether it accepts client, secret and address.
 */
export async function probeService(
  { regions, secrets }: ProbeServices,
  tenant: Tenant,
): Promise<Finding<ProbeFacts>> {
  const ask = async (secret: string | undefined) => {
    const result = await confirmForgotPassword(
      regions,
      {
        tenantId: tenant.id,
        appClient: tenant.cognito,
        secrets: secret === undefined ? [] : [secret],
        username: nobody(),
        address: PROBE_ADDRESS,
        contextData: {},
        clientMetadata: { tenant: tenant.slug },
      },
      { code: '000000', password: 'Not-A-Password-1' },
      LIMIT_MS,
    )
    return result.ok ? null : result.failure
  }
  try {
    return await secrets.lend(tenant, async ([first, second]) => {
      const failure = await ask(first)
      if (failure === null) return notFound(say('checks.unseen.confirmed'))
      return found({
        first: failure,
        second: second === undefined ? null : await ask(second),
        skewMs: await clockSkew(tenant.cognito.region),
      })
    })
  } catch (error) {
    return notFound(say('checks.unseen.noSecret', { reason: nameOf(error) }))
  }
}

const isVerified = ({ Attributes = [] }: UserType): boolean =>
  Attributes.some(
    ({ Name, Value }) => (Name === 'email_verified' || Name === 'phone_number_verified') && Value === 'true',
  )

/** What only an administrator may read; each comes when it is there, and none rejects. */
export type AdministratorFacts = {
  readonly pool: Promise<Finding<UserPoolType>>
  readonly client: Promise<Finding<UserPoolClientType>>
  readonly mfa: Promise<Finding<MfaFactors>>
  /** Null where the tenant names no replicas. */
  readonly replica: Promise<Finding<ReplicaRole> | null>
  /** Both null where the tenant's settings sign nobody out. */
  readonly sessionTracking: Promise<Finding<SessionTracking> | null>
  readonly tokenLives: Promise<Finding<TokenLives | 'more'> | null>
  /** Null where users are left alone. */
  readonly users: Promise<Finding<UserSample>> | null
}

/**
 * Looks up what only an administrator may read, with this deployment's credentials where there are any.
 *
 * @param looksAtUsers whether a sample of real users is looked at, too
 * @param given credentials to use instead
 */
export function readAsAdministrator(
  { cognito, signOut }: Tenant,
  looksAtUsers: boolean,
  given?: Credentials,
): AdministratorFacts {
  const { userPoolId: UserPoolId, clientId: ClientId } = cognito
  const opened = administratorClient(cognito.region, given)
  const look: Look = async (action, work) => {
    try {
      const options = { abortSignal: AbortSignal.timeout(LIMIT_MS) }
      const value = await within(LIMIT_MS, action, work(await opened, options))
      return value === undefined ? notFound(say('checks.unseen.nothing', { action })) : found(value)
    } catch (error) {
      const why = whyUnseen(error)
      const isRefused = why === 'not-allowed' || why === 'no-credentials'
      return notFound(
        say('checks.unseen.needsIam', {
          action: `cognito-idp:${action}`,
          pool: UserPoolId,
          reason: nameOf(error),
        }),
        isRefused ? `cognito-idp:${action}` : undefined,
      )
    }
  }
  const facts = {
    pool: look('DescribeUserPool', async (sdk, options) => {
      return (await sdk.send(new DescribeUserPoolCommand({ UserPoolId }), options)).UserPool
    }),
    client: look('DescribeUserPoolClient', async (sdk, options) => {
      const command = new DescribeUserPoolClientCommand({ UserPoolId, ClientId })
      return (await sdk.send(command, options)).UserPoolClient
    }),
    mfa: look('GetUserPoolMfaConfig', async (sdk, options) => {
      const answer = await sdk.send(new GetUserPoolMfaConfigCommand({ UserPoolId }), options)
      const { MfaConfiguration = 'OFF', SmsMfaConfiguration, EmailMfaConfiguration } = answer
      const isOn = MfaConfiguration !== 'OFF'
      return {
        sms: isOn && SmsMfaConfiguration !== undefined,
        email: isOn && EmailMfaConfiguration !== undefined,
      }
    }),
    replica:
      cognito.replicas.length === 0
        ? Promise.resolve(null)
        : look('ListUserPoolReplicas', async (sdk, options) => {
            const answer = await sdk.send(new ListUserPoolReplicasCommand({ UserPoolId }), options)
            return roleIn(cognito.region, answer.UserPoolReplicas) ?? undefined
          }),
    ...readSessions({ userPoolId: UserPoolId, signOut }, look),
    users: looksAtUsers
      ? look('ListUsers', async (sdk, options) => {
          const command = new ListUsersCommand({ UserPoolId, Limit: SAMPLE })
          const { Users: sample = [], PaginationToken } = await sdk.send(command, options)
          return {
            looked: sample.length,
            withoutVerifiedAddress: sample.filter((user) => !isVerified(user)).length,
            isAll: PaginationToken === undefined,
          }
        })
      : null,
  }
  const end = async () => {
    await Promise.all(Object.values(facts))
    const sdk = await opened
    sdk.destroy()
  }
  // Where there is no client there is nothing to end, and each look has said so.
  void end().catch(() => {})
  return facts
}

/**
 * Whether the cannot-reset notice could go out, where the tenant wants it: tries to look up a user who cannot exist.
 */
export async function readTelling(
  { cognito, mail }: Tenant,
  given?: Credentials,
): Promise<Finding<TellingFacts> | null> {
  if (!mail.explainsRefusals) return null
  const looked = await lookUpUser(cognito, nobody(), given)
  if (looked.kind === 'unknown' && looked.because === 'away')
    return notFound(say('checks.unseen.serviceAway'))
  return found({ hasSender: portalSender() !== null, mayLookUp: looked.kind !== 'unknown' })
}
