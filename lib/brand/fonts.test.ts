import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { FONT_NAMES, FONTS, type FontName, fontPreloads } from './fonts'

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

test('a page asks early for exactly the file that its own script needs', () => {
  const families = ['noto-naskh-arabic', 'vazirmatn', 'vazirmatn', 'system'] as const
  expect(fontPreloads(families, { subset: 'arabic' })).toEqual([
    '/fonts/noto-naskh-arabic-arabic.woff2',
    '/fonts/vazirmatn-arabic.woff2',
  ])
  expect(fontPreloads(families, { subset: 'latin' })).toEqual([
    '/fonts/noto-naskh-arabic-latin.woff2',
    '/fonts/vazirmatn-latin.woff2',
  ])
  expect(fontPreloads(['sora', 'inter'], { subset: null })).toEqual([])
  expect(fontPreloads(['sora'], { subset: 'arabic' })).toEqual([])
})
