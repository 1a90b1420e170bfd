import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { note } from '../scripts/matrix.mjs'
import { expect, test } from './fixtures'
import { type Slug, slugs } from './site'
import { furtherStates, mainStates, type State } from './states'

test.describe.configure({ mode: 'parallel', timeout: 120_000 })
// What the states themselves are about: a page that isn't there, a connection that breaks.
// Some states are what Cognito has said by the time of the answer.
test.use({
  expectedTrouble: /status of 404|ERR_CONNECTION_RESET|ERR_INTERNET_DISCONNECTED/,
  settings: { REKEY_ANSWER_TIME_FACTOR: '2' },
})

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** In one document without frames, so that axe need not open a second page to put its findings together. */
const axe = (page: Page) => new AxeBuilder({ page }).setLegacyMode()

async function violations(builder: AxeBuilder): Promise<string[]> {
  const result = await builder.analyze()
  return result.violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, any }) => `${id}: ${help}: ${html} ${any.map(({ message }) => message).join(' ')}`),
  )
}

type Mode = 'light' | 'dark'

function holds(slug: Slug, title: string, states: State[], modes: readonly Mode[], tag: string[]): void {
  test(`${slug}: ${title} can be used by everybody, in ${modes.join(' and in ')}`, { tag }, async ({
    page,
    site,
  }) => {
    const person = site.person(slug)
    for (const { name, open, leave } of states) {
      await test.step(name, async () => {
        await open({ page, site, slug, person })
        for (const [index, colorScheme] of modes.entries()) {
          await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
          // Only its colours are other ones in the other mode.
          const rules = index === 0 ? axe(page).withTags(WCAG) : axe(page).withRules('color-contrast')
          expect.soft(await violations(rules), `${name}, ${colorScheme}`).toEqual([])
        }
        if (test.info().errors.length === 0)
          for (const mode of modes) note('states', name, `${mode}, ${slug === 'al-manar' ? 'rtl' : 'ltr'}`)
        await leave?.({ page, site, slug, person })
      })
    }
  })
}

// One brand in one mode; all of all brands in the proof.
holds('northwind', 'every page', mainStates, ['light'], [])
for (const slug of slugs) holds(slug, 'every page', mainStates, ['light', 'dark'], ['@proof'])
for (const slug of ['northwind', 'al-manar'] as const)
  holds(slug, 'every further state', furtherStates, ['light', 'dark'], ['@proof'])

test('the page of a tenant that is nowhere can be used by everybody', async ({ page }) => {
  await page.goto('/nobody/forgot')
  expect(await violations(axe(page).withTags(WCAG))).toEqual([])
})
