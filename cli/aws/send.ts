import { Agent } from 'node:https'
import {
  CognitoIdentityProviderClient,
  ConfirmForgotPasswordCommand,
  ForgotPasswordCommand,
} from '@aws-sdk/client-cognito-identity-provider'
import { NodeHttpHandler } from '@smithy/node-http-handler'
import { describeFailure } from '../../lib/cognito/failure'
import type { OperationName } from '../../lib/cognito/model'
import { failureOf } from './failure-text'

export type Target = {
  endpoint: string | undefined
  region: string
  readTimeoutSeconds: number
  connectTimeoutSeconds: number
  /** What servers are known by; the system's authorities where it is empty. */
  tls: { rejectUnauthorized?: false; ca?: string }
  isDebug: boolean
}

/**
 * Sends one request once, unsigned: the AWS CLI would retry a lost confirmation and print "expired" after a success.
 *
 * @throws CommandFailed with the AWS CLI's line for what came back
 */
export async function send(
  operation: OperationName,
  input: Record<string, unknown>,
  { endpoint, region, readTimeoutSeconds, connectTimeoutSeconds, tls, isDebug }: Target,
): Promise<object> {
  // Endpoints in files and variables have been read already; the SDK must not read them again.
  for (const name of Object.keys(process.env)) if (/^AWS_ENDPOINT_URL/.test(name)) delete process.env[name]
  process.env.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS = 'true'
  const client = new CognitoIdentityProviderClient({
    region,
    ...(endpoint !== undefined && { endpoint }),
    maxAttempts: 1,
    requestHandler: new NodeHttpHandler({
      connectionTimeout: connectTimeoutSeconds * 1_000,
      requestTimeout: readTimeoutSeconds * 1_000,
      throwOnRequestTimeout: true,
      httpsAgent: new Agent(tls),
    }),
  })
  // Names only: a value may be a password.
  const debug = (text: string) => isDebug && process.stderr.write(`rekey: DEBUG ${text}\n`)
  try {
    debug(`${operation} to ${endpoint ?? region} with ${Object.keys(input).join(', ')}`)
    // The SDK checks nothing; `assertParameters` has. Its input types don't match the command line's.
    const { $metadata, ...answer } = await (operation === 'ForgotPassword'
      ? client.send(new ForgotPasswordCommand(input as never))
      : client.send(new ConfirmForgotPasswordCommand(input as never)))
    debug(`status ${$metadata.httpStatusCode}, request ${$metadata.requestId}`)
    return answer
  } catch (thrown) {
    const where = endpoint ?? `https://cognito-idp.${region}.amazonaws.com/`
    const failure = describeFailure(thrown)
    debug(`status ${failure.status}, ${failure.name}, request ${failure.requestId}`)
    throw failureOf(failure, operation, where)
  } finally {
    client.destroy()
  }
}
