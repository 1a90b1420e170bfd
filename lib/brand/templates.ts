import type { BrandOverrides } from './schema'

/** Prepared looks to start from. They change how things look, never logo, words or links. */
export const BRAND_TEMPLATES = {
  quiet: {
    colour: { mode: 'auto', seed: '#1f5fbf' },
    type: { heading: 'inter', body: 'inter', headingWeight: 600 },
    shape: { radius: 10, shadow: 'soft' },
    layout: { kind: 'card', align: 'start' },
  },
  ledger: {
    colour: { mode: 'light', seed: '#1d3b2f' },
    type: { heading: 'source-serif-4', body: 'inter', headingWeight: 600 },
    shape: { radius: 3, shadow: 'none' },
    layout: { kind: 'plain', align: 'start' },
  },
  studio: {
    colour: { mode: 'dark', seed: '#7c5cff' },
    type: { heading: 'sora', body: 'inter', headingWeight: 700 },
    shape: { radius: 16, shadow: 'none' },
    layout: {
      kind: 'split',
      align: 'start',
      art: { kind: 'gradient', from: '#7c5cff', via: '#3b2a8c', to: '#12092e', angle: 150 },
    },
  },
  market: {
    colour: { mode: 'auto', seed: '#b4540a', light: { canvas: '#fffaf2' } },
    type: { heading: 'fraunces', body: 'figtree', headingWeight: 600 },
    shape: { radius: 14, shadow: 'none' },
    layout: { kind: 'plain', align: 'center' },
  },
  harbour: {
    colour: { mode: 'auto', seed: '#0f6e76' },
    type: { heading: 'outfit', body: 'figtree', headingWeight: 600 },
    shape: { radius: 8, shadow: 'soft' },
    layout: {
      kind: 'split',
      align: 'start',
      art: { kind: 'pattern', pattern: 'rings', background: '#0b4a50', ink: '#1f7f86' },
    },
  },
} as const satisfies Record<string, BrandOverrides>

export type TemplateName = keyof typeof BRAND_TEMPLATES

/** The look of a template on a brand that keeps what is its own: identity, words, links, mail. */
export function withLook(brand: BrandOverrides, look: BrandOverrides): BrandOverrides {
  const { identity, words, links, mail } = brand
  return {
    ...(identity && { identity }),
    ...(words && { words }),
    ...(links && { links }),
    ...(mail && { mail }),
    ...(look.colour && { colour: look.colour }),
    ...(look.type && { type: look.type }),
    ...(look.shape && { shape: look.shape }),
    ...(look.layout && { layout: look.layout }),
  }
}
