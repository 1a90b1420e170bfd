import { randomBytes } from 'node:crypto'
import type { Page } from '@playwright/test'
import { directionOf, LOCALES, type Locale, languageOf } from '../lib/i18n/languages'
import { violations } from './axe-violations'
import { buttonsHaveRoom } from './button-texts'
import { fits } from './fits'
import { expect, test } from './fixtures'
import { isIn, linesStandApart, noteIfRight, walkStates } from './languages-walk'
import { linkStates } from './link-states'
import { bendsToReaders } from './readers-settings'
import type { Person, Slug } from './site'
import { furtherStates, mainStates, type State } from './states'
import { onPage, sees, send } from './steps'
import { tenantsWith } from './tenants-with'

/**
 * Every page and state in the two pseudo-locales, English made two fifths longer and in either direction: a text that is
 * in no catalogue lacks the accents, as do a key and a place that was not filled in; what has no room for other languages
 * is wider than its place; and axe finds nothing. The main states from right to left in verify. The proof has the others,
 * and looks at each in the spacing, letters and colours that readers set for themselves.
 */

const secret = randomBytes(48)

/** States that an address alone leads to; the proof has all of them in all languages. */
const SAMPLE = [
  'forgot',
  'link-problem',
  'not-found',
  'reset-stale',
  'reset-without-name',
  'reset-without-code',
]

test.describe.configure({ mode: 'parallel', timeout: 240_000 })
test.use({
  expectedTrouble: /status of 40[34]|ERR_CONNECTION_RESET|ERR_INTERNET_DISCONNECTED/,
  settings: {
    REKEY_PSEUDO_LOCALES: 'on',
    REKEY_TENANTS: tenantsWith({
      kumo: ['en-XA', 'en-XB'],
      'al-manar': ['en-XB', 'en-XA'],
      northwind: LOCALES,
    }),
    REKEY_SECRET: secret.toString('base64'),
    // Some states are what Cognito has said by the time of the answer.
    REKEY_ANSWER_TIME_FACTOR: '2',
  },
})

/** What a tenant calls itself and others on its pages. */
const NAMES = ['Northwind Bank', 'Kumo Games Inc.', 'Kumo Games', 'المنار للأخبار', 'المنار']

/** Every text that somebody sees or is read out, without times of day and names of languages. */
const textsOf = (page: Page) =>
  page.evaluate(() => {
    const texts = [document.title]
    const nodes = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    while (nodes.nextNode()) {
      const { parentElement, data } = nodes.currentNode as Text
      if (!parentElement?.closest('script, style, time, body [lang], [translate="no"]')) texts.push(data)
    }
    for (const each of document.body.querySelectorAll('*'))
      for (const name of ['aria-label', 'alt', 'title', 'placeholder'])
        texts.push(each.getAttribute(name) ?? '')
    return texts
  })

/** The texts with a letter that the pseudo-locales have with an accent only. */
async function withoutAccents(page: Page, { username, email }: Person): Promise<string[]> {
  const own = [...NAMES, username, email]
  return (await textsOf(page)).filter((text) => {
    const ours = own.reduce((rest, name) => rest.replaceAll(name, ''), text)
    // The letters that a password needs stay as they are typed.
    return /[aeiouycn]/i.test(ours.replace(/\([Aa]–.*?\)/gu, ''))
  })
}

for (const [locale, slug] of [
  ['en-XA', 'kumo'],
  ['en-XB', 'al-manar'],
] as const satisfies [Locale, Slug][]) {
  for (const [part, states] of [
    ['main', mainStates],
    ['further', furtherStates],
    ['link', linkStates(secret)],
  ] as const) {
    const tag = part === 'main' && locale === 'en-XB' ? [] : ['@proof']
    test.describe(locale, () => {
      test.use({ locale })
      test(
        `${locale}, ${part} states: every text is from a catalogue and fits, and everybody can use it`,
        { tag },
        async ({ page, site }) =>
          walkStates({ page, site, slug, locale }, states, async (name, person) => {
            expect.soft(await withoutAccents(page, person), name).toEqual([])
            expect.soft(await violations(page), name).toEqual([])
            noteIfRight('states', name, `axe, ${directionOf(locale)}`)
            if (tag.length === 0) return
            await bendsToReaders(page, name)
            noteIfRight('states', name, `readers’ settings, ${directionOf(locale)}`)
          }),
      )
    })
  }
}

// Chromium has no words of Basque and Galician, and other ones of Korean than Node: React gave up the page it got.
for (const locale of ['eu', 'gl', 'ko'] as const) {
  test(`${locale}: a time of day is one that the browser has no other language’s words for`, {
    tag: locale === 'ko' ? [] : '@long',
  }, async ({ page }) => {
    await page.goto(`/northwind/link?u=jane%40example.com&c=123456&lang=${locale}`)
    await onPage(page, 'reset')
    await page.goto(`/northwind/reset?lang=${locale}`)
    await isIn(page, locale, locale)
    await expect(page.locator('time').first()).toHaveText(locale === 'ko' ? /^오[전후] \d/ : /^\d\d?:\d\d$/)
  })
}

const scriptOf = (locale: Locale) => languageOf(locale).script
/** The first language of each script. */
const oneOfEachScript = LOCALES.filter(
  (locale, index) => LOCALES.findIndex((other) => scriptOf(other) === scriptOf(locale)) === index,
)

for (const [which, locales, tag] of [
  ['one language of each script', oneOfEachScript, ['@long']],
  ['every language', LOCALES, ['@proof']],
] as const) {
  test(`${which}: a page with errors and one more fit on a phone, and the buttons have room`, {
    tag: [...tag],
  }, async ({ page, site }) => {
    await page.setViewportSize({ width: 320, height: 800 })
    const person = site.person('northwind')
    const others = [...mainStates, ...furtherStates].filter(({ name }) => SAMPLE.includes(name))
    for (const [index, locale] of locales.entries()) {
      await page.goto(`/northwind/reset?lang=${locale}`)
      await send(page)
      await sees(page, 'check')
      await isIn(page, locale, `${locale}: reset-check`)
      await fits(page, `${locale}: reset-check`)
      await linesStandApart(page, locale, `${locale}: reset-check`)
      await buttonsHaveRoom(page, locale, 'Northwind Bank')
      noteIfRight('languages', locale, 'buttons')
      const other = others[index % others.length] as State
      await other.open({ page, site, slug: 'northwind', person })
      await isIn(page, locale, `${locale}: ${other.name}`)
      await fits(page, `${locale}: ${other.name}`)
      noteIfRight('languages', locale, 'pages at 320 px')
    }
  })
}
