import { execFile, execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Service, startService } from './harness'

// The package as somebody installs it: what `npm pack` makes, unpacked elsewhere, with its dependencies beside it.

const root = fileURLToPath(new URL('..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'rekey-package-'))
const environment: NodeJS.ProcessEnv = {
  NODE_ENV: 'production',
  PATH: process.env.PATH ?? '',
  HOME: folder,
  AWS_DEFAULT_REGION: 'eu-west-1',
}
let service: Service

beforeAll(async () => {
  execFileSync('npm', ['pack', '--silent', '--pack-destination', folder], { cwd: root, stdio: 'pipe' })
  const [archive = ''] = readdirSync(folder).filter((name) => name.endsWith('.tgz'))
  execFileSync('tar', ['xzf', archive], { cwd: folder })
  symlinkSync(join(root, 'node_modules'), join(folder, 'package', 'node_modules'))
  service = await startService()
}, 120_000)
afterAll(async () => {
  await service.close()
  rmSync(folder, { recursive: true, force: true })
})

const files = () =>
  readdirSync(join(folder, 'package'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.includes('node_modules'))
    .map((entry) => join(entry.parentPath, entry.name).slice(join(folder, 'package').length + 1))

test('holds the command line and nothing of the portal', () => {
  const strangers = files().filter(
    (name) =>
      !/^(dist\/rekey(-\w+)?\.js|docs\/(cli|doctor)\.md|README\.md|LICENSE|package\.json|tenant\.schema\.json)$/.test(
        name,
      ),
  )
  expect(strangers).toEqual([])
  expect(files()).toEqual(expect.arrayContaining(['dist/rekey.js', 'LICENSE', 'tenant.schema.json']))
})

const run = promisify(execFile)

/** Not to be waited for synchronously: the service that it talks to is in this process. */
async function rekey(...parameters: string[]): Promise<string> {
  const program = join(folder, 'package', 'dist', 'rekey.js')
  const { stdout } = await run(process.execPath, [program, ...parameters], { env: environment, cwd: folder })
  return stdout
}

test('helps, and confirms a reset', async () => {
  expect(await rekey('--help')).toContain('Usage: rekey')
  const call = [
    '--client-id',
    'c',
    '--username',
    'jane',
    '--confirmation-code',
    '012345',
    '--password',
    'New-Horse-2',
  ]
  expect(await rekey('confirm-forgot-password', '--endpoint-url', service.url, ...call)).toBe('')
  expect(service.sent).toMatchObject([{ target: 'ConfirmForgotPassword', body: { Username: 'jane' } }])
})
