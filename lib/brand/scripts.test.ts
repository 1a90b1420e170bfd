import { expect, test } from 'vitest'
import { DEFAULT_BRAND, resolveBrand } from './schema'
import type { Script } from './scripts'
import { brandCss } from './tokens'

const sheet = (script: Script, brand = DEFAULT_BRAND) =>
  brandCss(brand, { scope: 'acme', script, assetBase: '/acme/assets' })

test('a page in Latin letters carries nothing for other scripts', () => {
  expect(sheet({ script: 'Latn' })).not.toMatch(/--(line-height|heading-line-height|tracking|word-break):/)
  expect(sheet({ script: 'Cyrl' })).not.toMatch(/--(line-height|heading-line-height|tracking|word-break):/)
})

test.each(['Arab', 'Aran', 'Deva', 'Beng', 'Thai', 'Khmr', 'Mymr'])(
  'letters of %s are not pulled apart, and have room above and below',
  (script) => {
    expect(sheet({ script })).toMatch(/--line-height:(1\.[6-9]|2)/)
    expect(sheet({ script })).toContain('--tracking:0')
  },
)

test('lines break between phrases in Japanese and between words in Korean', () => {
  expect(sheet({ script: 'Jpan' })).toContain('--word-break:auto-phrase')
  expect(sheet({ script: 'Kore' })).toContain('--word-break:keep-all')
})

test('what a device has for the letters stands behind the brand’s font, and Nastaliq before it', () => {
  const brand = resolveBrand({ type: { body: 'vazirmatn', heading: 'vazirmatn' } })
  expect(sheet({ script: 'Thai' }, brand)).toMatch(/--font-body:vazirmatn,.*"Thonburi".*,sans-serif;/)
  expect(sheet({ script: 'Aran' }, brand)).toMatch(/--font-body:"Noto Nastaliq Urdu",.*vazirmatn,/)
})

test('a language may depart from its script, and an unknown script is set like Latin', () => {
  expect(sheet({ script: 'Latn', lineHeight: 1.6, fonts: ['Own Font'] })).toMatch(
    /"Own Font".*--line-height:1\.6/,
  )
  expect(sheet({ script: 'Adlm' })).toBe(sheet({ script: 'Latn' }))
})

test('Vietnamese has its own slice of a font', () => {
  const brand = resolveBrand({ type: { body: 'inter' } })
  expect(sheet({ script: 'Latn', subset: 'vietnamese' }, brand)).toContain('inter-vietnamese.woff2')
  expect(sheet({ script: 'Latn' }, brand)).not.toContain('inter-vietnamese.woff2')
})
