/**
 * What is known of a failed call to Cognito, from whatever the SDK threw. The HTTP status is kept for one question
 * only: was an unreadable answer a 4xx from a proxy in between?
 */
export type CognitoFailure = {
  /** The error's name as AWS or the SDK gave it; `SyntaxError` for an answer that isn't JSON. */
  name: string
  message: string
  /** HTTP status, where an answer came. */
  status: number | null
  /** Node's code of a network error (`ECONNRESET`), where there is one. */
  code: string | null
  /** Whether the network gave up before a connection stood, so that nothing can have been sent. */
  neverSent: boolean
  requestId: string | null
  /** The extra member of InvalidParameterException. */
  reasonCode: string | null
}

type Thrown = {
  name?: unknown
  message?: unknown
  code?: unknown
  syscall?: unknown
  errors?: unknown
  reasonCode?: unknown
  $metadata?: { httpStatusCode?: unknown; requestId?: unknown }
}

/** Codes that say: no connection, so no request. TLS faults end the handshake before a byte of HTTP is written. */
const neverSentCodes =
  /^(ECONNREFUSED|ENOTFOUND|EAI_[A-Z]+|EHOSTUNREACH|EHOSTDOWN|ENETUNREACH|ENETDOWN|EADDRNOTAVAIL|EPROTO|CERT_[A-Z_]+|ERR_TLS_[A-Z_]+|ERR_SSL_[A-Z0-9_]+|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_[A-Z_]+)$/

const neverSentMessages =
  /did not establish a connection with the server|before secure TLS connection was established/i

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)
const isObject = (value: unknown): value is Thrown => typeof value === 'object' && value !== null

function wasNeverSent(thrown: Thrown): boolean {
  const code = text(thrown.code)
  if (code !== null && neverSentCodes.test(code)) return true
  if (thrown.syscall === 'connect' || thrown.syscall === 'getaddrinfo') return true
  if (neverSentMessages.test(text(thrown.message) ?? '')) return true
  // One address after the other was tried (RFC 8305): never sent only if every attempt failed like that.
  return (
    Array.isArray(thrown.errors) &&
    thrown.errors.length > 0 &&
    thrown.errors.every((each) => isObject(each) && wasNeverSent(each))
  )
}

/** Describes anything that was thrown. Never throws. */
export function describeFailure(thrown: unknown): CognitoFailure {
  if (!isObject(thrown)) {
    return {
      name: 'Unknown',
      message: '',
      status: null,
      code: null,
      neverSent: false,
      requestId: null,
      reasonCode: null,
    }
  }
  const status = thrown.$metadata?.httpStatusCode
  return {
    name: text(thrown.name) ?? 'Unknown',
    message: text(thrown.message) ?? '',
    status: typeof status === 'number' ? status : null,
    code: text(thrown.code),
    neverSent: typeof status !== 'number' && wasNeverSent(thrown),
    requestId: text(thrown.$metadata?.requestId),
    reasonCode: text(thrown.reasonCode),
  }
}
