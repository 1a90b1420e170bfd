import { execFile } from 'node:child_process'
import { createServer, type Server } from 'node:http'
import { fileURLToPath } from 'node:url'

// The built command line as a separate process, and a service that records what it was sent.

const root = fileURLToPath(new URL('..', import.meta.url))

export type Ended = { exit: number; out: string; err: string }

const run = (
  file: string,
  parameters: readonly string[],
  env: Record<string, string | undefined>,
  cwd: string,
) =>
  new Promise<Ended>((resolve) => {
    execFile(
      file,
      [...parameters],
      { cwd, env: { NODE_ENV: 'production', PATH: process.env.PATH, ...env } },
      (error, out, err) =>
        resolve({ exit: typeof error?.code === 'number' ? error.code : error === null ? 0 : -1, out, err }),
    )
  })

export async function buildOnce(): Promise<void> {
  const { exit, err } = await run(process.execPath, ['scripts/build-cli.mjs'], {}, root)
  if (exit !== 0) throw new Error(err)
}

/** Runs one command line to its end. Nothing of this process's environment is inherited. */
export function rekey(
  parameters: readonly string[],
  { env = {}, cwd = root }: { env?: Record<string, string>; cwd?: string } = {},
): Promise<Ended> {
  const quiet = { HOME: '/nonexistent', AWS_EC2_METADATA_DISABLED: 'true', AWS_DEFAULT_REGION: 'eu-west-1' }
  return run(
    process.execPath,
    [fileURLToPath(new URL('../dist/rekey.js', import.meta.url)), ...parameters],
    { ...quiet, ...env },
    cwd,
  )
}

type Sent = { path: string; target: string; body: unknown; authorization: boolean }
type Answer = { status: number; body: string; contentType?: string } | 'drop'

export type Service = { url: string; sent: Sent[]; answers: Answer[]; close(): Promise<void> }

const delivered = JSON.stringify({
  CodeDeliveryDetails: { Destination: 'j***@e***', DeliveryMedium: 'EMAIL', AttributeName: 'email' },
})

/** A service that accepts everything, or gives the next of its `answers`. */
export async function startService(): Promise<Service> {
  const sent: Sent[] = []
  const answers: Answer[] = []
  const server: Server = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(Buffer.from(part))
    const target = String(request.headers['x-amz-target']).split('.')[1] ?? ''
    const authorization = request.headers.authorization !== undefined
    sent.push({
      path: request.url ?? '',
      target,
      body: JSON.parse(Buffer.concat(parts).toString()),
      authorization,
    })
    const answer = answers.shift() ?? { status: 200, body: target === 'ForgotPassword' ? delivered : '{}' }
    if (answer === 'drop') {
      request.socket.destroy()
      return
    }
    response.writeHead(answer.status, { 'Content-Type': answer.contentType ?? 'application/x-amz-json-1.1' })
    response.end(answer.body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    url: `http://127.0.0.1:${address.port}`,
    sent,
    answers,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
