import AxeBuilder from '@axe-core/playwright'
import { expect, test } from '@playwright/test'
import { Client } from 'pg'
import { DEMO_PERSON } from '../scripts/demo-pools'
import { type ActivitySite, openActivitySite, refusal, rows } from './activity-site'
import { enter, signIn } from './console-site'
import { testPools } from './test-pools'

// The promise: whoever signs in sees at once how resets go and how each tenant stands, and each figure leads to what it
// counts.

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
  await expect(step('Emails asked for').filter({ hasText: 'held back' })).toContainText('1')
  await expect(step('Tries to choose a password')).toContainText('100 % of the emails')
  await expect(step('Passwords changed').filter({ hasText: 'of the tries' })).toContainText(
    '0 % of the emails',
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

test('links that were opened, the time it took and what the doctor found stand beside them', {
  tag: '@long',
}, async ({ browser }) => {
  await site.reset(DEMO_PERSON)
  const { page, trouble } = await site.pageOf(browser, 'owner@northwind.example')
  const opened = page.getByRole('listitem').filter({ hasText: 'Links opened' })
  // Counted behind the answer.
  await expect(async () => {
    await page.goto(`${site.portal.url}/admin/overview`)
    await expect(opened).toContainText('Links opened150 % of the emails', { timeout: 1_000 })
  }).toPass()
  await expect(opened).toContainText('Mail scanners and second looks count, too')
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

test('the list of tenants says how each stands, and is searched and narrowed by keyboard', {
  tag: '@long',
}, async ({ browser }) => {
  const { page, trouble } = await site.pageOf(browser, 'operator@example.com')
  await page.goto(`${site.portal.url}/admin/tenants`)
  await expect(rows(page)).toHaveCount(4)
  const northwind = rows(page).filter({ hasText: '/northwind' })
  await expect(northwind).toContainText(/Live.*\d faults?.*2.*Not published here yet.*Operator/s)
  await page.getByLabel('Name or slug').fill('KUMO')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\?q=KUMO/)
  await expect(rows(page)).toHaveCount(1)
  await expect(rows(page)).toContainText('/kumo')
  await page.getByLabel('Name or slug').fill('')
  await page.getByLabel('Status').selectOption('fault')
  await page.getByRole('button', { name: 'Show' }).press('Enter')
  await expect(rows(page)).toHaveCount(1)
  await rows(page).getByRole('link', { name: /fault/ }).press('Enter')
  await expect(page).toHaveURL(/\/admin\/northwind\/health$/)
  await page.goto(`${site.portal.url}/admin/tenants?q=nobody`)
  await page.getByRole('link', { name: 'Show all tenants' }).press('Enter')
  await expect(rows(page)).toHaveCount(4)
  expect(trouble).toEqual([])

  const other = await site.pageOf(browser, 'viewer@northwind.example')
  await other.page.goto(`${site.portal.url}/admin/tenants`)
  await expect(other.page).toHaveURL(/\/admin\/northwind\/brand$/)
})

test('a new tenant is connected with a command that is filled in, and tested before it is made', {
  tag: '@long',
}, async ({ browser }) => {
  const secret = testPools(site.portal.url).find(({ slug }) => slug === 'northwind')?.secret ?? ''
  const { page, trouble } = await site.pageOf(browser, 'operator@example.com')
  await page.goto(`${site.portal.url}/admin/tenants`)
  await page.getByRole('link', { name: 'New tenant' }).press('Enter')
  await page.getByLabel('Name', { exact: true }).pressSequentially('Acme Bank')
  await expect(page.getByLabel('Slug')).toHaveValue('acme-bank')
  await page.getByLabel('User pool ID').fill('eu-west-1_NorthW1nd')
  await page.getByLabel('Pass on the person').press('Space')
  const command = page.getByLabel('Command for the AWS CLI')
  await expect(command).toHaveValue(/--user-pool-id eu-west-1_NorthW1nd .*--generate-secret.*context-data/s)
  await page.getByLabel('App client ID').fill('1northwindexample23456789')
  await page.getByLabel('App client secret').fill('a'.repeat(48))
  const button = page.getByRole('button', { name: 'Test connection' })
  await button.press('Enter')
  await expect(page.getByText('The connection does not work yet')).toBeVisible()
  await expect(page.getByRole('row').filter({ hasText: 'client.secret' })).toContainText('Fault')
  await page.getByLabel('App client secret').fill(secret)
  await expect(page.getByRole('table')).toBeHidden()
  await button.press('Enter')
  await expect(page.getByText('The connection works')).toBeVisible()
  await page.getByRole('button', { name: 'Create tenant' }).press('Enter')
  await expect(page).toHaveURL(/\/admin\/acme-bank\/brand$/)
  expect((await fetch(`${site.portal.url}/acme-bank/forgot`)).status).toBe(200)
  expect(trouble).toEqual([])
})

test('figures that come late hold up only their own part of the page', async ({ browser }) => {
  test.skip(site.databaseUrl === '', 'PGlite has one connection: nothing can hold it up')
  const other = new Client({ connectionString: site.databaseUrl })
  await other.connect()
  const hold = () => other.query('begin; lock table activity_hours in access exclusive mode')
  try {
    for (const javaScriptEnabled of [true, false]) {
      const { page } = await site.pageOf(browser, 'viewer@northwind.example', { javaScriptEnabled })
      await hold()
      await page.goto(`${site.portal.url}/admin/overview`, { waitUntil: 'commit' })
      await expect(page.getByText('Reading the log…')).toBeVisible()
      if (!javaScriptEnabled)
        await page.getByRole('link', { name: 'Wait for it' }).click({ noWaitAfter: true })
      await other.query('rollback')
      await expect(page.getByRole('heading', { name: 'How far they come' })).toBeVisible()
    }
  } finally {
    await other.end()
  }
})

test('it works without scripts, fits every width, and has nothing that a machine can fault', {
  tag: '@proof',
}, async ({ browser }) => {
  const still = await site.pageOf(browser, 'operator@example.com', { javaScriptEnabled: false })
  await still.page.goto(`${site.portal.url}/admin`)
  await still.page.getByLabel('Time', { exact: true }).selectOption('30d')
  await still.page.getByRole('button', { name: 'Show' }).click()
  await expect(still.page).toHaveURL(/span=30d/)
  await still.page.getByText('As a table').click()
  await expect(still.page.locator('tbody tr')).toHaveCount(30)
  for (const width of [1440, 768, 390, 320]) {
    const { page, trouble } = await site.pageOf(browser, 'operator@example.com', { width })
    for (const path of ['overview?span=7d', 'tenants', 'tenants/new']) {
      await page.goto(`${site.portal.url}/admin/${path}`)
      if (path.startsWith('overview')) await page.getByText('As a table').click()
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
      const { violations } = await new AxeBuilder({ page }).analyze()
      expect(violations.map(({ id, nodes }) => [path, id, nodes.map(({ html }) => html)])).toEqual([])
    }
    expect(trouble).toEqual([])
  }
})

test('where there is no tenant yet, three steps lead to the first', async ({ browser }) => {
  test.skip(site.databaseUrl === '', 'the embedded database has no other way in')
  const other = new Client({ connectionString: site.databaseUrl })
  await other.connect()
  await other.query('delete from tenants')
  await other.end()
  const { page } = await site.pageOf(browser, 'operator@example.com')
  await page.goto(`${site.portal.url}/admin/tenants`)
  await expect(page.getByRole('heading', { name: 'Three steps to your first tenant' })).toBeVisible()
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations).toEqual([])
})
