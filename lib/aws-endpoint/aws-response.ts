import 'server-only'
import { randomUUID } from 'node:crypto'
import type { AwsAnswer } from './aws-answer'

const CONTENT_TYPE = 'application/x-amz-json-1.1'

/** A header holds printable ASCII only; the body has the full message. */
const asHeader = (text: string) => text.slice(0, 1_024).replace(/[^\x20-\x7e]/g, '?')

/** The answer as Cognito puts it on the wire, error name in the body and in the header. */
export function awsResponse(answer: AwsAnswer, headers: Record<string, string>): Response {
  const common = {
    ...headers,
    'Content-Type': CONTENT_TYPE,
    'Cache-Control': 'no-store',
    'x-amzn-RequestId': answer.requestId ?? randomUUID(),
  }
  if (answer.ok) return new Response(JSON.stringify(answer.output), { headers: common })
  const { name, message, reasonCode } = answer.error
  return new Response(JSON.stringify({ __type: name, message, ...(reasonCode && { reasonCode }) }), {
    status: answer.status,
    headers: {
      ...common,
      'x-amzn-ErrorType': `${name}:`,
      ...(message && { 'x-amzn-ErrorMessage': asHeader(message) }),
    },
  })
}
