import { randomBytes } from 'node:crypto'
import { test } from './fixtures'
import { linkStates } from './link-states'
import { slugs } from './site'
import { furtherStates, mainStates } from './states'

/**
 * Pictures of every page and state for people to judge, in test-results/screens. Nothing is compared: what a page may
 * look like is a matter of taste, and what it may not is held by the other files.
 */

const secret = randomBytes(48)

test.describe.configure({ mode: 'parallel', timeout: 180_000 })
// Some states are what Cognito has said by the time of the answer.
test.use({
  expectedTrouble: /status of 404|ERR_CONNECTION_RESET|ERR_INTERNET_DISCONNECTED/,
  settings: { REKEY_ANSWER_TIME_FACTOR: '2', REKEY_SECRET: secret.toString('base64') },
})

const widths = { 360: 740, 768: 1024, 1440: 900 }

for (const slug of slugs) {
  for (const [part, states] of [
    ['main', mainStates],
    ['further', furtherStates],
    ['link', linkStates(secret)],
  ] as const) {
    test(`${slug}: ${part} pictures`, async ({ page, site }) => {
      const person = site.person(slug)
      for (const { name, open, leave } of states) {
        await test.step(name, async () => {
          await open({ page, site, slug, person })
          for (const colorScheme of ['light', 'dark'] as const) {
            await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
            for (const [width, height] of Object.entries(widths)) {
              await page.setViewportSize({ width: Number(width), height })
              await page.screenshot({
                path: `test-results/screens/${slug}/${name}-${width}-${colorScheme}.png`,
                fullPage: true,
                animations: 'disabled',
              })
            }
          }
          await leave?.({ page, site, slug, person })
        })
      }
    })
  }
}
