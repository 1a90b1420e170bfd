import { classifyConfirm } from '../../lib/cognito/exceptions'
import type { CognitoFailure } from '../../lib/cognito/failure'
import type { OperationName } from '../../lib/cognito/model'
import { CommandFailed, exitCodes } from '../exit-codes'

const MAY_HAVE_CHANGED =
  'The password may have been changed all the same: sign in with the new one before asking for another code.\n'
const TLS = /^(EPROTO|CERT_|ERR_TLS_|ERR_SSL_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_)/

/** An endpoint as the AWS CLI shows it. */
const shown = (endpoint: string) => (URL.canParse(endpoint) ? new URL(endpoint).href : endpoint)

function withoutAnswer({ name, code, neverSent, message }: CognitoFailure, endpoint: string): string {
  if (neverSent && TLS.test(code ?? '')) return `SSL validation failed for ${shown(endpoint)} ${message}`
  if (neverSent) return `Could not connect to the endpoint URL: "${shown(endpoint)}"`
  const isLate = /timeout|abort/i.test(name) && code !== 'ECONNRESET'
  return isLate
    ? `Read timeout on endpoint URL: "${shown(endpoint)}"`
    : `Connection was closed before we received a valid response from endpoint URL: "${shown(endpoint)}".`
}

/** The AWS CLI's line for a failed call and, below it, a note if the password may have been changed all the same. */
export function failureOf(
  failure: CognitoFailure,
  operation: OperationName,
  endpoint: string,
): CommandFailed {
  const isOpen = operation === 'ConfirmForgotPassword' && classifyConfirm(failure).kind === 'unknown'
  const inDoubt = isOpen ? MAY_HAVE_CHANGED : ''
  if (failure.status === null) {
    return new CommandFailed(`\n${withoutAnswer(failure, endpoint)}\n${inDoubt}`, exitCodes.connection)
  }
  const isNamed = !/^(SyntaxError|Unknown|UnknownError)$/.test(failure.name)
  const isSuccess = failure.status < 300
  if (!isNamed && isSuccess) {
    const text = 'Unable to parse response, invalid response received'
    return new CommandFailed(`\n${text}\n${inDoubt}`, exitCodes.connection)
  }
  const name = isNamed ? failure.name : String(failure.status)
  const message = isNamed ? failure.message : 'Unknown'
  const line = `An error occurred (${name}) when calling the ${operation} operation: ${message}`
  return new CommandFailed(`\n${line}\n${inDoubt}`, exitCodes.service)
}
