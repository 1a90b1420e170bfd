import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { contrast } from './contrast'
import { toHex, toOklch } from './oklch'
import { pairsOf, paletteOf } from './palette'
import { type BrandOverrides, COLOUR_ROLES, DEFAULT_BRAND, resolveBrand } from './schema'

const hex = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`)
const side = fc.record(Object.fromEntries(COLOUR_ROLES.map((role) => [role, hex])), { requiredKeys: [] })
const brandColours = fc.record({
  seed: hex,
  light: fc.oneof(fc.constant({}), side),
  dark: fc.oneof(fc.constant({}), side),
  kind: fc.constantFrom('card', 'split', 'plain'),
})

const brandWith = (colour: BrandOverrides['colour'], kind: 'card' | 'split' | 'plain' = 'card') =>
  resolveBrand({ colour, layout: { kind } })

describe('the palette', () => {
  test('of any brand has no pair below WCAG 2.2 AA', () => {
    fc.assert(
      fc.property(brandColours, ({ kind, ...colour }) => {
        const brand = brandWith(colour, kind)
        const failing = pairsOf(brand, paletteOf(brand)).filter((pair) => pair.ratio < pair.required)
        expect(failing).toEqual([])
      }),
      { numRuns: 4_000 },
    )
  })

  test('consists of six-digit colours only', () => {
    fc.assert(
      fc.property(brandColours, ({ kind, ...colour }) => {
        const { light, dark } = paletteOf(brandWith(colour, kind))
        const tones = [...Object.values(light), ...Object.values(dark)]
        // One assertion for all: twenty thousand take seconds.
        expect(tones.filter((tone) => !/^#[0-9a-f]{6}$/.test(tone))).toEqual([])
      }),
      { numRuns: 500 },
    )
  })

  test('of the neutral brand needs no repair of text, accent or label', () => {
    const { repairs } = paletteOf(DEFAULT_BRAND)
    expect(repairs.map((repair) => repair.tone).filter((tone) => tone !== 'border')).toEqual([])
  })

  test('keeps colours that are already readable exactly as given', () => {
    const light = {
      canvas: '#f4f6fa',
      panel: '#ffffff',
      text: '#14213a',
      muted: '#5b6b83',
      accent: '#12305a',
    }
    expect(paletteOf(brandWith({ light })).light).toMatchObject(light)
  })

  test('tells what it moved, from where, and by how much', () => {
    const { light, repairs } = paletteOf(
      brandWith({ light: { panel: '#ffffff', canvas: '#f4f6fa', muted: '#8b98ae' } }),
    )
    const muted = repairs.filter((repair) => repair.side === 'light' && repair.tone === 'muted')
    expect(muted).toHaveLength(2)
    expect(muted[0]).toMatchObject({
      on: 'panel',
      required: 4.5,
      from: '#8b98ae',
      to: light.muted,
      isGiven: true,
    })
    expect(muted[0]?.before).toBeLessThan(4.5)
    expect(muted[0]?.after).toBeGreaterThanOrEqual(4.5)
  })

  test('moves a colour no further than it must and keeps its hue', () => {
    const { light } = paletteOf(
      brandWith({ light: { panel: '#ffffff', canvas: '#ffffff', muted: '#8b98ae' } }),
    )
    expect(contrast(light.muted, '#ffffff')).toBeLessThan(4.6)
    expect(toOklch(light.muted).h).toBeCloseTo(toOklch('#8b98ae').h, 1)
  })

  test('lets a white card stand on a dark canvas and keeps the footer readable there', () => {
    const brand = brandWith({ light: { canvas: '#0b1f3a', panel: '#ffffff' } })
    const { light } = paletteOf(brand)
    expect(light.panel).toBe('#ffffff')
    expect(light.canvas).toBe('#0b1f3a')
    expect(contrast(light.outerMuted, light.canvas)).toBeGreaterThanOrEqual(4.5)
  })

  test('turns text light on a dark canvas given for the light side', () => {
    const { light } = paletteOf(brandWith({ light: { canvas: '#101010', panel: '#1b1b1b' } }, 'plain'))
    expect(contrast(light.text, light.canvas)).toBeGreaterThan(12)
  })
})

describe('the conversion', () => {
  test('returns every colour of sRGB to where it came from', () => {
    fc.assert(
      fc.property(hex, (colour) => {
        expect(toHex(toOklch(colour))).toBe(colour)
      }),
      { numRuns: 3_000 },
    )
  })
})
