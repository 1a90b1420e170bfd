import { Agent } from 'node:https'
import {
  CognitoIdentityProviderClient,
  ConfirmForgotPasswordCommand,
  ForgotPasswordCommand,
} from '@aws-sdk/client-cognito-identity-provider'
import { NodeHttpHandler } from '@smithy/node-http-handler'
import { type CognitoFailure, describeFailure } from '../../lib/cognito/failure'
import type { OperationName } from '../../lib/cognito/model'
import { CommandFailed, exitCodes } from '../exit-codes'

export type Target = {
  endpoint: string | undefined
  region: string | undefined
  profile: string | undefined
  readTimeoutSeconds: number
  connectTimeoutSeconds: number
  /** What servers are known by; the system's authorities where it is empty. */
  tls: { rejectUnauthorized?: false; ca?: string }
  isDebug: boolean
}

const NO_REGION =
  '\nYou must specify a region. You can also configure your region by running "aws configure".\n'
const MAY_HAVE_CHANGED =
  'The password may have been changed all the same: sign in with the new one before asking for another code.\n'

function failureText(failure: CognitoFailure, operation: OperationName, endpoint: string): CommandFailed {
  const inDoubt = operation === 'ConfirmForgotPassword' ? MAY_HAVE_CHANGED : ''
  if (failure.neverSent) {
    return new CommandFailed(`\nCould not connect to the endpoint URL: "${endpoint}"\n`, exitCodes.connection)
  }
  if (failure.status === null) {
    const what = /timeout|abort/i.test(failure.name) && failure.code !== 'ECONNRESET'
    const text = what
      ? `Read timeout on endpoint URL: "${endpoint}"`
      : `Connection was closed before we received a valid response from endpoint URL: "${endpoint}".`
    return new CommandFailed(`\n${text}\n${inDoubt}`, exitCodes.connection)
  }
  const isNamed = !/^(SyntaxError|Unknown|UnknownError)$/.test(failure.name)
  const name = isNamed ? failure.name : String(failure.status)
  const message = isNamed ? failure.message : 'Unknown'
  const lost = !isNamed && failure.status >= 500 ? inDoubt : ''
  return new CommandFailed(
    `\nAn error occurred (${name}) when calling the ${operation} operation: ${message}\n${lost}`,
    exitCodes.service,
  )
}

/** The region that the SDK would use, from the option, the environment or the profile; null where none is told. */
async function regionOf(client: CognitoIdentityProviderClient): Promise<string | null> {
  try {
    return await client.config.region()
  } catch {
    return null
  }
}

/**
 * Sends one request once, unsigned: the AWS CLI would repeat a lost confirmation and print "expired" after a success.
 *
 * @throws CommandFailed with the AWS CLI's line for what came back
 */
export async function send(
  operation: OperationName,
  input: Record<string, unknown>,
  { endpoint, region, profile, readTimeoutSeconds, connectTimeoutSeconds, tls, isDebug }: Target,
): Promise<object> {
  const client = new CognitoIdentityProviderClient({
    // An endpoint that is given answers whatever the region; the SDK wants one all the same.
    ...(region !== undefined && { region }),
    ...(region === undefined && endpoint !== undefined && { region: 'us-east-1' }),
    ...(endpoint !== undefined && { endpoint }),
    ...(profile !== undefined && { profile }),
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
    if ((await regionOf(client)) === null) throw new CommandFailed(NO_REGION, exitCodes.configuration)
    debug(`${operation} to ${endpoint ?? (await regionOf(client))} with ${Object.keys(input).join(', ')}`)
    // The SDK checks nothing; `assertParameters` has, and the types of its input are not the command line's.
    const { $metadata, ...answer } = await (operation === 'ForgotPassword'
      ? client.send(new ForgotPasswordCommand(input as never))
      : client.send(new ConfirmForgotPasswordCommand(input as never)))
    debug(`status ${$metadata.httpStatusCode}, request ${$metadata.requestId}`)
    return answer
  } catch (thrown) {
    if (thrown instanceof CommandFailed) throw thrown
    const where = endpoint ?? `https://cognito-idp.${await regionOf(client)}.amazonaws.com/`
    const failure = describeFailure(thrown)
    debug(`status ${failure.status}, ${failure.name}, request ${failure.requestId}`)
    throw failureText(failure, operation, where)
  } finally {
    client.destroy()
  }
}
