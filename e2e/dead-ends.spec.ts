import { expect, test } from './fixtures'
import { NEW_PASSWORD } from './site'

// The promise: where a person cannot go on, the page has a button for what helps.

test.describe('an address that leads nowhere', () => {
  test.use({ expectedTrouble: /status of 404/ })

  test('offers the start', { tag: '@long' }, async ({ page }) => {
    await page.goto('/northwind/nothing-here')
    await page.getByRole('link', { name: 'Start again' }).click()
    await expect(page.locator('main[data-page="forgot"]')).toBeVisible()
  })
})

for (const [seen, name] of [
  ['blocked', 'ForbiddenException'],
  ['misconfigured', 'ResourceNotFoundException'],
] as const) {
  test(`a confirmation that is ${seen} offers help`, async ({ site, page }) => {
    const person = site.person()
    await page.goto((await site.mail(person)).link)
    site.emulator.faults.add({
      kind: 'error',
      name,
      operation: 'ConfirmForgotPassword',
      username: person.username,
      times: 1,
    })
    await page.locator('input[name="password"]').fill(NEW_PASSWORD)
    await page.locator('main form button[type="submit"]').first().click()
    const alert = page.locator(`[role="alert"][data-error="${seen}"]`)
    await expect(alert.getByRole('link', { name: 'Help' })).toHaveAttribute('href', /^(https|mailto):/)
  })
}

test('a result that is no longer known offers the sign-in and a new message', async ({ page }) => {
  await page.goto('/northwind/unknown')
  await expect(page.getByRole('link', { name: 'Try to sign in' })).toBeVisible()
  await page.getByRole('link', { name: 'Send a new message' }).click()
  await expect(page.locator('main[data-page="forgot"]')).toBeVisible()
})
