import 'server-only'
import type {
  AnalyticsMetadataType,
  CodeDeliveryDetailsType,
  CognitoIdentityProviderClient,
  UserContextDataType,
} from '@aws-sdk/client-cognito-identity-provider'
import { isPublicAddress } from '../http/client-address'
import type { LinkKindName } from '../link-kinds'
import { env } from '../platform/env'
import type { AppClient } from './app-client'
import { clientOf } from './client'
import { type ContextData, encodeContextData } from './encoded-data'
import { isSecretHashMismatch, regionSign } from './exceptions'
import { type CognitoFailure, describeFailure } from './failure'
import type { RegionCall } from './region-breaker'
import type { Regions } from './regions'
import { loadSdk, type Sdk } from './sdk'
import { secretHash } from './secret-hash'

/** Whom a call is about, and on whose behalf it is made. */
export type Subject = {
  /** Names the connection pool: tenants share none. */
  tenantId: string
  appClient: AppClient
  /** None for a public app client; a second one is used only after the first was refused. */
  secrets: readonly string[]
  username: string
  /** The person's address as it was established, or null. */
  address: string | null
  contextData: ContextData
  clientMetadata: Record<string, string>
  /** What an AWS client wrote into its own request; the portal's own facts take its place where there are any. */
  passedOn?: { encodedData?: string | undefined; analyticsMetadata?: AnalyticsMetadataType | undefined }
}

export type CallResult =
  | { ok: true; requestId: string | null; delivery?: CodeDeliveryDetailsType }
  | { ok: false; failure: CognitoFailure }

/** EncodedData always; IpAddress only where the app client takes it, and only a public one. */
function userContextData({
  appClient,
  username,
  address,
  contextData,
  passedOn,
}: Subject): UserContextDataType {
  const { userPoolId, clientId, propagateUserContext } = appClient
  return {
    ...(propagateUserContext && address !== null && isPublicAddress(address) && { IpAddress: address }),
    EncodedData:
      passedOn?.encodedData ??
      encodeContextData({ username, userPoolId, clientId, contextData, now: new Date() }),
  }
}

function commonInput(subject: Subject, secret: string | undefined) {
  const { clientId, analyticsEndpointId } = subject.appClient
  const analyticsMetadata =
    analyticsEndpointId === null
      ? subject.passedOn?.analyticsMetadata
      : { AnalyticsEndpointId: analyticsEndpointId }
  return {
    ClientId: clientId,
    Username: subject.username,
    UserContextData: userContextData(subject),
    ClientMetadata: subject.clientMetadata,
    ...(secret !== undefined && { SecretHash: secretHash(subject.username, clientId, secret) }),
    ...(analyticsMetadata !== undefined && { AnalyticsMetadata: analyticsMetadata }),
  }
}

type CommonInput = ReturnType<typeof commonInput>
type Answer = {
  $metadata: { requestId?: string | undefined }
  CodeDeliveryDetails?: CodeDeliveryDetailsType | undefined
}
/** Makes one call with the input that all of the portal's calls have in common. */
type Send = (
  { sdk, client }: { sdk: Sdk; client: CognitoIdentityProviderClient },
  input: CommonInput,
  options: { abortSignal: AbortSignal },
) => Promise<Answer>

/** The failure reported while a region's breaker is open: as if no connection could be made. */
const NOT_SENT: CognitoFailure = {
  name: 'RegionAway',
  message: 'The circuit breaker of this region is open',
  status: null,
  code: null,
  neverSent: true,
  requestId: null,
  reasonCode: null,
}

/** Sends a call unless its region is away, and tells the region's breaker how it ended. */
async function behindBreaker(
  regions: Regions,
  kind: RegionCall['kind'],
  { tenantId, appClient }: Subject,
  call: () => Promise<CallResult>,
): Promise<CallResult> {
  const breaker = regions.breakerOf(appClient.region)
  const regionCall = { kind, tenantId, userPoolId: appClient.userPoolId }
  if (!breaker.admits(regionCall)) return { ok: false, failure: NOT_SENT }
  const result = await call()
  breaker.ended(regionCall, result.ok ? 'answered' : regionSign(result.failure))
  return result
}

/**
 * One call, once. A second one follows only after "Unable to verify secret hash", with the next secret of a
 * rotation: that answer proves that nothing was done. Both share one deadline.
 */
