import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { dirname, join } from 'node:path'
import { copyPackages } from '../scripts/copy-packages.mjs'
import { vercelBuild } from '../scripts/vercel/build.mjs'

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

/** On Vercel with a proxy that does nothing, since the portal has one; the CLI reads the version of Next there. */
function filesForVercel(): Record<string, string> {
  const { next, react, 'react-dom': dom } = JSON.parse(readFileSync('package.json', 'utf8')).dependencies
  return {
    ...files,
    'package.json': JSON.stringify({
      name: 'empty',
      private: true,
      type: 'module',
      dependencies: { next, react, 'react-dom': dom },
    }),
    'proxy.js': `import { NextResponse } from 'next/server'
export const proxy = () => NextResponse.next()`,
  }
}

async function nextBuild(folder: string): Promise<void> {
  const child = spawn(process.execPath, ['node_modules/next/dist/bin/next', 'build'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1' },
  })
  const [code] = await once(child, 'exit')
  if (code !== 0) throw new Error('The empty app does not build')
}

/** Below the user's own temporary files, where the next measurement finds what is built of the same files. */
async function builtOnce(
  sources: Record<string, string>,
  build: (folder: string) => Promise<void>,
): Promise<string> {
  const shape = createHash('sha256').update(JSON.stringify(sources)).update(readFileSync('package-lock.json'))
  const name = `rekey-bench-${userInfo().username}-${shape.digest('hex').slice(0, 12)}`
  const folder = join(tmpdir(), name)
  if (existsSync(folder)) return folder
  console.log('Building an empty Next app to compare with …')
  const fresh = mkdtempSync(join(tmpdir(), 'rekey-bench-'))
  for (const [path, text] of Object.entries(sources)) {
    mkdirSync(dirname(join(fresh, path)), { recursive: true })
    writeFileSync(join(fresh, path), `${text}\n`)
  }
  copyPackages(fresh)
  await build(fresh)
  renameSync(fresh, folder)
  return folder
}

/** The folder of the built empty app, with the portal's own versions of Next and React. */
export const emptyApp = (): Promise<string> => builtOnce(files, nextBuild)

/** The same, built by Vercel's CLI. */
export const emptyVercelApp = (): Promise<string> => builtOnce(filesForVercel(), vercelBuild)
