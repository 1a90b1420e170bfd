import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { consoleOfFile, enter } from './console-site'

// From the draft to what people see: before and after, lost answers, two people, shared links.

test.describe.configure({ mode: 'default', timeout: 90_000 })

const site = consoleOfFile()

async function openAs(page: Page, who: string, tenant: string): Promise<void> {
  await page.setViewportSize({ width: 1440, height: 900 })
  await enter(page, site, `${who}@${tenant}.example`)
  await page.goto(`${site.portal.url}/admin/${tenant}/brand`)
}

const name = (page: Page) => page.getByLabel('Product name')
const saved = (page: Page) => expect(page.getByText(/Draft saved/)).toBeVisible({ timeout: 20_000 })
const mark = (page: Page) => page.locator('[data-mark]')
const dialog = (page: Page) => page.getByRole('dialog', { name: /^Publish/ })

test('before and after stand beside each other, then it says since when it is live, with a link', {
  tag: '@long',
}, async ({ page }) => {
  await openAs(page, 'owner', 'northwind')
  await expect(mark(page)).toHaveAttribute('data-mark', 'live')
  await page.getByLabel('Brand colour: hex').fill('#7a1f3d')
  await page.getByLabel('Accent: hex', { exact: true }).fill('#7a1f3d')
  await saved(page)
  await expect(mark(page)).toHaveAttribute('data-mark', 'draft')
  await page.getByRole('button', { name: 'Publish…' }).click()
  await dialog(page).getByLabel('State of the pages').selectOption('forgot')
  const colourIn = (title: string) =>
    page.frameLocator(`iframe[title="${title}: preview"]`).locator('.button').first()
  await expect(colourIn('After publishing')).toHaveCSS('background-color', 'rgb(122, 31, 61)')
  await expect(colourIn('Live now')).toBeVisible()
  await expect(colourIn('Live now')).not.toHaveCSS('background-color', 'rgb(122, 31, 61)')
  await expect(dialog(page).getByRole('row', { name: /Colour, light: accent/ })).toContainText('#7A1F3D')
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().exclude('iframe').analyze()
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])

  await dialog(page).getByRole('button', { name: 'Publish', exact: true }).click()
  await expect(
    page.getByRole('status').filter({ hasText: /^Published \d{1,2}:\d\d [ap]m UTC, live$/ }),
  ).toBeVisible()
  await expect(mark(page)).toHaveAttribute('data-mark', 'live')
  const link = page.getByRole('link', { name: 'Open the live page' })
  await expect(link).toBeFocused()
  const address = (await link.getAttribute('href')) ?? ''
  // Live on every instance within two seconds.
  await expect.poll(async () => (await fetch(address)).text()).toContain('--accent:#7a1f3d')
  await page.goto(`${site.portal.url}/admin/northwind/brand`)
  await expect(page.getByText(/^Published \d{1,2}:\d\d [ap]m UTC, live$/)).toBeVisible()
})

test('a publication whose answer was lost is not told as a failure, and is done once', {
  tag: '@long',
}, async ({ page }) => {
  await openAs(page, 'owner', 'panaderia-sol')
  await name(page).fill('Sol y Luna')
  await saved(page)
  let lost = 0
  await page.route('**/admin/panaderia-sol/brand', async (route) => {
    if (route.request().method() !== 'POST' || lost > 0) return route.fallback()
    lost += 1
    await route.fetch()
    await route.abort()
  })
  await page.getByRole('button', { name: 'Publish…' }).click()
  const publish = dialog(page).getByRole('button', { name: 'Publish', exact: true })
  await publish.click()
  await expect(dialog(page).getByRole('alert')).toContainText('may be live already or not')
  await publish.click()
  await expect(page.getByText(/^Published \d{1,2}:\d\d [ap]m UTC, live$/)).toBeVisible()
  await page.goto(`${site.portal.url}/admin/panaderia-sol/history`)
  await expect(page.getByRole('listitem').filter({ hasText: 'owner@panaderia-sol.example' })).toHaveCount(1)
})

