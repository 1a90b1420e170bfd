import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { FONT_NAMES, FONTS, type FontName } from './fonts'

const packageOf = (name: FontName, path: string) =>
  fileURLToPath(new URL(`../../node_modules/@fontsource-variable/${name}/${path}`, import.meta.url))

const families = FONT_NAMES.filter((name) => name !== 'system')

test.each(families)('%s has a file for every subset that it is announced with', (name) => {
  for (const subset of FONTS[name].subsets) {
    expect(existsSync(packageOf(name, `files/${name}-${subset}-wght-normal.woff2`))).toBe(true)
  }
})

test.each(families)('%s is announced with the weights that its files hold', (name) => {
  const [lightest, heaviest] = FONTS[name].weights
  expect(readFileSync(packageOf(name, 'index.css'), 'utf8')).toContain(
    `font-weight: ${lightest} ${heaviest};`,
  )
})
