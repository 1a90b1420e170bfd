import AxeBuilder from '@axe-core/playwright'
import { expect, test } from '@playwright/test'
import { DEMO_PERSON } from '../scripts/demo-pools'
import { type ActivitySite, openActivitySite, refusal, rows } from './activity-site'
import { enter, signIn } from './console-site'

// The promise: whoever signs in sees at once how resets go, and each figure leads to the entries that it counts.

test.describe.configure({ mode: 'default', timeout: 90_000 })

let site: ActivitySite
test.beforeAll(async () => {
  test.setTimeout(120_000)
  site = await openActivitySite()
})
test.afterAll(() => site?.close())

test('the overview counts what happened, for whoever may see it, and leads to it', async ({ browser }) => {
  const page = await browser.newPage()
  await signIn(page, site, 'viewer@northwind.example')
  const step = (name: string) => page.getByRole('listitem').filter({ hasText: name })
  await expect(step('Mails asked for').filter({ hasText: 'held back' })).toContainText('1')
  await expect(step('Tries to choose a password')).toContainText('100 % of the mails')
  await expect(step('Passwords changed').filter({ hasText: 'of the tries' })).toContainText(
    '0 % of the mails',
  )
  await page.getByText('As a table').press('Enter')
  await expect(page.getByRole('row')).toHaveCount(25)
  await page.getByRole('link', { name: refusal }).press('Enter')
  await expect(page).toHaveURL(/\/admin\/activity\?view=entries&outcome=code-rejected&range=between&from=/)
  await expect(rows(page)).toHaveCount(1)

  const other = await browser.newPage()
  await enter(other, site, 'owner@kumo.example')
  await other.goto(`${site.portal.url}/admin/overview`)
  await expect(other.getByText('Nobody has asked yet')).toBeVisible()
  await other.goto(`${site.portal.url}/admin/overview?tenant=northwind`)
  await expect(other.getByText('Nobody has asked yet')).toBeVisible()
})

test('links that were opened, the time it took and what the doctor found stand beside them', async ({
  browser,
}) => {
  await site.reset(DEMO_PERSON)
  const { page, trouble } = await site.pageOf(browser, 'owner@northwind.example')
  const opened = page.getByRole('listitem').filter({ hasText: 'Links opened' })
  // Counted behind the answer.
  await expect(async () => {
    await page.goto(`${site.portal.url}/admin/overview`)
    await expect(opened).toContainText(/Links opened1[^\d]/, { timeout: 1_000 })
  }).toPass()
  await expect(opened).toContainText('scanners')
  await expect(page.getByText('Half of the passwords were changed within about')).toContainText(/\d+ s/)

  const faults = page.getByRole('link', { name: 'Faults found by the last checks' })
  await expect(faults).toHaveText(/0$/)
  site.emulator.faults.add({ kind: 'not-json', operation: 'ConfirmForgotPassword', times: 1 })
  await page.goto(`${site.portal.url}/admin/northwind/health`)
  await page.getByRole('button', { name: 'Run checks' }).press('Enter')
  await expect(page.getByRole('table')).toContainText('cognito.firewall')
  await page.goto(`${site.portal.url}/admin/overview?tenant=northwind`)
  await expect(faults).toHaveText(/[1-9]$/)
  await faults.press('Enter')
  await expect(page).toHaveURL(/\/admin\/northwind\/health$/)
  expect(trouble).toEqual([])
})

test('it works without scripts, fits every width, and has nothing that a machine can fault', async ({
  browser,
}) => {
  const still = await site.pageOf(browser, 'operator@example.com', { javaScriptEnabled: false })
  await still.page.goto(`${site.portal.url}/admin`)
  await still.page.getByLabel('Time', { exact: true }).selectOption('30d')
  await still.page.getByRole('button', { name: 'Show' }).click()
  await expect(still.page).toHaveURL(/span=30d/)
  await still.page.getByText('As a table').click()
  await expect(still.page.locator('tbody tr')).toHaveCount(30)
  for (const width of [1440, 768, 390, 320]) {
    const { page, trouble } = await site.pageOf(browser, 'operator@example.com', { width })
    await page.goto(`${site.portal.url}/admin/overview?span=7d`)
    await page.getByText('As a table').click()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
    expect(trouble).toEqual([])
  }
})
