import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'
import type { Person, Site } from './site'
import { NEW_PASSWORD } from './site'
import { choose, field, onPage, openMail, sees } from './steps'
import { wrongCode } from './wrong-code'

// The limits as they are shipped.
test.use({ settings: { REKEY_LIMITS_FACTOR: '1' } })

const newCode = (page: Page) => page.getByRole('button', { name: 'Send a new code' })

/** Four tries with wrong codes, of which one address has three. */
async function spendTries(page: Page, site: Site, person: Person): Promise<void> {
  const { code } = await site.mail(person)
  await page.goto('/northwind/reset')
  await field(page, 'username').fill(person.username)
  for (let time = 1; time <= 4; time++) {
    await field(page, 'code').fill(wrongCode(code, time))
    await choose(page)
    await sees(page, time <= 3 ? 'code-rejected' : 'too-many-attempts')
    if (time <= 3) await expect(newCode(page)).toBeVisible()
  }
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(`JavaScript ${javaScriptEnabled ? 'on' : 'off'}`, {
    tag: '@long',
  }, () => {
    test.use({ javaScriptEnabled })

    test('P02: where a new code starts the tries anew the page says so, and a button sends it', async ({
      page,
      site,
    }) => {
      const person = site.person()
      await spendTries(page, site, person)
      await expect(page.locator('[role="alert"][data-error]')).toContainText(
        'no tries left for this code. Send a new code',
      )
      await expect(page.locator('main')).not.toContainText('minutes')

      await newCode(page).click()
      await onPage(page, 'sent')
      const { code } = await openMail(site, person)
      await field(page, 'code').fill(code)
      await page.getByRole('button', { name: 'Continue' }).click()
      await onPage(page, 'reset')
      await choose(page)
      await onPage(page, 'done')
      expect(await site.signsIn(person, NEW_PASSWORD)).toBe(true)
    })

    test('P02: the button says when it can send, where this browser has just asked', {
      tag: '@long',
    }, async ({ page, site }) => {
      const person = site.person()
      await page.goto('/northwind/forgot')
      await field(page, 'username').fill(person.username)
      await page.locator('main form button').first().click()
      await onPage(page, 'sent')
      const { code } = await openMail(site, person)
      await field(page, 'code').fill(wrongCode(code))
      await page.getByRole('button', { name: 'Continue' }).click()
      await choose(page)
      await sees(page, 'code-rejected')
      await expect(newCode(page)).toHaveAccessibleDescription(/^You can ask again in (0:[0-5]\d|1:00)\.$/)
    })
  })
}

test('a new code that could not be asked for says so, without JavaScript too', { tag: '@long' }, async ({
  browser,
  site,
}) => {
  for (const javaScriptEnabled of [true, false]) {
    const person = site.person()
    const page = await browser.newPage({ javaScriptEnabled, baseURL: site.portal.url })
    await spendTries(page, site, person)
    site.emulator.faults.add({
      kind: 'error',
      name: 'TooManyRequestsException',
      operation: 'ForgotPassword',
      username: person.username,
      times: 1,
    })
    await newCode(page).click()
    await expect(page.locator('[data-error="busy"]')).toBeVisible()
    await newCode(page).click()
    await onPage(page, 'sent')
    await page.close()
  }
})
