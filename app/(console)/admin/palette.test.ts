import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { contrast, SHAPE_RATIO, TEXT_RATIO } from '@/lib/brand/contrast'

const css = readFileSync(fileURLToPath(new URL('./admin.css', import.meta.url)), 'utf8')

const colours = new Map(
  [...css.matchAll(/--color-([\w-]+): (?:light-dark\((#\w{6}), (#\w{6})\)|(#\w{6}));/g)].map(
    ([, name = '', light = '', dark = '', both]) => [name, { light: both ?? light, dark: both ?? dark }],
  ),
)
const grounds = ['panel', 'raised', 'ground', 'wash']
const picked = [...grounds, 'pick']

/** What is read, by what it stands on. */
const texts: Record<string, string[]> = {
  ink: [...picked, 'thumb', 'badge'],
  soft: picked,
  faint: grounds,
  'on-ink': ['ink', 'ink-hover'],
  good: ['good-wash', 'panel', 'raised', 'ground'],
  warn: ['warn-wash', 'panel', 'raised'],
  bad: ['bad-wash', 'panel', 'raised', 'ground'],
  'on-danger': ['danger', 'danger-hover'],
  'on-badge': ['badge'],
}
/** What is only seen: the edges of controls, the ring of the focus, dots and bars. */
const shapes: Record<string, string[]> = {
  control: ['panel', 'raised', 'ground'],
  ink: [...grounds, 'thumb'],
  'mark-good': ['panel', 'ground'],
  'mark-warn': ['panel', 'ground'],
  'mark-bad': ['panel', 'ground'],
}

function weakest(pairs: Record<string, string[]>, side: 'light' | 'dark', least: number): string[] {
  return Object.entries(pairs).flatMap(([name, behind]) =>
    behind.flatMap((ground) => {
      const [one, other] = [colours.get(name), colours.get(ground)]
      if (one === undefined || other === undefined) return [`${name} or ${ground} is missing`]
      const ratio = contrast(one[side], other[side])
      return ratio < least ? [`${name} on ${ground}: ${ratio.toFixed(2)}`] : []
    }),
  )
}

describe.each(['light', 'dark'] as const)('the console’s %s side', (side) => {
  test('has texts that can be read (WCAG 2.2, 1.4.3)', () => {
    expect(weakest(texts, side, TEXT_RATIO)).toEqual([])
  })

  test('has controls that can be seen (WCAG 2.2, 1.4.11)', () => {
    expect(weakest(shapes, side, SHAPE_RATIO)).toEqual([])
  })
})

test('the styles have no colour that would be the same on both sides', () => {
  expect(colours.size).toBeGreaterThan(20)
  expect(css.slice(css.indexOf('@layer base'))).not.toMatch(/#[0-9a-f]{3,8}\b/i)
})
