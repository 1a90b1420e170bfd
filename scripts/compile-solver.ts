import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { build } from 'esbuild'

/**
 * Compiles the script that solves challenges into a module: it is a file of its own, under the hash of its bytes, so that
 * pages that don't need it carry none of it.
 */

const source = 'app/_solver/solver.ts'
const target = 'app/generated/solver.ts'

const { outputFiles } = await build({
  entryPoints: [source],
  bundle: true,
  write: false,
  minify: true,
  format: 'iife',
  platform: 'browser',
  target: 'es2019',
  legalComments: 'none',
})
const text = outputFiles[0]?.text ?? ''
const hash = createHash('sha256').update(text).digest('hex')
const made = `export const solver = ${JSON.stringify({ hash, text })}\n`
mkdirSync('app/generated', { recursive: true })
// Tests may be reading it at this moment, so an unchanged file is not rewritten.
if (!existsSync(target) || readFileSync(target, 'utf8') !== made) writeFileSync(target, made)
process.stdout.write(`${source}: ${text.length} bytes\n`)
