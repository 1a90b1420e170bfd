import type { CognitoError } from './errors'

export type Answer = { status: number; headers: Record<string, string>; body: string }

const contentType = 'application/x-amz-json-1.1'

export function success(requestId: string, output: object): Answer {
  return {
    status: 200,
    headers: { 'Content-Type': contentType, 'x-amzn-RequestId': requestId },
    body: JSON.stringify(output),
  }
}

/**
 * The name in the body's `__type` and in the header: the AWS CLI reads only the first, the JavaScript SDK either.
 */
export function failure(requestId: string, error: CognitoError): Answer {
  return {
    status: error.status,
    headers: errorHeaders(requestId, error),
    body: JSON.stringify({ __type: error.name, ...(error.message && { message: error.message }) }),
  }
}

export function errorHeaders(
  requestId: string,
  error: { name: string; message: string },
): Record<string, string> {
  return {
    'Content-Type': contentType,
    'x-amzn-RequestId': requestId,
    'x-amzn-ErrorType': `${error.name}:`,
    // A header holds printable ASCII only; the body has the full message.
    ...(error.message && { 'x-amzn-ErrorMessage': error.message.replace(/[^\x20-\x7e]/g, '?') }),
  }
}