test('answers that are lost one after another end in no conflict', { tag: '@proof' }, async ({ page }) => {
  await openAs(page, 'editor', 'al-manar')
  let lost = 0
  await page.route('**/admin/al-manar/brand', async (route) => {
    if (route.request().method() !== 'POST' || lost >= 3) return route.fallback()
    lost += 1
    await route.fetch()
    await route.abort()
  })
  for (const each of ['One', 'Two', 'Three']) {
    const before = lost
    await name(page).fill(`Al-Manar ${each}`)
    await expect.poll(() => lost, { timeout: 20_000 }).toBeGreaterThan(before)
  }
  await name(page).fill('Al-Manar Four')
  await saved(page)
  await expect(page.getByRole('alert').filter({ hasText: 'saved this draft' })).toHaveCount(0)
  await page.reload()
  await expect(name(page)).toHaveValue('Al-Manar Four')
})

test('one’s own other window is called that, and what both changed alike is no conflict', {
  tag: '@long',
}, async ({ page, context }) => {
  await openAs(page, 'editor', 'kumo')
  const other = await context.newPage()
  await other.setViewportSize({ width: 1440, height: 900 })
  await other.goto(`${site.portal.url}/admin/kumo/brand`)
  await expect(name(other)).toBeVisible()
  await name(page).fill('Kumo One')
  await saved(page)
  await name(other).fill('Kumo One')
  await saved(other)
  await name(page).fill('Kumo Two')
  await saved(page)
  await other.getByRole('heading', { name: 'Links' }).click()
  await other.getByLabel('Imprint').fill('https://kumo.example/imprint')
  const notice = other.getByRole('alert').filter({ hasText: 'saved this draft' })
  await expect(notice).toContainText(/^You saved this draft at \d{1,2}:\d\d [ap]m UTC, in another window\./)
  await expect(mark(other)).toHaveAttribute('data-mark', 'trouble')
  await notice.getByRole('button', { name: 'Keep both, mine on top' }).click()
  await saved(other)
  await other.reload()
  await expect(name(other)).toHaveValue('Kumo Two')
})

test('a new logo with the old one left for dark is reminded of, in the editor and before publishing', {
  tag: '@long',
}, async ({ page }) => {
  await openAs(page, 'owner', 'kumo')
  await page.getByLabel('Logo', { exact: true }).setInputFiles('tenants/assets/northwind-logo.svg')
  const reminder = page.getByRole('status').filter({ hasText: /dark pages/i })
  await expect(reminder).toBeVisible()
  await saved(page)
  await page.getByRole('button', { name: 'Publish…' }).click()
  await expect(dialog(page).getByText(/dark pages/i)).toBeVisible()
  await page.keyboard.press('Escape')
  await reminder.getByRole('button', { name: 'Choose one for dark' }).click()
  await expect(page.getByLabel('Logo on dark')).toBeFocused()
  await page.getByLabel('Logo on dark').setInputFiles('tenants/assets/panaderia-sol-logo.svg')
  await expect(reminder).toBeHidden()
})

test('a withdrawn link shows nothing, the others go on, and a list that can’t be read says so', {
  tag: '@long',
}, async ({ page, request }) => {
  await openAs(page, 'editor', 'northwind')
  await page.route('**/brand/shares', (route) => route.abort(), { times: 1 })
  await page.getByRole('button', { name: 'Share preview' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'could not be read' })).toBeVisible()
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByText('None.')).toBeVisible()
  const links: string[] = []
  for (const days of ['1', '30']) {
    await page.getByLabel('The link works for').selectOption(days)
    await page.getByRole('button', { name: 'Create link' }).click()
    await expect(page.getByRole('button', { name: 'Withdraw' })).toHaveCount(links.length + 1)
    links.push(await page.getByLabel('Link', { exact: true }).inputValue())
  }
  const status = async (link = '') => (await request.get(link, { headers: { Cookie: '' } })).status()
  expect(await status(links[0])).toBe(200)
  await page.getByRole('button', { name: 'Withdraw' }).first().click()
  await expect(page.getByRole('button', { name: 'Withdraw' })).toHaveCount(1)
  expect([await status(links[0]), await status(links[1])]).toEqual([404, 200])
})
