import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { readBody } from './body'
import type { World } from './world'

const PATH = /^\/2015-03-31\/functions\/([^/?]+)\/invocations$/
const NAME = /^(?:arn:aws:lambda:[\w-]+:\d{12}:function:)?([\w-]{1,64})$/

/** The function that an address of the API means, or null where it is another address. */
export function invokedFunction(path: string): string | null {
  const [, encoded] = PATH.exec(path) ?? []
  return encoded === undefined ? null : decodeURIComponent(encoded)
}

/**
 * Lambda as far as functions start each other: takes an event and answers before anything is done. What a function
 * answers or throws is nobody's business then.
 * https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
 */
export async function serveInvocation(
  world: World,
  named: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = (await readBody(request)).toString('utf8')
  const answer = (status: number, error?: string, message?: string) => {
    response.writeHead(status, {
      'Content-Type': 'application/json',
      'x-amzn-RequestId': randomUUID(),
      ...(error !== undefined && { 'x-amzn-ErrorType': error }),
    })
    response.end(error === undefined ? '' : JSON.stringify({ Type: 'User', message }))
  }
  if (request.headers.authorization === undefined)
    return answer(403, 'MissingAuthenticationTokenException', 'Missing Authentication Token')
  if (request.headers['x-amz-invocation-type'] !== 'Event')
    return answer(400, 'InvalidParameterValueException', 'This emulator takes events only.')
  const hook = world.functions.get(NAME.exec(named)?.[1] ?? '')
  if (!hook) return answer(404, 'ResourceNotFoundException', `Function not found: ${named}`)
  let event: unknown
  try {
    event = JSON.parse(body)
  } catch {
    return answer(400, 'InvalidRequestContentException', 'Could not parse request body into json')
  }
  answer(202)
  await Promise.resolve(event)
    .then(hook)
    .catch(() => {})
}
