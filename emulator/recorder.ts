import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { type Arrivals, arrivals } from './arrivals'
import type { SecretHashVerdict } from './secret-hash'

export type Verdict = {
  secretHash: SecretHashVerdict | 'not-checked'
  encodedData: 'ok' | 'bad' | 'absent' | 'not-checked'
  /** The decoded payload of EncodedData, also of a bad one where it could be read. */
  payload: unknown
}

export function unjudged(): Verdict {
  return { secretHash: 'not-checked', encodedData: 'not-checked', payload: null }
}

export type RecordedRequest = {
  /** Also the answer's x-amzn-RequestId. */
  id: string
  at: string
  operation: string
  /** All but the Authorization header, of which only its presence is kept. */
  headers: Record<string, string>
  authorization: boolean
  body: unknown
  verdict: Verdict
  /** `pending`, `ok`, an exception's name, or what a fault did to the answer: `dropped`, `hung`, … */
  outcome: string
  /** What the operation itself came to, also when a fault replaced its answer; null when it never ran. */
  processed: string | null
  message: string | null
  fault: string | null
}

export type RequestFilter = {
  operation?: string | undefined
  username?: string | undefined
  clientId?: string | undefined
}

/**
 * Every request that reached the API, from the moment its headers were read, dropped and hung ones included. Bodies
 * are kept whole, passwords and codes too, in memory only; nothing here is ever printed.
 */
export class Recorder {
  #requests: RecordedRequest[] = []
  readonly #answered: Arrivals<RecordedRequest> = arrivals()
  readonly #arrived: Arrivals<RecordedRequest> = arrivals()

  arrived(request: IncomingMessage, at: string): RecordedRequest {
    const { authorization, ...headers } = request.headers
    const recorded: RecordedRequest = {
      id: randomUUID(),
      at,
      operation: String(headers['x-amz-target'] ?? '').replace('AWSCognitoIdentityProviderService.', ''),
      headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)])),
      authorization: authorization !== undefined,
      body: null,
      verdict: unjudged(),
      outcome: 'pending',
      processed: null,
      message: null,
      fault: null,
    }
    this.#requests.push(recorded)
    return recorded
  }

  /** Tells who waits that the body has been read; what becomes of the request is still open. */
  wasRead(request: RecordedRequest): void {
    this.#arrived.announce(request)
  }

  wasAnswered(request: RecordedRequest): void {
    this.#answered.announce(request)
  }

  /** Oldest first. */
  all(filter: RequestFilter = {}): RecordedRequest[] {
    return this.#requests.filter((request) => matches(request, filter))
  }

  count(filter: RequestFilter = {}): number {
    return this.all(filter).length
  }

  last(filter: RequestFilter = {}): RecordedRequest | null {
    return this.all(filter).at(-1) ?? null
  }

  /** The next request to be read from now on; it may still be on its way through the emulator. */
  next(filter: RequestFilter = {}): Promise<RecordedRequest> {
    return this.#arrived.next((request) => matches(request, filter))
  }

  /** The next request to be done with, whatever became of it. */
  nextOutcome(filter: RequestFilter = {}): Promise<RecordedRequest> {
    return this.#answered.next((request) => matches(request, filter))
  }

  clear(): void {
    this.#requests = []
  }
}

function matches(request: RecordedRequest, filter: RequestFilter): boolean {
  const { username, clientId } = subjectOf(request.body)
  return (
    (filter.operation === undefined || filter.operation === request.operation) &&
    (filter.username === undefined || filter.username === username) &&
    (filter.clientId === undefined || filter.clientId === clientId)
  )
}

/** Whom a request is about, as far as its body says. */
export function subjectOf(body: unknown): { username: string | undefined; clientId: string | undefined } {
  const text = (value: unknown, name: string): string | undefined => {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined
    const found: unknown = Reflect.get(value, name)
    return typeof found === 'string' ? found : undefined
  }
  const parameters: unknown =
    typeof body === 'object' && body !== null ? Reflect.get(body, 'AuthParameters') : undefined
  return {
    username: text(body, 'Username') ?? text(parameters, 'USERNAME'),
    clientId: text(body, 'ClientId'),
  }
}
