import { type IncomingMessage, request } from 'node:http'
import { text } from 'node:stream/consumers'
import type { BuildOutput } from './build-output'
import type { RunningFunction } from './running-function'

/**
 * The parts of Vercel's edge that the portal relies on, emulated: it writes the client's address itself, runs the
 * middleware first, carries out what that says, and calls the function of the route. Everything else here is the real
 * output, run by the real handlers.
 */

type Request = { method: 'GET' | 'POST'; path: string; headers?: Record<string, string>; body?: string }
export type Answer = { status: number; headers: Headers; text: string; function: string | null }

/** What the edge owns: a client's own values never get past it (https://vercel.com/docs/headers/request-headers). */
const platformHeaders = /^(x-vercel-|x-real-ip$|x-forwarded-|forwarded$|x-matched-path$|x-now-)/

type Parts = {
  output: BuildOutput
  host: string
  clientAddress: string
  middleware: RunningFunction
  functionOf: (name: string) => Promise<RunningFunction>
}

export class Platform {
  readonly #parts: Parts

  constructor(parts: Parts) {
    this.#parts = parts
  }

  async ask({ method, path, headers: sent = {}, body }: Request): Promise<Answer> {
    const { middleware, output, functionOf } = this.#parts
    const headers = this.#established(sent)
    const call = (target: string, given: Headers) => send(target, method, given, body)

    const verdict = await call(middleware.url + path, headers)
    const added = withoutInstructions(verdict.headers)
    const rewritten = verdict.headers.get('x-middleware-rewrite')
    if (rewritten === null && verdict.headers.get('x-middleware-next') !== '1') {
      return { status: verdict.status, headers: added, text: verdict.text, function: null }
    }

    const url = new URL(rewritten ?? path, `https://${this.#parts.host}`)
    const { name, parameters } = output.functionFor(url.pathname)
    for (const [key, value] of parameters) url.searchParams.set(key, value)
    const inner = overridden(headers, verdict.headers)
    inner.set('x-matched-path', name)
    const answer = await call((await functionOf(name)).url + url.pathname + url.search, inner)
    const all = new Headers(answer.headers)
    for (const [key, value] of added) if (key !== 'set-cookie') all.set(key, value)
    for (const cookie of added.getSetCookie()) all.append('set-cookie', cookie)
    return { status: answer.status, headers: all, text: answer.text, function: name }
  }

  #established(sent: Record<string, string>): Headers {
    const { host, clientAddress } = this.#parts
    const headers = new Headers(sent)
    for (const name of [...headers.keys()]) if (platformHeaders.test(name)) headers.delete(name)
    for (const name of ['x-vercel-forwarded-for', 'x-forwarded-for', 'x-real-ip'])
      headers.set(name, clientAddress)
    headers.set('host', host)
    headers.set('x-forwarded-host', host)
    headers.set('x-forwarded-proto', 'https')
    return headers
  }
}

type Sent = { status: number; headers: Headers; text: string }

/** One request; `fetch` would write a `Host` of its own. */
async function send(
  target: string,
  method: string,
  headers: Headers,
  body: string | undefined,
): Promise<Sent> {
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const asking = request(target, { method, headers: Object.fromEntries(headers), agent: false }, resolve)
    asking.on('error', reject)
    asking.end(body)
  })
  const received = new Headers()
  for (const [name, values] of Object.entries(answer.headersDistinct)) {
    for (const value of values ?? []) received.append(name, value)
  }
  return { status: answer.statusCode ?? 0, headers: received, text: await text(answer) }
}

function withoutInstructions(headers: Headers): Headers {
  const kept = new Headers(headers)
  for (const name of [...kept.keys()]) {
    if (/^(x-middleware-|content-length$|transfer-encoding$|connection$|keep-alive$|date$)/.test(name))
      kept.delete(name)
  }
  return kept
}

/** The request's headers as the middleware wants the function to see them. */
function overridden(headers: Headers, verdict: Headers): Headers {
  const names = verdict.get('x-middleware-override-headers')
  if (names === null) return new Headers(headers)
  const inner = new Headers()
  for (const name of names.split(',')) {
    const value = verdict.get(`x-middleware-request-${name}`)
    if (value !== null) inner.set(name, value)
  }
  return inner
}
