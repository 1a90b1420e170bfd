import 'server-only'
import { awsAnswers } from './aws-answer'
import { awsResponse } from './aws-response'

type Asked = {
  method: string
  headers: { has(name: string): boolean }
  pathname: string
  /** Whether the address is a tenant's endpoint. */
  isEndpoint: boolean
}

/** Where the RPC protocol of newer SDKs posts to: the operation is in the path. */
const OTHER_PROTOCOL = /\/cognito\/service\//

/**
 * The answer to an AWS client whose request reaches no endpoint: it names no tenant's host or path, uses the path of
 * another protocol, or a method other than POST. Such clients read an error's name from JSON and can do nothing with a
 * page.
 *
 * @returns null where the request is not from such a client, or is for the endpoint to answer
 */
export function awsRefusal({ method, headers, pathname, isEndpoint }: Asked): Response | null {
  if (isEndpoint) {
    const isAnswered = method === 'POST' || method === 'OPTIONS'
    return isAnswered ? null : awsResponse(awsAnswers.notPosted(), { Allow: 'POST, OPTIONS' })
  }
  const isOtherProtocol = OTHER_PROTOCOL.test(pathname)
  if (method !== 'POST' || !(isOtherProtocol || headers.has('x-amz-target'))) return null
  return awsResponse(isOtherProtocol ? awsAnswers.unknownOperation() : awsAnswers.nothingHere(), {})
}
