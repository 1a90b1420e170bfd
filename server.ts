import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { join } from 'node:path'
import { type Environment, EnvironmentFault, readEnvironment } from './lib/env'
import { HANDOFF_HEADER, handoffValue, openHandoff } from './lib/request/address-handoff'
import { clientAddress } from './lib/request/client-address'
import { lendResponse } from './lib/request/response-status'
import { finishBeforeExit, startDraining } from './lib/shutdown'

/**
 * Self-hosting: Next's handler behind a thin server that establishes the client's address, refuses what no page
 * takes, and ends without cutting anybody off. On Vercel the platform does all of this.
 */

/** Larger than any form of the portal and any picture of a brand. */
const MAXIMUM_BODY_BYTES = 3 * 1024 * 1024
const DRAIN_LIMIT_MS = 25_000

/** What a client may not tell: facts that only a proxy, the platform, this server or Next itself can know. */
const untrustedHeaders =
  /^(forwarded|via|x-forwarded-.*|x-real-ip|x-client-ip|x-host|x-original-.*|x-rewrite-url|x-vercel-.*|cf-.*|true-client-ip|cloudfront-viewer-.*|x-rekey-.*|x-middleware-.*|x-invoke-.*|x-matched-path|x-nextjs-.*|content-security-policy.*|x-nonce)$/

type Facts = { host: string; isSecure: boolean }

/** The last entry of a list header: what the nearest proxy wrote. */
const nearest = (value: string | undefined): string | undefined =>
  value?.split(',').at(-1)?.trim() || undefined
const single = (value: string | string[] | undefined): string | undefined =>
  Array.isArray(value) ? value.join(',') : value

function factsOf(request: IncomingMessage, environment: Environment): Facts {
  const {
    host = '',
    'x-forwarded-host': forwardedHost,
    'x-forwarded-proto': forwardedProto,
  } = request.headers
  const isBehindProxy = environment.REKEY_TRUSTED_HOPS > 0
  const proto = isBehindProxy ? nearest(single(forwardedProto)) : undefined
  return {
    host: (isBehindProxy && nearest(single(forwardedHost))) || host,
    isSecure: proto === undefined ? environment.REKEY_BASE_URL.startsWith('https:') : proto === 'https',
  }
}

/** Replaces whatever the client said about itself by what this server knows. */
function establish(request: IncomingMessage, environment: Environment): void {
  const forwardedFor = single(request.headers['x-forwarded-for'])
  const { host, isSecure } = factsOf(request, environment)
  const address = clientAddress(request.socket.remoteAddress, forwardedFor, environment.REKEY_TRUSTED_HOPS)
  for (const name of Object.keys(request.headers)) {
    if (untrustedHeaders.test(name)) delete request.headers[name]
  }
  request.headers.host = host
  request.headers['x-forwarded-host'] = host
  request.headers['x-forwarded-proto'] = isSecure ? 'https' : 'http'
  request.headers['x-forwarded-for'] = address ?? 'unknown'
  request.headers[HANDOFF_HEADER] = handoffValue(address)
}

/** Why a request can't be for this portal at all, as a status; null where it can. */
function refusalOf(request: IncomingMessage): number | null {
  const url = request.url ?? ''
  // An absolute-form or schemeless target would be redirected to the host that it names.
  if (!url.startsWith('/') || url.startsWith('//') || url.startsWith('/\\')) return 400
  try {
    decodeURIComponent(url.split('?', 1)[0] ?? '')
  } catch {
    return 400
  }
  if (!/^(GET|HEAD|POST|OPTIONS)$/.test(request.method ?? '')) return 405
  if (Number(request.headers['content-length'] ?? 0) > MAXIMUM_BODY_BYTES) return 413
  return /^[\w.:[\]-]+$/.test(request.headers.host ?? '') ? null : 400
}

function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, {
    'Content-Type': 'text/plain; charset=utf-8',
    'Cache-Control': 'no-store',
    'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    Connection: 'close',
  })
  response.end(`${status}\n`)
}

/** Next's standalone output has no next.config.js; its settings are in the build's manifest. */
function adoptStandaloneConfig(directory: string): void {
  if (existsSync(join(directory, 'next.config.js'))) return
  const manifest = JSON.parse(readFileSync(join(directory, '.next/required-server-files.json'), 'utf8'))
  process.env.__NEXT_PRIVATE_STANDALONE_CONFIG = JSON.stringify(manifest.config)
}

function endOn(server: Server, signals: NodeJS.Signals[]): void {
  let isEnding = false
  const end = async () => {
    if (isEnding) return
    isEnding = true
    startDraining()
    const closed = new Promise<void>((resolve) => server.close(() => resolve()))
    server.closeIdleConnections()
    const limit = setTimeout(() => server.closeAllConnections(), DRAIN_LIMIT_MS)
    await closed
    clearTimeout(limit)
    const failed = await finishBeforeExit()
    if (failed.length > 0) process.stderr.write(`Not finished before the end: ${failed.join(', ')}\n`)
    process.exit(0)
  }
  for (const signal of signals) process.on(signal, () => void end())
}

async function serve(environment: Environment): Promise<void> {
  const directory = process.cwd()
  const port = Number(process.env.PORT || 3000)
  const hostname = process.env.HOSTNAME || '0.0.0.0'
  adoptStandaloneConfig(directory)
  process.env.NEXT_MANUAL_SIG_HANDLE = 'true'
  const { default: next } = await import('next')
  const app = next({ dev: false, dir: directory, hostname, port })
  await app.prepare()
  const handle = app.getRequestHandler()
  openHandoff(randomBytes(24).toString('base64url'))

  const server = createServer({ maxHeaderSize: 16_384, headersTimeout: 10_000, requestTimeout: 30_000 })
  server.on('request', (request, response) => {
    const status = refusalOf(request)
    if (status !== null) return refuse(response, status)
    establish(request, environment)
    if (!server.listening) response.setHeader('Connection', 'close')
    lendResponse(response, () => handle(request, response)).catch(() => {
      if (!response.headersSent) refuse(response, 500)
    })
  })
  endOn(server, ['SIGTERM', 'SIGINT'])
  server.listen(port, hostname, () => process.stdout.write(`Rekey listens on port ${port}\n`))
}

try {
  await serve(readEnvironment(process.env))
} catch (fault) {
  const isExpected =
    fault instanceof EnvironmentFault || (fault instanceof Error && fault.name === 'TenantFilesRefused')
  process.stderr.write(`${isExpected ? fault.message : `Rekey could not start: ${fault}`}\n`)
  process.exit(1)
}
