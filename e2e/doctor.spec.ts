import { readFileSync } from 'node:fs'
import AxeBuilder from '@axe-core/playwright'
import { type Browser, type BrowserContextOptions, expect, type Page, test } from '@playwright/test'
import { z } from 'zod'
import { type ConsoleSite, enter, openConsoleSite, sessionCookie } from './console-site'

// The promise: a tenant's owner finds in the console why a reset would fail, and learns nothing about anybody else's
// tenant.

test.describe.configure({ mode: 'default', timeout: 90_000 })

let site: ConsoleSite
test.beforeAll(async () => {
  test.setTimeout(120_000)
  // Twelve examinations a tenant; the emulator takes any credentials, and without some the SDK would look for a machine's.
  site = await openConsoleSite({
    settings: {
      REKEY_LIMITS_FACTOR: '2',
      AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'made-up',
    },
  })
})
test.afterAll(() => site.close())

const pathOf = (slug: string) => `/admin/${slug}/health`

/** A browser that carries somebody's session from the start. */
async function open(
  browser: Browser,
  who: string,
  slug: string,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options })
  const cookie = await sessionCookie(site, who)
  const [name = '', value = ''] = cookie.split('=', 2)
  await context.addCookies([{ name, value, url: site.portal.url }])
  const page = await context.newPage()
  await page.goto(`${site.portal.url}${pathOf(slug)}`)
  return page
}

async function examine(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Run checks/ }).click()
  await expect(page.getByRole('table')).toBeVisible({ timeout: 20_000 })
}

/** The checks as docs/doctor.md lists them: what the console shows is what operators can look up. */
const documented = readFileSync('docs/doctor.md', 'utf8')
  .match(/^\| `[a-z_.]+`/gm)
  ?.map((cell) => cell.slice(3, -1))

const row = (page: Page, id: string) => page.getByRole('row', { name: id })

test('an operator sees every check with its verdict in words, what was found and how to fix it', async ({
  browser,
}) => {
  const page = await open(browser, 'operator@example.com', 'northwind')
  await expect(page.getByRole('table')).toHaveCount(0)
  await examine(page)
  const shown = await page.getByRole('table').locator('tbody th').allTextContents()
  expect(shown.toSorted()).toEqual(documented?.toSorted())
  await expect(row(page, 'client.secret')).toContainText('OKclient.secretthe secret hash is accepted')
  await expect(row(page, 'deployment.database')).toContainText('OK')
  await expect(row(page, 'host.dns')).toContainText('Fault')
  await expect(row(page, 'host.dns')).toContainText('Set the DNS record')
  // The worst stands first.
  await expect(page.getByRole('table').locator('tbody tr').first()).toHaveAttribute('data-verdict', 'fault')
  await expect(page.getByText(new RegExp(`^${shown.length} checks: 1 fault, `))).toBeVisible()
})

test('exactly the thing that is broken changes its verdict', { tag: '@proof' }, async ({ browser }) => {
  const page = await open(browser, 'owner@kumo.example', 'kumo')
  const verdicts = async () =>
    page
      .getByRole('table')
      .locator('tbody tr')
      .evaluateAll((rows) =>
        rows
          .map((each) => `${each.getAttribute('data-verdict')} ${each.querySelector('th')?.textContent}`)
          .sort(),
      )
  await examine(page)
  const sound = await verdicts()
  site.emulator.faults.add({ kind: 'not-json', operation: 'ConfirmForgotPassword', times: 1 })
  await page.getByRole('button', { name: 'Run checks again' }).click()
  await expect(row(page, 'cognito.firewall')).toContainText('Fault')
  site.emulator.faults.clear()
  const blocked = (await verdicts()).filter((each) => !sound.includes(each) && each.startsWith('fault'))
  expect(blocked).toEqual(['fault cognito.firewall'])
})

test('an owner sees the tenant’s own checks, and none of the deployment', async ({ browser }) => {
  const page = await open(browser, 'owner@northwind.example', 'northwind')
  await examine(page)
  await expect(row(page, 'pool.recovery')).toContainText('OK')
  await expect(page.getByText('deployment.')).toHaveCount(0)
  await expect(page.getByText('Operators also see')).toBeVisible()
})

