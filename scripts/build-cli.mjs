// The operator's command line as dist/rekey.js. In pieces, so that a command loads only the packages that it needs.
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const outfile = 'dist/rekey.js'
const sources = ['cli', 'lib', 'package.json', 'package-lock.json', 'scripts/build-cli.mjs']

function newest(path) {
  const about = statSync(path)
  if (!about.isDirectory()) return about.mtimeMs
  return Math.max(about.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))))
}

/** Whether the last build was made after every change to its sources. */
function isFresh() {
  if (!existsSync(outfile)) return false
  const builtAt = statSync(outfile).mtimeMs
  return sources.every((path) => newest(path) < builtAt)
}

export async function buildCli() {
  if (isFresh()) return
  const { build } = await import('esbuild')
  if (existsSync('dist')) {
    for (const name of readdirSync('dist')) if (/^rekey-\w+\.js$/.test(name)) rmSync(join('dist', name))
  }
  await build({
    entryPoints: { rekey: 'cli/main.ts' },
    outdir: 'dist',
    chunkNames: 'rekey-[hash]',
    bundle: true,
    splitting: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    // Errors say their class's name, by which they are told apart.
    keepNames: true,
    // What finds files of its own beside itself stays a package; the rest loads as a few files instead of six hundred.
    external: ['sharp', '@electric-sql/pglite', 'pg-native'],
    alias: { 'server-only': './node_modules/server-only/empty.js' },
    // Packages in CommonJS ask for Node's modules by `require`.
    banner: {
      js: "#!/usr/bin/env node\nimport{createRequire}from'node:module';const require=createRequire(import.meta.url);",
    },
    logLevel: 'warning',
  })
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await buildCli()
