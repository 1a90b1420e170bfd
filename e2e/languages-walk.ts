import type { Page } from '@playwright/test'
import { typesettingOf } from '../lib/brand/scripts'
import { directionOf, type Locale, languageOf } from '../lib/i18n/languages'
import { note } from '../scripts/matrix.mjs'
import { fits } from './fits'
import { expect, test } from './fixtures'
import type { Site, Slug } from './site'
import type { State } from './states'

export const WIDTHS = [1280, 320]

/** The scripts, as Unicode names them, whose letters a heading must have some of. */
const LETTERS: Readonly<Record<string, RegExp>> = {
  Latn: /\p{sc=Latin}/u,
  Cyrl: /\p{sc=Cyrillic}/u,
  Grek: /\p{sc=Greek}/u,
  Arab: /\p{sc=Arabic}/u,
  Aran: /\p{sc=Arabic}/u,
  Hebr: /\p{sc=Hebrew}/u,
  Deva: /\p{sc=Devanagari}/u,
  Beng: /\p{sc=Bengali}/u,
  Taml: /\p{sc=Tamil}/u,
  Telu: /\p{sc=Telugu}/u,
  Thai: /\p{sc=Thai}/u,
  Jpan: /[\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Han}]/u,
  Kore: /\p{sc=Hangul}/u,
  Hans: /\p{sc=Han}/u,
  Hant: /\p{sc=Han}/u,
}

/** The page says that it is in this language and in its direction, and its heading is in its script. */
export async function isIn(page: Page, locale: Locale, what: string): Promise<void> {
  const shown = await page.evaluate(() => ({
    lang: document.documentElement.lang,
    dir: document.documentElement.dir,
    heading: document.querySelector('h1')?.textContent ?? '',
  }))
  expect.soft([shown.lang, shown.dir], what).toEqual([locale, directionOf(locale)])
  expect.soft(shown.heading, what).toMatch(LETTERS[languageOf(locale).script] ?? /^no script$/)
}

/** Lines stand as far apart as the script needs, small ones too: Nastaliq ran into itself in them. */
export async function linesStandApart(page: Page, locale: Locale, what: string): Promise<void> {
  const { lineHeight } = typesettingOf(languageOf(locale))
  const tight = await page.locator('main :is(p, li, label)').evaluateAll(
    (elements, least) =>
      elements
        .filter((each) => each.checkVisibility() && !each.closest('.sr'))
        .filter((each) => {
          const { lineHeight, fontSize } = getComputedStyle(each)
          return Number.parseFloat(lineHeight) < (least - 0.01) * Number.parseFloat(fontSize)
        })
        .map(({ outerHTML }) => outerHTML.slice(0, 100)),
    // Small Latin text may be a little tighter than the rest.
    lineHeight > 1.5 ? lineHeight : 1.45,
  )
  expect.soft(tight, what).toEqual([])
}

/** Notes something for the matrix unless the test has failed. */
export function noteIfRight(table: string, row: string, column: string): void {
  if (test.info().errors.length === 0) note(table, row, column)
}

/** Goes through states as one person; in each the page is in its language, and nothing is wider than its place. */
export async function walkStates(
  { page, site, slug, locale }: { page: Page; site: Site; slug: Slug; locale: Locale },
  states: readonly State[],
  look: (name: string, person: ReturnType<Site['person']>) => Promise<void> = async () => {},
): Promise<void> {
  const person = site.person(slug)
  const stage = { page, site, slug, person }
  for (const { name, open, leave } of states) {
    await test.step(name, async () => {
      await open(stage)
      await isIn(page, locale, name)
      await look(name, person)
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 800 })
        await fits(page, `${name} at ${width} px`)
        noteIfRight('states', name, `${width} px, ${directionOf(locale)}`)
      }
      await leave?.(stage)
    })
  }
}
