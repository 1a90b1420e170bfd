import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import {
  CognitoIdentityProviderClient,
  ForgotPasswordCommand,
} from '@aws-sdk/client-cognito-identity-provider'
import { expect, onTestFinished, test } from 'vitest'
import seed from './fixtures/seed.json'
import { hashFor, newPassword } from './harness'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

function run(...options: string[]): ChildProcess {
  const child = spawn(process.execPath, ['--import', 'tsx', here('main.ts'), ...options], { cwd: here('..') })
  onTestFinished(() => void child.kill('SIGKILL'))
  return child
}

/** Everything a stream says until a line has the words. */
async function until(child: ChildProcess, stream: 'stdout' | 'stderr', words: string): Promise<string> {
  let said = ''
  for await (const part of child[stream] ?? []) {
    said += part
    if (said.includes(words)) return said
  }
  throw new Error(`ended without "${words}": ${said}`)
}

test('started from a seed file it serves its pools, says where, and ends cleanly on SIGTERM', async () => {
  const child = run('--seed', here('fixtures/seed.json'))
  const said = await until(child, 'stdout', seed.pools[1]?.id ?? '')
  const url = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0] ?? ''
  const sdk = new CognitoIdentityProviderClient({ region: 'eu-west-1', endpoint: url, maxAttempts: 1 })
  const [acme] = seed.pools
  await sdk.send(
    new ForgotPasswordCommand({ ClientId: acme?.client.id, Username: 'jane', SecretHash: hashFor('jane') }),
  )
  const [mail] = await (await fetch(`${url}/inbox.json`)).json()
  expect(mail).toMatchObject({ from: 'Acme Bank <no-reply@acme.example>', to: 'jane@example.com' })
  expect(said).not.toContain(mail.code)
  child.kill('SIGTERM')
  expect(await once(child, 'exit')).toEqual([0, null])
  sdk.destroy()
})

test('a seed with a fault is refused with the place of the fault', async () => {
  const path = join(tmpdir(), `emulator-seed-${process.pid}.json`)
  await writeFile(
    path,
    JSON.stringify({
      pools: [{ id: 'nonsense', users: [{ username: 'jane', password: newPassword, age: 7 }] }],
    }),
  )
  onTestFinished(() => rm(path))
  const child = run('--seed', path)
  const said = await until(child, 'stderr', 'age')
  expect(said).toContain('pools.0.id')
  expect(said).not.toContain(newPassword)
  expect(await once(child, 'exit')).toEqual([1, null])
})
