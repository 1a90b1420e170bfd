import { expect, type Page, test } from '@playwright/test'
import { consoleOfFile, enter } from './console-site'

// What the brand editor does when an answer is lost, and with values and files that its pages would never send.

test.describe.configure({ mode: 'default', timeout: 90_000 })

const site = consoleOfFile()

async function editorOf(page: Page, tenant: string): Promise<void> {
  await enter(page, site, `editor@${tenant}.example`)
  await page.goto(`${site.portal.url}/admin/${tenant}/brand`)
}

const isSave = (tenant: string) => (url: URL) => url.pathname === `/admin/${tenant}/brand`
const name = (page: Page) => page.getByLabel('Product name')

test('P09: a save whose answer was lost is no conflict with oneself', { tag: '@long' }, async ({ page }) => {
  await editorOf(page, 'kumo')
  let lost = 0
  await page.route(isSave('kumo'), async (route) => {
    if (route.request().method() !== 'POST' || lost > 0) return route.fallback()
    lost += 1
    await route.fetch()
    await route.abort()
  })
  await name(page).fill('Kumo Play')
  await expect.poll(() => lost).toBe(1)
  await name(page).fill('Kumo Play Again')
  await expect(page.getByText(/Draft saved/)).toBeVisible({ timeout: 20_000 })
  await page.reload()
  await expect(name(page)).toHaveValue('Kumo Play Again')
  expect(lost).toBe(1)
})

test('a value that cannot be stored is refused, and is no fault of the server', { tag: '@long' }, async ({
  page,
}) => {
  await editorOf(page, 'panaderia-sol')
  const statuses: number[] = []
  const impossible = [
    (body: string) => body.replace(/"version":\d+/, '"version":4294967296'),
    (body: string) => body.replace(/"version":\d+/, '"version":"$NaN"'),
    (body: string) => body.replace('"tenant":"panaderia-sol"', '"tenant":"panaderia-sol\\u0000"'),
    (body: string) => body.replace('Sol y sombra', 'Sol\\u0000'),
    (body: string) => body.replace('Sol y sombra', 'Sol\\ud800'),
  ]
  await page.route(isSave('panaderia-sol'), async (route) => {
    const body = route.request().postData()
    if (route.request().method() !== 'POST' || body === null || statuses.length > 0) return route.fallback()
    for (const change of impossible) {
      expect(change(body)).not.toBe(body)
      const answer = await route.fetch({ postData: change(body) })
      statuses.push(answer.status())
    }
    await route.fallback()
  })
  await name(page).fill('Sol y sombra')
  await expect(page.getByText(/Draft saved/)).toBeVisible({ timeout: 20_000 })
  expect(statuses).toHaveLength(impossible.length)
  expect(statuses.filter((status) => status >= 500)).toEqual([])
  expect(site.portal.output()).not.toMatch(/"level":"error"/)
})

test('F15: an import says what it left out and why, from a file as PowerShell writes it', async ({
  page,
}) => {
  await editorOf(page, 'northwind')
  const typed =
    '<!DOCTYPE svg><svg xmlns="http://www.w3.org/2000/svg" width="120" height="40"><rect width="120" height="40"/></svg>'
  const style = {
    Settings: { categories: { global: { colorSchemeMode: 'LIGHT' } } },
    Assets: [{ Category: 'FORM_LOGO', ColorMode: 'LIGHT', Bytes: Buffer.from(typed).toString('base64') }],
  }
  await page.getByRole('button', { name: 'Start from…' }).click()
  await page.locator('dialog[open] input[type="file"]').setInputFiles({
    name: 'style.json',
    mimeType: 'application/json',
    buffer: Buffer.from(`\ufeff${JSON.stringify(style)}`, 'utf16le'),
  })
  await expect(page.getByText(/The logo was left out\..*document type/)).toBeVisible()
})
