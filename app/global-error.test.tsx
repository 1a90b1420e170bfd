import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { contrast } from '@/lib/brand/contrast'
import { DEFAULT_BRAND } from '@/lib/brand/schema'
import { brandCss } from '@/lib/brand/tokens'
import GlobalError from './global-error'

const html = renderToStaticMarkup(
  <GlobalError error={Object.assign(new Error('secret words'), { digest: '123456' })} />,
)
const sides = [...html.matchAll(/(background|color):light-dark\((#\w{6}), (#\w{6})\)/g)]

test('the last resort says what happened, and has one way on that needs no script', () => {
  expect(html).toContain('<main data-page="unavailable"')
  expect(html).toContain('Support code <code translate="no">123456</code>')
  expect(html).not.toContain('secret words')
  expect(html.match(/<a href=""/g)).toHaveLength(1)
  expect(html).not.toMatch(/<button|<script|onclick/)
})

test('it asks for nothing, and no engine keeps it', () => {
  expect(html).toContain('<meta name="robots" content="noindex"/>')
  expect(html).not.toMatch(/src=|url\(|https?:|<link/)
})

test('it wears the neutral brand in light and in dark, and reads the same way in either direction', () => {
  const neutral = brandCss(DEFAULT_BRAND, { scope: 'neutral', script: { script: 'Latn' }, assetBase: '' })
  const [light = '', dark = ''] = neutral.split('@media')
  expect(sides.length).toBeGreaterThan(4)
  for (const [, , onLight = '', onDark = ''] of sides) {
    expect(light).toContain(onLight)
    expect(dark).toContain(onDark)
  }
  const [page, text] = sides
  for (const side of [2, 3]) expect(contrast(page?.[side] ?? '', text?.[side] ?? '')).toBeGreaterThan(7)
  expect(html).not.toMatch(/(left|right|(?<!max-inline-|-)width|top|bottom):/)
})
