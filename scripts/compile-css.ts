import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import tailwind from '@tailwindcss/postcss'
import postcss from 'postcss'

/**
 * Compiles the end-user pages' style sheet into a module, so that it is in the first bytes of HTML under the page's
 * nonce. (Next's own inlining writes its style element without one, which the pages' policy refuses.)
 */

const source = 'app/globals.css'
const target = 'app/generated/page-css.ts'

const result = await postcss([tailwind({ optimize: { minify: true } })]).process(
  readFileSync(source, 'utf8'),
  {
    from: source,
  },
)
mkdirSync('app/generated', { recursive: true })
const made = `export const pageCss = ${JSON.stringify(result.css)}\n`
// Tests may be reading it at this moment, so an unchanged file is not rewritten.
if (!existsSync(target) || readFileSync(target, 'utf8') !== made) writeFileSync(target, made)
process.stdout.write(`${source}: ${result.css.length} bytes\n`)
