import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
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

/** Builds the empty app in a folder of its own, with the portal's own versions of Next and React. */
export async function buildEmptyApp(): Promise<{ folder: string; remove: () => void }> {
  const folder = mkdtempSync(join(tmpdir(), 'rekey-bench-'))
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), `${text}\n`)
  }
  copyPackages(folder)
  const build = spawn(process.execPath, ['node_modules/next/dist/bin/next', 'build'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1' },
  })
  const [code] = await once(build, 'exit')
  if (code !== 0) throw new Error('The empty app does not build')
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
