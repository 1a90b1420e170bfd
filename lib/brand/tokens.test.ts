import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { taglineOn } from './art'
import { contrast } from './contrast'
import { FONT_NAMES } from './fonts'
import { type Art, BrandSchema, DEFAULT_BRAND, resolveBrand } from './schema'
import { brandCss } from './tokens'

const options = { scope: 'acme', script: { script: 'Latn' }, assetBase: '/acme/assets' }
const HOSTILE = [
  '</style><script>',
  '}body{display:none',
  'url(//evil.example)',
  '";}*{',
  '\\',
  '@import "x"',
  '/*',
]

describe('the style sheet of a brand', () => {
  test('touches nothing outside its own scope', () => {
    const css = brandCss(DEFAULT_BRAND, options)
    const rules = css.replace(/@media\([^)]*\)\{/g, '').match(/[^{}]+(?=\{)/g) ?? []
    expect(new Set(rules)).toEqual(new Set(['[data-brand="acme"]']))
  })

  test('holds no text of a tenant, whatever the brand says', () => {
    const text = fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ minLength: 1, maxLength: 60 }))
    fc.assert(
      fc.property(text, (hostile) => {
        const written = BrandSchema.safeParse({
          identity: { productName: hostile, legalName: hostile, logo: { alt: hostile } },
          layout: { kind: 'split', tagline: { en: hostile } },
          words: { en: { 'reset.title': hostile } },
        })
        fc.pre(written.success)
        if (!written.success) return
        expect(brandCss(resolveBrand(written.data, hostile), options)).toBe(
          brandCss(resolveBrand({ layout: { kind: 'split' } }), options),
        )
      }),
    )
  })

  test.each(HOSTILE)('refuses the scope and the asset base %j', (hostile) => {
    expect(() => brandCss(DEFAULT_BRAND, { ...options, scope: hostile })).toThrow(RangeError)
    expect(() => brandCss(DEFAULT_BRAND, { ...options, assetBase: hostile })).toThrow(RangeError)
  })

  test('follows the reader’s system only when the brand has both sides', () => {
    const modes = (['auto', 'light', 'dark'] as const).map((mode) => {
      const css = brandCss(resolveBrand({ colour: { mode } }), options)
      return [css.includes('prefers-color-scheme:dark'), css.match(/color-scheme:(\w+)/)?.[1]]
    })
    expect(modes).toEqual([
      [true, 'light'],
      [false, 'light'],
      [false, 'dark'],
    ])
  })

  test('can be forced to one side for a preview', () => {
    const css = brandCss(DEFAULT_BRAND, { ...options, mode: 'dark' })
    expect(css).not.toContain('prefers-color-scheme')
    expect(css).toContain('color-scheme:dark')
  })

  test('names only the portal’s own files', () => {
    const picture = { hash: 'b'.repeat(64), width: 10, height: 10 }
    const brand = resolveBrand({
      type: { heading: 'sora', body: 'inter' },
      layout: { kind: 'split', art: { kind: 'picture', picture, background: '#101010' } },
    })
    const addresses = [...brandCss(brand, options).matchAll(/url\(([^)]*)\)/g)].map(([, address]) => address)
    expect(addresses.filter((address) => !/^\/fonts\/[a-z0-9-]+\.woff2$/.test(address ?? ''))).toEqual([
      `/acme/assets/${picture.hash}`,
    ])
  })

  test('announces only the chosen families, each with a stand-in of the same size', () => {
    const css = brandCss(resolveBrand({ type: { heading: 'sora', body: 'inter' } }), options)
    const families = new Set(
      [...css.matchAll(/@font-face\{font-family:([a-z0-9-]+)/g)].map(([, family]) => family),
    )
    expect(families).toEqual(new Set(['sora', 'sora-fallback', 'inter', 'inter-fallback']))
  })

  test('announces Arabic letters on Arabic pages and not on French ones', () => {
    const brand = resolveBrand({ type: { body: 'vazirmatn' } })
    expect(brandCss(brand, { ...options, script: { script: 'Arab' } })).toContain('vazirmatn-arabic.woff2')
    expect(brandCss(brand, { ...options, script: { script: 'Latn' } })).not.toContain(
      'vazirmatn-arabic.woff2',
    )
  })

  test('announces no file for the system’s fonts', () => {
    expect(brandCss(DEFAULT_BRAND, options)).not.toContain('@font-face')
  })

  test('stays below 2 KB compressed for every pair of families', async () => {
    const { gzipSync } = await import('node:zlib')
    const sizes = FONT_NAMES.map(
      (heading) => gzipSync(brandCss(resolveBrand({ type: { heading, body: 'inter' } }), options)).length,
    )
    expect(Math.max(...sizes)).toBeLessThan(2_048)
  })
})

describe('the tagline', () => {
  const hex = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`)
  const picture = { hash: 'c'.repeat(64), width: 10, height: 10 }
  const art: fc.Arbitrary<Art> = fc.oneof(
    fc.record({ kind: fc.constant('gradient' as const), from: hex, to: hex }),
    fc.record({
      kind: fc.constant('pattern' as const),
      pattern: fc.constantFrom('dots', 'grid', 'rings', 'rays'),
      background: hex,
      ink: hex,
    }),
    fc.record({ kind: fc.constant('picture' as const), picture: fc.constant(picture), background: hex }),
  )

  test('is readable over any art, the brightest and the darkest picture included', () => {
    fc.assert(
      fc.property(art, (given) => {
        const { text, veil, alpha } = taglineOn(given)
        const below =
          given.kind === 'picture'
            ? ['#ffffff', '#000000']
            : given.kind === 'gradient'
              ? [given.from, given.to]
              : [given.background, given.ink]
        for (const colour of below)
          expect(contrast(text, blend(veil, alpha, colour))).toBeGreaterThanOrEqual(4.5)
      }),
      { numRuns: 2_000 },
    )
  })
})

function blend(over: string, alpha: number, under: string): string {
  const part = (hex: string, at: number) => Number.parseInt(hex.slice(at, at + 2), 16)
  const channel = (at: number) => Math.round(part(over, at) * alpha + part(under, at) * (1 - alpha))
  return `#${[1, 3, 5].map((at) => channel(at).toString(16).padStart(2, '0')).join('')}`
}
