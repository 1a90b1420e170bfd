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

test.describe('a page without a tenant', () => {
  test.use({ locale: 'he', expectedTrouble: /404/ })

  test('is in the language of the browser, or of the address', async ({ page }) => {
    expect((await page.goto('/no-such-tenant/forgot'))?.status()).toBe(404)
    await expect(page.locator('html')).toHaveAttribute('lang', 'he')
    await expect(page.locator('html')).toHaveAttribute('dir', 'rtl')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(/\p{sc=Hebr}/u)
    await page.goto('/no-such-tenant/forgot?lang=ja')
    await expect(page.locator('html')).toHaveAttribute('lang', 'ja')
  })

  test('names the tenant in its title where there is one', async ({ page }) => {
    expect((await page.goto('/northwind/no-such-page?lang=en'))?.status()).toBe(404)
    await expect(page).toHaveTitle('Not found · Northwind Bank')
  })
})
