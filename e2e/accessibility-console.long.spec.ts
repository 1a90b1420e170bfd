import { expect, type Page, test } from '@playwright/test'
import { CONSOLE_PASSWORD } from '../scripts/demo-pools'
import { consoleOfFile, liveRevision } from './console-site'

// The console with keys only, and on a small screen.

test.describe.configure({ mode: 'default', timeout: 90_000 })

const site = consoleOfFile()

async function tabTo(page: Page, wanted: ReturnType<Page['locator']>): Promise<void> {
  for (let stop = 0; stop < 120; stop++) {
    await page.keyboard.press('Tab')
    if (await wanted.evaluate((element) => element === document.activeElement)) return
  }
  throw new Error(`${wanted} can't be reached with the tab key`)
}

test('with keys only: sign in, change a colour, publish; Escape gives the focus back', async ({
  page,
  browser,
}) => {
  const address = (path: string) => `${site.portal.url}/admin${path}`
  await page.goto(address('/sign-in'))
  await tabTo(page, page.getByLabel('User name'))
  await page.keyboard.type('owner@northwind.example')
  await tabTo(page, page.getByLabel('Password'))
  await page.keyboard.type(CONSOLE_PASSWORD)
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/admin\/overview$/)
  await tabTo(page, page.getByRole('link', { name: 'Brand', exact: true }))
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/northwind\/brand/)
  await expect(page).toHaveTitle('Brand · northwind · Rekey')

  const name = page.getByLabel('Product name')
  await tabTo(page, name)
  await page.keyboard.press('Control+A')
  await page.keyboard.type('Northwind by keys')
  await expect(page.getByText(/Draft saved/)).toBeVisible()
  const publish = page.getByRole('button', { name: 'Publish…' })
  await publish.focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: /^Publish/ })
  await expect(dialog).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(publish).toBeFocused()

  const before = await liveRevision(site, 'northwind')
  await page.keyboard.press('Enter')
  await tabTo(page, dialog.getByRole('button', { name: 'Publish', exact: true }))
  await page.keyboard.press('Enter')
  await expect(dialog).toBeHidden()
  await expect.poll(() => liveRevision(site, 'northwind')).not.toBe(before)

  // A preview is one stop, which leads into it.
  const enter = page.getByRole('button', { name: 'Go into preview, desktop' })
  await enter.focus()
  await page.keyboard.press('Tab')
  await expect(page.locator('iframe').first()).not.toBeFocused()
  await enter.focus()
  await page.keyboard.press('Enter')
  await expect(page.locator('iframe').first()).toBeFocused()

  await page.setViewportSize({ width: 320, height: 640 })
  for (const path of [
    '/overview',
    '/tenants',
    '/health',
    '/activity',
    '/northwind/languages',
    '/northwind/health',
  ]) {
    await page.goto(address(path))
    const width = await page.evaluate(() => document.documentElement.scrollWidth)
    expect.soft(width, path).toBeLessThanOrEqual(320)
    await expect.soft(page.locator('th:empty'), path).toHaveCount(0)
  }

  // Before its script has measured the room, the editor's preview has no scale yet.
  const context = await browser.newContext({
    storageState: await page.context().storageState(),
    viewport: { width: 320, height: 640 },
    javaScriptEnabled: false,
  })
  const still = await context.newPage()
  await still.goto(address('/northwind/brand'))
  await expect(still.locator('iframe').first()).toBeAttached()
  expect(await still.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
  await context.close()
})
