import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startEmulator } from '../emulator/index'
import { manyRuns } from './aws-forks'
import { buildOnce, rekey } from './harness'
import { findAws2 } from './real-aws'
import { type Line, lines } from './side-by-side-lines'

// The AWS CLI 2 and `rekey`, given the same arguments and an emulator each, print, send and exit the same.

const aws2 = findAws2()
const folder = mkdtempSync(join(tmpdir(), 'rekey-side-by-side-'))

beforeAll(async () => {
  await buildOnce()
  writeFileSync(join(folder, 'pw.txt'), 'From-File-Pass-1\n')
  writeFileSync(join(folder, 'crlf.txt'), 'From-File\r\nPass-1')
  writeFileSync(join(folder, 'name.bin'), Buffer.from([0x6a, 0xff, 0x27, 0x0a]))
  writeFileSync(join(folder, 'broken'), 'no section\n')
  writeFileSync(
    join(folder, 'config'),
    '[default]\noutput = yaml\n[profile table]\noutput = table\n[profile bad]\nregion = bad region\n',
  )
}, 90_000)
afterAll(() => {
  theirRuns?.close()
  rmSync(folder, { recursive: true, force: true })
})

type Run = (
  argv: readonly string[],
  env: Record<string, string>,
) => Promise<{ exit: number; out: string; err: string }>

const quiet = {
  PATH: process.env.PATH ?? '',
  HOME: '/nonexistent',
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_DEFAULT_REGION: 'eu-west-1',
  AWS_PAGER: '',
  AWS_MAX_ATTEMPTS: '1',
  LANG: 'C.UTF-8',
}
const theirRuns = aws2 === null ? null : manyRuns(aws2)
const real: Run = async (argv, env) => {
  if (theirRuns === null) throw new Error('There is no AWS CLI 2.')
  return theirRuns.run(argv, { cwd: folder, env: { ...quiet, ...env } })
}
const ours: Run = (argv, env) => rekey(argv, { env, cwd: folder })

const pool = {
  id: 'eu-west-1_Ab12Cd34E',
  client: { id: 'app1' },
  users: [{ username: 'jane', email: 'jane@example.com' }],
}

/** What a command prints and what arrives, with the code and the emulator's port under names of their own. */
async function trace(run: Run, { argv, env = {} }: Line) {
  const cognito = await startEmulator({ pools: [pool], now: '2026-01-01T00:00:00Z' })
  try {
    const needsCode = argv.some((word) => word.includes('CODE'))
    if (needsCode) {
      await fetch(cognito.url, {
        method: 'POST',
        headers: {
          'Content-Type': 'application/x-amz-json-1.1',
          'X-Amz-Target': 'AWSCognitoIdentityProviderService.ForgotPassword',
        },
        body: JSON.stringify({ ClientId: 'app1', Username: 'jane' }),
      })
    }
    const code = cognito.inbox.latest()?.code ?? ''
    const before = cognito.requests.all().length
    const words = argv.map((word) => word.replace('CODE', code))
    // First, so that a line may name another one.
    const ended = await run(['--endpoint-url', cognito.url, ...words], env)
    const named = (text: string) => {
      const plain = text
        .replaceAll(cognito.url, 'http://emulator')
        .replaceAll(/ \(reached max retries: \d\)/g, '')
      return code === '' ? plain : plain.replaceAll(code, 'CODE')
    }
    const arrived = cognito.requests.all().slice(before)
    return {
      exit: ended.exit,
      out: named(ended.out),
      err: named(ended.err),
      arrived: arrived.map(({ operation, body, authorization }) => ({
        operation,
        authorization,
        body: JSON.parse(named(JSON.stringify(body))),
      })),
    }
  } finally {
    await cognito.close()
  }
}

describe.skipIf(aws2 === null)(
  `beside ${aws2 ?? 'the AWS CLI 2, which is not there'}`,
  { timeout: 180_000 },
  () => {
    for (const line of lines) {
      const env = Object.entries(line.env ?? {}).map(([name, value]) => `${name}=${value} `)
      test.concurrent(`${env.join('')}${line.argv.join(' ')}`, async () => {
        const [theirs, mine] = await Promise.all([trace(real, line), trace(ours, line)])
        expect(mine).toEqual(theirs)
      })
    }
  },
)
