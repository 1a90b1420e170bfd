import { copyFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { FONT_NAMES, FONTS } from '../lib/brand/fonts'

const root = fileURLToPath(new URL('..', import.meta.url))
const target = join(root, 'public/fonts')

mkdirSync(target, { recursive: true })
let copied = 0
for (const name of FONT_NAMES) {
  if (name === 'system') continue
  for (const subset of FONTS[name].subsets) {
    const source = join(
      root,
      `node_modules/@fontsource-variable/${name}/files/${name}-${subset}-wght-normal.woff2`,
    )
    copyFileSync(source, join(target, `${name}-${subset}.woff2`))
    copied++
  }
}
console.log(`${copied} font files are in public/fonts`)
