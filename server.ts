import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http'
import { join } from 'node:path'
import type { Duplex } from 'node:stream'
import { INERT_POLICY, STANDING_HEADERS } from './lib/http/headers'
import { openHandoff, STATUS_HEADER } from './lib/http/internal-headers'
import { withoutExtraSlashes } from './lib/http/page-address'
import { expectAction, lacksAction } from './lib/http/response-status'
import { type Environment, EnvironmentFault, readEnvironment } from './lib/platform/env'
import { log, sayStartFault } from './lib/platform/log'
import { finishBeforeExit, startDraining } from './lib/platform/shutdown'
import { finishHead } from './server/answer-head'
import { swapAnswer } from './server/answer-swap'
import { watchBody } from './server/body-watch'
import { compressWhole } from './server/compress-answer'
import { type Drain, drainOf } from './server/drain'
import { failedPage } from './server/failed-page'
import { followRequest } from './server/follow-request'
import { logCrashes, logForFramework } from './server/framework-log'
import { builtRoutes } from './server/route-patterns'
import { ACTION_NOT_FOUND_HEADER, isStaleAction, staleLocation } from './server/stale-action'
import {
  bodyLimitBytes,
  connectionTimes,
  establish,
  factsOf,
  refusalOf,
  statusOfParserFault,
  takesActions,
  upstreamTrace,
} from './server/thin-server'

/**
 * Self-hosting: Next's handler behind a thin server that establishes the client's address, refuses requests that no
 * page accepts, and shuts down without cutting anybody off. On Vercel the platform does all of this.
 */

const DRAIN_LIMIT_MS = 20_000
/** Containers are commonly killed after thirty seconds, in the middle of whatever they do. */
const END_LIMIT_MS = 28_000
/** Cookies of a parent domain can fill it: Cognito's own tokens are ten cookies of 2,000 characters each. */
const MAXIMUM_HEAD_BYTES = 64 * 1024
/** No action's arguments are nested more than a few levels deep. */
const MAXIMUM_NESTING = 1_000
/** Enough of a form to find its user name, in case the build has changed since the page was opened. */
const KEPT_FORM_BYTES = 16 * 1024

function plainHeaders(status: number) {
  return {
    ...STANDING_HEADERS,
    'Content-Type': 'text/plain; charset=utf-8',
    'Cache-Control': 'no-store',
    'Content-Security-Policy': INERT_POLICY,
    ...(status === 303 ? {} : { Connection: 'close' }),
  }
}

const plainAnswer = (status: number) => ({ status, headers: plainHeaders(status), body: `${status}\n` })

function refuse(response: ServerResponse, status: number): void {
  const { headers, body } = plainAnswer(status)
  response.writeHead(status, headers)
  response.end(body)
}

/** A request that Node's parser refuses has no response object yet; one that is under way must not be interrupted. */
function refuseUnread(
  fault: Error & { code?: string },
  socket: Duplex,
  latest: ServerResponse | undefined,
): void {
  const isAnswering = latest?.headersSent && !latest.writableFinished
  if (!socket.writable || fault.code === 'ECONNRESET' || isAnswering) return void socket.destroy()
  const status = statusOfParserFault(fault.code)
  const head = Object.entries(plainHeaders(status)).map(([name, value]) => `${name}: ${value}\r\n`)
  const line = `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n`
  socket.end(`${line}${head.join('')}Content-Length: 4\r\n\r\n${status}\n`)
}

/**
 * A client that is still sending can't read an answer on a connection that closes, so the rest of its body is discarded
 * first.
 */
function refuseAfterBody(request: IncomingMessage, response: ServerResponse, status: number): void {
  const answer = () => {
    clearTimeout(patience)
    if (!response.headersSent) refuse(response, status)
  }
  const patience = setTimeout(answer, 2_000)
  request.once('end', answer)
  request.resume()
}

/** Limits a form's size whatever its head says, and sends the page again for a form that an older build rendered. */
function guardForm(request: IncomingMessage, response: ServerResponse): void {
  const url = request.url ?? '/'
  const { 'content-type': contentType = '', 'next-action': action } = request.headers
  const isAction = takesActions(url)
  if (isAction) expectAction(response)
  const body = watchBody(request, {
    keepBytes: KEPT_FORM_BYTES,
    limitBytes: bodyLimitBytes(url),
    maximumDepth: isAction ? MAXIMUM_NESTING : Number.POSITIVE_INFINITY,
    onRefused: (status) => send(plainAnswer(status)),
  })
  const isStale = (answer: ServerResponse, status: number) =>
    isStaleAction(
      { method: 'POST', hasActionHeader: action !== undefined },
      { status, marker: answer.getHeader(ACTION_NOT_FOUND_HEADER) },
    )
  const pageAgain = async () => ({
    status: 303,
    headers: { ...plainHeaders(303), Location: await staleLocation(url, contentType, body.kept()) },
    body: '',
  })
  // No action was called: Next answers a body that it can't read like a fault of its own, and one without an action
  // like a visit. Both are the sender's.
  const isUnread = (answer: ServerResponse, status: number) =>
    (status === 500 || status === 200) && lacksAction(answer) && !answer.hasHeader(STATUS_HEADER)
  const send = swapAnswer(response, (answer, status) =>
    isStale(answer, status)
      ? pageAgain
      : isUnread(answer, status)
        ? async () => plainAnswer(400)
        : replaceFailed(request, status),
  )
}

