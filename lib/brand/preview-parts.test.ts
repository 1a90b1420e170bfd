import { expect, test } from 'vitest'
import { PARTS, partOf, selectorsOf } from './preview-parts'
import { COLOUR_ROLES } from './schema'

const seen = { side: 'dark', locale: 'en' } as const
/** An element that matches what it is given, and nothing else. */
const element = (...selectors: string[]) => ({
  matches: (list: string) => list.split(',').some((each) => selectors.includes(each.trim())),
})

test('an element is the first of the parts that it matches', () => {
  expect(partOf(element('.button'))?.name).toBe('mainButton')
  expect(partOf(element('.button', '.button[data-variant="secondary"]'))?.name).toBe('secondButton')
  expect(partOf(element('.alert', '.alert[data-tone="warning"]'))?.name).toBe('warning')
  expect(partOf(element('div'))).toBeNull()
})

test('a link of the footer leads to its own address, by the text that it shows', () => {
  const link = partOf(element('.foot nav a'))
  expect(link?.controls({ ...seen, word: 'common.imprint' })[0]).toBe('links/imprint')
  expect(link?.controls({ ...seen, word: null })[0]).toBe('links/help')
})

test('every colour has a part that leads to it, on the side that is shown', () => {
  const reached = new Set(PARTS.flatMap(({ controls }) => controls({ ...seen, word: null })))
  for (const role of COLOUR_ROLES) expect([role, reached.has(`colour/dark/${role}`)]).toEqual([role, true])
})

test('a value is looked for in every part that it shapes', () => {
  expect(selectorsOf('shape/radius', seen)).toEqual([
    '.button[data-variant="secondary"]',
    '.button',
    '.field input, .reveal',
    '[data-layout="card"] .page',
  ])
  expect(selectorsOf('identity/logo/dark', seen)).toEqual(['.brand .logo, .brand picture'])
  expect(selectorsOf('links/terms', seen)).toEqual(['.foot nav a'])
  expect(selectorsOf('mail/senderName', seen)).toEqual([])
})