async function callOnce(subject: Subject, deadlineMs: number, send: Send): Promise<CallResult> {
  const [sdk, client] = await Promise.all([loadSdk(), clientOf(subject.tenantId, subject.appClient.region)])
  const signal = AbortSignal.timeout(deadlineMs)
  const attempt = async (secret: string | undefined): Promise<CallResult> => {
    try {
      const input = commonInput(subject, secret)
      const { $metadata, CodeDeliveryDetails } = await send({ sdk, client }, input, { abortSignal: signal })
      return {
        ok: true,
        requestId: $metadata.requestId ?? null,
        ...(CodeDeliveryDetails && { delivery: CodeDeliveryDetails }),
      }
    } catch (thrown) {
      return { ok: false, failure: describeFailure(thrown) }
    }
  }
  const [current, next] = subject.secrets
  const first = await attempt(current)
  if (first.ok || next === undefined || !isSecretHashMismatch(first.failure)) return first
  return attempt(next)
}

/** Makes one call that asks for a mail. */
function sendRequest(regions: Regions, subject: Subject, limitMs: number, send: Send): Promise<CallResult> {
  const deadlineMs = Math.round(Math.min(limitMs, env().REKEY_REQUEST_DEADLINE_MS))
  return behindBreaker(regions, 'ask', subject, () => callOnce(subject, deadlineMs, send))
}

/** Makes one call that uses a mailed code. */
function sendConfirmation(
  regions: Regions,
  subject: Subject,
  limitMs: number,
  send: Send,
): Promise<CallResult> {
  const deadlineMs = Math.round(Math.min(limitMs, env().REKEY_CONFIRM_DEADLINE_MS))
  return behindBreaker(regions, 'confirmation', subject, () => callOnce(subject, deadlineMs, send))
}

/**
 * Asks Cognito to send the user a code. Never throws; what went wrong is in the result.
 *
 * @param limitMs a deadline that is sooner than the environment's
 */
export function forgotPassword(
  regions: Regions,
  subject: Subject,
  limitMs = Number.POSITIVE_INFINITY,
): Promise<CallResult> {
  return sendRequest(regions, subject, limitMs, ({ sdk, client }, input, options) =>
    client.send(new sdk.ForgotPasswordCommand(input), options),
  )
}

/**
 * Sets a new password with the code that the user was sent. Never throws; what went wrong is in the result.
 *
 * @param limitMs a deadline that is sooner than the environment's
 */
export function confirmForgotPassword(
  regions: Regions,
  subject: Subject,
  { code, password }: { code: string; password: string },
  limitMs = Number.POSITIVE_INFINITY,
): Promise<CallResult> {
  return sendConfirmation(regions, subject, limitMs, ({ sdk, client }, input, options) =>
    client.send(
      new sdk.ConfirmForgotPasswordCommand({ ...input, ConfirmationCode: code, Password: password }),
      options,
    ),
  )
}

/** Asks Cognito to send a code for a sign-up once more. Never throws; what went wrong is in the result. */
function resendConfirmationCode(regions: Regions, subject: Subject, limitMs: number): Promise<CallResult> {
  return sendRequest(regions, subject, limitMs, ({ sdk, client }, input, options) =>
    client.send(new sdk.ResendConfirmationCodeCommand(input), options),
  )
}

/**
 * Confirms a sign-up with the code that the user was sent. Never throws; what went wrong is in the result.
 *
 * `ForceAliasCreation` is never sent: true would take an address away from another account that has it. Nor is the
 * session kept that an answer may bring: nobody is signed in here.
 */
function confirmSignUp(
  regions: Regions,
  subject: Subject,
  { code }: { code: string },
  limitMs: number,
): Promise<CallResult> {
  return sendConfirmation(regions, subject, limitMs, ({ sdk, client }, input, options) =>
    client.send(new sdk.ConfirmSignUpCommand({ ...input, ConfirmationCode: code }), options),
  )
}

/**
 * Everything that the portal asks of Cognito in a person's name, by kind of link. The table is closed: a flow calls its
 * own two operations and no other, all of them unsigned, and only with Cognito's own code is anything changed.
 */
export const CALLS = {
  reset: {
    request: { operation: 'ForgotPassword', send: forgotPassword },
    confirm: { operation: 'ConfirmForgotPassword', send: confirmForgotPassword },
  },
  'sign-up': {
    request: { operation: 'ResendConfirmationCode', send: resendConfirmationCode },
    confirm: { operation: 'ConfirmSignUp', send: confirmSignUp },
  },
} as const satisfies Record<LinkKindName, Record<'request' | 'confirm', { operation: string; send: unknown }>>
