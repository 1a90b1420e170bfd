import { test } from './fixtures'
import { draw, keepLog } from './pictures'
import { type Slug, slugs } from './site'
import { ask, choose, field, mistype, onPage, sees } from './steps'
import { wrongCode } from './wrong-code'

// Pictures of what only limits as they are shipped show, and a region that can't be reached.

test.describe.configure({ timeout: 120_000 })
test.use({
  settings: {
    REKEY_ANSWER_TIME_FACTOR: '2',
    REKEY_LIMITS_FACTOR: '1',
    // Each person from an address of their own: what one network may do is counted as well.
    REKEY_TRUSTED_HOPS: '1',
  },
})

test.afterAll(({ site }, info) => keepLog(site, info))

const from = (address: number) => ({ 'x-forwarded-for': `203.0.113.${address}` })

for (const [index, slug] of slugs.entries()) {
  test(`${slug}: pictures of limits`, async ({ page, site }) => {
    const person = site.person(slug)
    await page.setExtraHTTPHeaders(from(index + 1))
    const { right } = await mistype(page, site, person)
    for (let tries = 1; ; tries++) {
      await choose(page)
      await page.locator('[data-error="code-rejected"],[data-error="too-many-attempts"]').waitFor()
      if (await page.locator('[data-error="too-many-attempts"]').isVisible()) break
      await field(page, 'code').fill(wrongCode(right, tries))
    }
    await draw(page, slug, 'reset-no-tries')
  })
}

test('pictures of a region that can’t be reached', async ({ page, site }) => {
  for (const [index, slug] of (['northwind', 'al-manar'] as Slug[]).entries()) {
    await page.setExtraHTTPHeaders(from(index + 101))
    const person = site.person(slug)
    const { link } = await site.mail(person)
    await site.emulator.goDark()
    await ask(page, slug, person.username)
    await sees(page, 'unavailable')
    await draw(page, slug, 'forgot-unavailable')
    await page.goto(link)
    await onPage(page, 'reset')
    await choose(page)
    await sees(page, 'unavailable')
    await draw(page, slug, 'reset-unavailable')
    await site.emulator.comeBack()
  }
})
