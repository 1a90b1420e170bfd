import { expect, test } from 'vitest'
import { pageCss } from './generated/page-css'

test('the end-user pages carry their own style and nobody else’s', () => {
  // The console’s classes, which Tailwind finds in its files, were once half of what every visitor loaded.
  expect(pageCss.length).toBeLessThan(12_500)
  expect(pageCss).not.toMatch(/min-h-dvh|--tw-|@layer utilities|\.underline\b/)
})

test('what stands outside of the layers is switched off by them, where a browser knows layers', () => {
  const switches = new Set([...pageCss.matchAll(/var\((--plain-[a-z]+),/g)].map(([, name]) => name))
  expect(switches.size).toBeGreaterThan(0)
  for (const name of switches) expect(pageCss).toMatch(new RegExp(`@layer base\\{.*${name}:`))
})
