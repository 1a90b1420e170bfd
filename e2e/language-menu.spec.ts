import { expect, test } from './fixtures'

test('the language menu closes with Escape, and when the focus or a press goes elsewhere', async ({
  page,
}) => {
  await page.goto('/northwind/forgot')
  const menu = page.locator('details.languages')
  const summary = menu.locator('summary')

  await summary.focus()
  await page.keyboard.press('Enter')
  await expect(menu).toHaveAttribute('open', '')
  await page.keyboard.press('Escape')
  await expect(menu).not.toHaveAttribute('open')
  await expect(summary).toBeFocused()

  await page.keyboard.press('Enter')
  await expect(menu).toHaveAttribute('open', '')
  await page.keyboard.press('Shift+Tab')
  await expect(menu).not.toHaveAttribute('open')

  await summary.click()
  await expect(menu).toHaveAttribute('open', '')
  await page.locator('h1').click()
  await expect(menu).not.toHaveAttribute('open')
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })
  test('the language menu opens and leads to the page in another language', async ({ page }) => {
    await page.goto('/northwind/forgot?lang=en')
    await page.locator('details.languages summary').click()
    await page.getByRole('link', { name: 'Dansk' }).click()
    await expect(page.locator('html')).toHaveAttribute('lang', 'da')
  })
})