test('the answer can be copied as the JSON of the command line', { tag: '@proof' }, async ({ browser }) => {
  const page = await open(browser, 'owner@northwind.example', 'northwind', {
    permissions: ['clipboard-read', 'clipboard-write'],
  })
  await examine(page)
  await page.getByText('As JSON').click()
  await page.getByRole('button', { name: 'Copy' }).click()
  await expect(page.getByText('Copied.')).toBeVisible()
  const copied = await page.evaluate(() => navigator.clipboard.readText())
  const Checks = z.array(
    z.object({ id: z.string(), verdict: z.string(), evidence: z.string(), fix: z.string() }),
  )
  const [examined] = z.array(z.object({ tenant: z.string(), checks: Checks })).parse(JSON.parse(copied))
  expect(examined?.tenant).toBe('northwind')
  const ofTenants = documented?.filter((id) => !id.startsWith('deployment.')).toSorted()
  expect(examined?.checks.map(({ id }) => id).toSorted()).toEqual(ofTenants)
})

test('works without JavaScript', { tag: '@proof' }, async ({ browser }) => {
  const page = await open(browser, 'owner@northwind.example', 'northwind', { javaScriptEnabled: false })
  await examine(page)
  await expect(row(page, 'client.secret')).toContainText('the secret hash is accepted')
  expect(new URL(page.url()).pathname).toBe(pathOf('northwind'))
})

test('is nobody else’s: an editor and another tenant’s owner get the plain 404', async ({ browser }) => {
  for (const who of ['viewer@northwind.example', 'editor@northwind.example', 'owner@kumo.example']) {
    const headers = { Cookie: await sessionCookie(site, who) }
    const answer = await fetch(`${site.portal.url}${pathOf('northwind')}`, { headers })
    expect([who, answer.status]).toEqual([who, 404])
  }
  const page = await browser.newPage()
  await page.goto(`${site.portal.url}${pathOf('northwind')}`)
  await expect(page).toHaveURL(/sign-in/)
})

test('is found from the side and from the page of all tenants', { tag: '@proof' }, async ({ browser }) => {
  const page = await browser.newPage()
  await enter(page, site, 'owner@kumo.example')
  await page.goto(`${site.portal.url}/admin/health`)
  await page.getByRole('link', { name: 'Kumo Games' }).click()
  await expect(page).toHaveURL(/\/admin\/kumo\/health$/)
  await expect(page.getByRole('link', { name: 'Health' })).toHaveAttribute('aria-current', 'page')
})

test('shows no secret, is noted in the activity log, and mails nobody', async ({ browser }) => {
  const page = await open(browser, 'operator@example.com', 'northwind')
  const before = site.emulator.inbox.latest()
  await examine(page)
  expect(await page.content()).not.toContain('made-up')
  expect(site.emulator.inbox.latest()).toEqual(before)
  await page.goto(`${site.portal.url}/admin/activity?view=console&tenant=northwind`)
  await expect(page.getByText('Ran the doctor').first()).toBeVisible()
})

test('has nothing that a machine can fault for accessibility, wide and narrow', { tag: '@proof' }, async ({
  browser,
}) => {
  for (const width of [360, 1440]) {
    const page = await open(browser, 'operator@example.com', 'panaderia-sol', {
      viewport: { width, height: 900 },
    })
    await examine(page)
    await page.getByText('As JSON').click()
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    expect(overflow).toBeLessThanOrEqual(0)
  }
})

test('is rate limited, and says when it may be done again', { tag: '@proof' }, async ({ browser }) => {
  const page = await open(browser, 'owner@panaderia-sol.example', 'panaderia-sol')
  const refused = page.getByText('Checked too often for now')
  for (let run = 0; run < 13 && !(await refused.isVisible()); run += 1) {
    await page.getByRole('button', { name: /^Run checks( again)?$/ }).click()
    await expect(page.getByRole('button', { name: /^Run checks( again)?$/ })).toBeVisible({ timeout: 20_000 })
  }
  await expect(refused).toBeVisible()
})
