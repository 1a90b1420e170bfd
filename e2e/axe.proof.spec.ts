import { note } from '../scripts/matrix.mjs'
import { violations } from './axe-violations'
import { expect, test } from './fixtures'
import { type Slug, slugs } from './site'
import { furtherStates, mainStates, type State } from './states'

// Every page and state of all brands; the main ones of one are looked at by axe in `languages.spec.ts`, too.

test.describe.configure({ mode: 'parallel', timeout: 120_000 })
// What the states themselves are about: a page that isn't there, a connection that breaks.
// Some states are what Cognito has said by the time of the answer.
test.use({
  expectedTrouble: /status of 404|ERR_CONNECTION_RESET|ERR_INTERNET_DISCONNECTED/,
  settings: { REKEY_ANSWER_TIME_FACTOR: '2' },
})

type Mode = 'light' | 'dark'

function holds(slug: Slug, title: string, states: State[], modes: readonly Mode[]): void {
  test(`${slug}: ${title} can be used by everybody, in ${modes.join(' and in ')}`, async ({ page, site }) => {
    const person = site.person(slug)
    for (const { name, open, leave } of states) {
      await test.step(name, async () => {
        await open({ page, site, slug, person })
        for (const [index, colorScheme] of modes.entries()) {
          await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
          // Only its colours are other ones in the other mode.
          const rules = index === 0 ? undefined : ['color-contrast']
          expect.soft(await violations(page, rules), `${name}, ${colorScheme}`).toEqual([])
        }
        if (test.info().errors.length === 0)
          for (const mode of modes) note('states', name, `${mode}, ${slug === 'al-manar' ? 'rtl' : 'ltr'}`)
        await leave?.({ page, site, slug, person })
      })
    }
  })
}

for (const slug of slugs) holds(slug, 'every page', mainStates, ['light', 'dark'])
for (const slug of ['northwind', 'al-manar'] as const)
  holds(slug, 'every further state', furtherStates, ['light', 'dark'])