const replaceFailed = (request: IncomingMessage, status: number) =>
  status === 500 ? failedPage(request) : null

/** Next's standalone output has no next.config.js; its settings are in the build's manifest. */
function adoptStandaloneConfig(directory: string): void {
  if (existsSync(join(directory, 'next.config.js'))) return
  const manifest = JSON.parse(readFileSync(join(directory, '.next/required-server-files.json'), 'utf8'))
  process.env.__NEXT_PRIVATE_STANDALONE_CONFIG = JSON.stringify(manifest.config)
}

function endOn(drain: Drain, signals: NodeJS.Signals[]): void {
  let isEnding = false
  const end = async () => {
    if (isEnding) return
    isEnding = true
    const endBy = performance.now() + END_LIMIT_MS
    startDraining()
    await drain.end(DRAIN_LIMIT_MS)
    const failed = await finishBeforeExit(endBy)
    if (failed.length > 0) log.error('server.ended_unfinished', { tasks: failed })
    process.exit(0)
  }
  for (const signal of signals) process.on(signal, () => void end())
}

async function serve(environment: Environment): Promise<void> {
  const directory = process.cwd()
  const port = Number(process.env.PORT || 3000)
  const hostname = process.env.HOST || '0.0.0.0'
  adoptStandaloneConfig(directory)
  logForFramework()
  logCrashes()
  process.env.NEXT_MANUAL_SIG_HANDLE = 'true'
  // Next forwards an action to its page by a request to this origin; without it, to whatever host was requested.
  process.env.__NEXT_PRIVATE_ORIGIN = `http://127.0.0.1:${port}`
  const { default: next } = await import('next')
  // Only with this name do both halves of Next agree on their own address; else the proxy's rewrites look like ones to
  // another host, and Next sends itself each request over the network. What is listened on is said below.
  const ownName = 'localhost'
  // Next would take upgrade requests past everything below; on a server that never listens there are none.
  const app = next({ dev: false, dir: directory, hostname: ownName, port, httpServer: createServer() })
  await app.prepare()
  const handle = app.getRequestHandler()
  openHandoff(randomBytes(24).toString('base64url'))

  const server = createServer({
    maxHeaderSize: MAXIMUM_HEAD_BYTES,
    // A request without a host is refused below, with the headers of all other answers.
    requireHostHeader: false,
    ...connectionTimes(environment.REKEY_KEEP_ALIVE_SECONDS),
  })
  const drain = drainOf(server)
  const settings = { trustedHops: environment.REKEY_TRUSTED_HOPS, baseUrl: environment.REKEY_BASE_URL }
  const patternOf = builtRoutes(directory, environment.REKEY_BASE_URL)
  const latest = new WeakMap<Duplex, ServerResponse>()
  server.on('clientError', (fault: Error & { code?: string }, socket) =>
    refuseUnread(fault, socket, latest.get(socket)),
  )
  server.on('checkExpectation', (_, response) => refuse(response, 417))
  server.on('request', (request, response) => {
    latest.set(request.socket, response)
    request.url = withoutExtraSlashes(request.url ?? '')
    const { url, method = '', headers, httpVersion } = request
    const hostLines = request.headersDistinct.host?.length ?? 0
    const asked = { url, method, headers, hostLines, httpVersion }
    const { host } = factsOf(headers, settings)
    const status = refusalOf(asked, host)
    const inTrace = followRequest(response, {
      method,
      route: status === null ? patternOf(host, url) : 'none',
      upstream: upstreamTrace(headers, settings),
      lines: environment.REKEY_ACCESS_LOG,
    })
    if (status === 413) return refuseAfterBody(request, response, status)
    if (status !== null) return refuse(response, status)
    establish(headers, request.socket.remoteAddress, settings)
    finishHead(response)
    if (method === 'POST') guardForm(request, response)
    else swapAnswer(response, (_, status) => replaceFailed(request, status))
    compressWhole(request, response)
    inTrace(() => handle(request, response)).catch((error: unknown) => {
      log.error('server.request_failed', { error })
      if (!response.headersSent) refuse(response, 500)
    })
  })
  endOn(drain, ['SIGTERM', 'SIGINT'])
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, hostname, resolve)
  })
  // Next initialises at its first request; only then is it known whether the tenant files are valid.
  await fetch(`http://${hostname === '0.0.0.0' ? '127.0.0.1' : hostname}:${port}/api/health/live`)
  log.info('server.listening', { port, message: `Rekey listens on port ${port}` })
}

try {
  await serve(readEnvironment(process.env))
} catch (fault) {
  const isExpected =
    fault instanceof EnvironmentFault || (fault instanceof Error && fault.name === 'TenantFilesRefused')
  sayStartFault(isExpected ? fault : `Rekey could not start: ${fault}`)
  process.exit(1)
}
