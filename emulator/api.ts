import type { IncomingMessage, ServerResponse } from 'node:http'
import { type Answer, errorHeaders, failure, success } from './answer'
import { readBody } from './body'
import { CognitoError, errors, serialization } from './errors'
import type { Faults, Plan, Strike } from './faults'
import type { Operations } from './operations/table'
import type { RecordedRequest, Recorder } from './recorder'
import type { World } from './world'

export type Api = {
  operations: Operations
  world: World
  recorder: Recorder
  faults: Faults
  wait(ms: number): Promise<void>
}

/** Serves one AWS JSON 1.1 request, with whatever faults are set for it. */
export async function serveApi(api: Api, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const recorded = api.recorder.arrived(request, api.world.clock.iso())
  const raw = await readBody(request).catch(() => null)
  if (!raw) {
    // The client went away in the middle of its own request, or sent more than any request can hold.
    recorded.outcome = 'aborted'
    request.socket.destroy()
    return api.recorder.wasAnswered(recorded)
  }
  // A bad body is refused by the operation; faults and the record take what can be read.
  const body = parse(raw)
  recorded.body = body.ok ? body.value : null
  const plan = api.faults.take(recorded)
  recorded.fault = plan.strike?.kind ?? null
  api.recorder.wasRead(recorded)
  const answer = await carryOut(api, recorded, body, plan)
  if (answer) send(response, answer, plan.strike)
  else request.socket.destroy()
  api.recorder.wasAnswered(recorded)
}

type Body = { ok: true; value: unknown } | { ok: false }

/** The answer to give, or null to close the connection without one. */
async function carryOut(api: Api, recorded: RecordedRequest, body: Body, plan: Plan): Promise<Answer | null> {
  const { strike } = plan
  if (plan.beforeMs > 0) await api.wait(plan.beforeMs)
  if (strike && strikesBefore(strike)) {
    if (strike.kind !== 'hang') return struck(recorded, strike)
    recorded.outcome = 'hung'
    await api.faults.hang(recorded)
  }
  const answer = await operate(api, recorded, body)
  if (plan.afterMs > 0) await api.wait(plan.afterMs)
  if (!strike || strike.kind === 'truncated' || strikesBefore(strike)) return answer
  if (strike.kind !== 'hang') return struck(recorded, strike)
  const outcome = recorded.outcome
  recorded.outcome = 'hung'
  await api.faults.hang(recorded)
  recorded.outcome = outcome
  return answer
}

function strikesBefore(strike: Strike): boolean {
  if (strike.kind === 'drop-before' || strike.kind === 'throttle') return true
  return 'when' in strike && strike.when === 'before'
}

async function operate(api: Api, recorded: RecordedRequest, body: Body): Promise<Answer> {
  try {
    const output = await run(api, recorded, body)
    recorded.outcome = 'ok'
    recorded.processed = 'ok'
    return success(recorded.id, output)
  } catch (error) {
    // Any error that is not one of the service's own is a bug in the emulator, reported as the service would.
    const known = error instanceof CognitoError ? error : errors.internal()
    recorded.outcome = known.name
    recorded.processed = known.name
    recorded.message = error instanceof Error ? error.message : String(error)
    return failure(recorded.id, known)
  }
}

async function run({ operations, world }: Api, recorded: RecordedRequest, body: Body): Promise<object> {
  const type = recorded.headers['content-type']?.split(';')[0]?.trim().toLowerCase()
  const known = recorded.headers['x-amz-target'] === `AWSCognitoIdentityProviderService.${recorded.operation}`
  const operation = Object.hasOwn(operations, recorded.operation) ? operations[recorded.operation] : undefined
  if (!operation || !known || type !== 'application/x-amz-json-1.1') throw errors.unknownOperation()
  if (operation.signed && !recorded.authorization) throw errors.missingCredentials()
  if (!body.ok || typeof body.value !== 'object' || body.value === null) throw serialization('')
  return operation.run(body.value, { world, verdict: recorded.verdict })
}

/** What a fault replaces an answer with. */
function struck(recorded: RecordedRequest, strike: Strike): Answer | null {
  const { id } = recorded
  switch (strike.kind) {
    case 'error':
      recorded.outcome = strike.name
      return failure(id, new CognitoError(strike.name, strike.message, strike.status))
    case 'throttle':
      recorded.outcome = errors.tooManyRequests().name
      return failure(id, errors.tooManyRequests())
    case 'not-json':
      recorded.outcome = strike.kind
      return { status: strike.status, headers: { 'Content-Type': strike.contentType }, body: strike.body }
    case 'empty':
      recorded.outcome = strike.kind
      return { status: strike.status, headers: {}, body: '' }
    case 'header-only-error':
      recorded.outcome = strike.name
      return { status: strike.status, headers: errorHeaders(id, strike), body: '{}' }
    default:
      recorded.outcome = 'dropped'
      return null
  }
}

function send(response: ServerResponse, answer: Answer, strike: Strike | null): void {
  const bytes = Buffer.from(answer.body, 'utf8')
  response.writeHead(answer.status, { ...answer.headers, 'Content-Length': bytes.length })
  if (strike?.kind !== 'truncated') {
    response.end(bytes)
    return
  }
  response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => response.destroy())
}

function parse(raw: Buffer): Body {
  try {
    return { ok: true, value: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(raw)) }
  } catch {
    return { ok: false }
  }
}
