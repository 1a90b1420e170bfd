import { expect, test } from '@playwright/test'
import { Client } from 'pg'
import { type ActivitySite, JANE, openActivitySite, resets, rows } from './activity-site'

// The promise: a person is found by name without the name being kept, and a list can be taken away, followed, and waited for.

test.describe.configure({ mode: 'default', timeout: 90_000 })

let site: ActivitySite
test.beforeAll(async () => {
  test.setTimeout(120_000)
  site = await openActivitySite()
})
test.afterAll(() => site?.close())

test('an owner finds a person by name, which stays in no address, log or page', { tag: '@long' }, async ({
  browser,
}) => {
  for (const javaScriptEnabled of [true, false]) {
    const { page } = await site.pageOf(browser, 'owner@northwind.example', { javaScriptEnabled })
    const addresses: string[] = []
    page.on('request', (request) => addresses.push(request.url()))
    await site.open(page)
    await page.getByText('Find a person by user name').click()
    await page.getByLabel('User name, address or number').fill(` ${JANE.toUpperCase()} `)
    await page.getByRole('button', { name: 'Find', exact: true }).click()
    await expect(page).toHaveURL(/\?tenant=northwind&person=[\w-]{22}$/)
    await expect(resets(page)).toHaveCount(1)
    await expect(page.getByText('Only one person')).toBeVisible()
    await page.getByRole('link', { name: 'Show everybody' }).click()
    await page.getByText('Find a person by user name').click()
    await page.getByLabel('User name, address or number').fill('nobody.of.the.activity@example.com')
    await page.getByRole('button', { name: 'Find', exact: true }).click()
    await expect(page.getByText('Nothing matches')).toBeVisible()
    await page.getByText('Find a person by user name').click()
    await page.getByLabel('User name, address or number').fill('no body')
    await page.getByRole('button', { name: 'Find', exact: true }).click()
    await expect(page.getByRole('alert').filter({ hasText: 'can have that name' })).toBeVisible()
    expect(decodeURIComponent(addresses.join(' ')).toLowerCase()).not.toMatch(/of\.the\.activity|no.body/)
    await page.getByRole('link', { name: 'Console' }).click()
    await expect(page.locator('tbody')).toContainText('Searched for a person')
    await expect(page.locator('main')).not.toContainText('of.the.activity')
  }
  expect(site.portal.output()).not.toContain('of.the.activity')
})

test('a file has exactly what the list of the same address has, for the same people', {
  tag: '@proof',
}, async ({ browser }) => {
  const { page } = await site.pageOf(browser, 'viewer@northwind.example')
  await site.open(page, '?outcome=code-rejected')
  const waiting = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Export CSV' }).click()
  expect((await waiting).suggestedFilename()).toMatch(/^activity-\d{4}-\d\d-\d\d\.csv$/)
  const csv = await site.get('/export?outcome=code-rejected&format=csv', 'viewer@northwind.example')
  expect(csv.type).toMatch(/^text\/csv/)
  expect(csv.text.split('\r\n')).toEqual([
    expect.stringMatching(/^id,at,tenant,/),
    expect.stringContaining('northwind,confirm.refused,code-rejected,'),
    '',
  ])
  const json = await site.get('/export?format=json', 'operator@example.com')
  const events = json.text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).event)
  expect(events).toEqual(['confirm.refused', 'forgot.requested'])
  expect(json.text).not.toContain(JANE)
  expect((await site.get('/export?format=json', 'owner@kumo.example')).text).toBe('')
  expect((await site.get('/export?format=json&tenant=northwind', 'owner@kumo.example')).text).toBe('')
  expect((await site.get('/export?format=json', null)).status).toBe(401)
  await site.open(page, '?view=console')
  await expect(page.getByRole('heading', { name: 'Activity' })).toBeVisible()
  await expect(page.locator('main')).not.toContainText('Exported activity')
  const operator = await site.pageOf(browser, 'operator@example.com')
  await site.open(operator.page, '?view=console')
  await expect(operator.page.locator('tbody')).toContainText('Exported activity')
})

test('a log that does not answer holds up only its own part of the page', { tag: '@proof' }, async ({
  browser,
}) => {
  test.skip(site.databaseUrl === '', 'PGlite has one connection: nothing can hold it up')
  const { page } = await site.pageOf(browser, 'viewer@northwind.example')
  await site.open(page)
  const other = new Client({ connectionString: site.databaseUrl })
  await other.connect()
  try {
    await other.query('begin; lock table audit in access exclusive mode')
    await page.goto(`${site.portal.url}/admin/activity?view=entries`, { waitUntil: 'commit' })
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Activity')
    await expect(page.getByText('Reading the log…')).toBeVisible()
    // The database gives up on a statement after five seconds.
    await expect(page.getByRole('alert').filter({ hasText: 'could not be read' })).toBeVisible({
      timeout: 20_000,
    })
    await other.query('rollback')
    await page.getByRole('link', { name: 'Try again' }).click()
    await expect(rows(page)).toHaveCount(2)

    await other.query('begin; lock table audit in access exclusive mode')
    await page.goto(`${site.portal.url}/admin/activity?view=entries`, { waitUntil: 'commit' })
    await expect(page.getByText('Reading the log…')).toBeVisible()
    await other.query('rollback')
    await expect(rows(page)).toHaveCount(2)
  } finally {
    await other.end()
  }
})

test('a list that is followed shows what is new by itself, says so, and can be paused', {
  tag: '@proof',
}, async ({ browser }) => {
  const { page, trouble } = await site.pageOf(browser, 'viewer@northwind.example')
  await site.open(page)
  const before = await rows(page).count()
  await page.getByRole('button', { name: 'Follow' }).press('Enter')
  const said = page.getByRole('status').filter({ hasText: /Following|New entries/ })
  await expect(said).toContainText('Following')
  await page.waitForResponse(/activity\/newest/)
  await site.mistype()
  await expect(said).toContainText(/New entries at .*\d:\d\d:\d\d [ap]m UTC/, { timeout: 30_000 })
  await expect(rows(page)).toHaveCount(before + 1)
  await page.getByRole('button', { name: 'Pause' }).click()
  await expect(page.getByText('Paused.')).toBeVisible()
  expect(trouble).toEqual([])
  const { text } = await site.get('/newest?tenant=northwind', 'owner@kumo.example')
  expect(JSON.parse(text)).toEqual({ newest: null })
  expect((await site.get('/newest', null)).status).toBe(401)
})
