import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { dirname, join } from 'node:path'
import { copyPackages } from '../scripts/copy-packages.mjs'

/** The least that Next can serve: one dynamic page with one client component. What the portal is measured against. */

const files: Record<string, string> = {
  'package.json': '{ "name": "empty", "private": true, "type": "module" }',
  'next.config.js':
    'export default { poweredByHeader: false, agentRules: false, logging: { incomingRequests: false } }',
  'app/layout.jsx':
    'export default function Layout({ children }) {\n  return <html lang="en"><body>{children}</body></html>\n}',
  'app/page.jsx': `import { headers } from 'next/headers'
import { Counter } from './counter'
export default async function Page() {
  await headers()
  return <main><Counter /></main>
}`,
  'app/counter.jsx': `'use client'
import { useState } from 'react'
export function Counter() {
  const [count, setCount] = useState(0)
  return <button onClick={() => setCount(count + 1)}>{count}</button>
}`,
}

const shape = () =>
  createHash('sha256').update(JSON.stringify(files)).update(readFileSync('package-lock.json'))

async function build(folder: string): Promise<void> {
  console.log('Building an empty Next app to compare with …')
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), `${text}\n`)
  }
  copyPackages(folder)
  const child = spawn(process.execPath, ['node_modules/next/dist/bin/next', 'build'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1' },
  })
  const [code] = await once(child, 'exit')
  if (code !== 0) throw new Error('The empty app does not build')
}

/**
 * The folder of the built empty app, with the portal's own versions of Next and React. Below the user's own temporary
 * files, where the next measurement finds it.
 */
export async function emptyApp(): Promise<string> {
  const name = `rekey-bench-${userInfo().username}-${shape().digest('hex').slice(0, 12)}`
  const folder = join(tmpdir(), name)
  if (existsSync(folder)) return folder
  const fresh = mkdtempSync(join(tmpdir(), 'rekey-bench-'))
  await build(fresh)
  renameSync(fresh, folder)
  return folder
}
