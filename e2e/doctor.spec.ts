import { readFileSync } from 'node:fs'
import AxeBuilder from '@axe-core/playwright'
import { type Browser, type BrowserContextOptions, expect, type Page, test } from '@playwright/test'
import { z } from 'zod'
import { type ConsoleSite, enter, openConsoleSite, sessionCookie } from './console-site'

// The promise: a tenant's owner finds in the console why a reset would fail, what has changed and where it is mended, and
// learns nothing about anybody else's tenant. All tenants are examined by and by without anybody asking.

const cronToken = 'cron-of-the-browser-tests'

test.describe.configure({ mode: 'default', timeout: 90_000 })

let site: ConsoleSite
test.beforeAll(async () => {
  test.setTimeout(120_000)
  // Twelve examinations a tenant; the emulator takes any credentials, and without some the SDK would look for a machine's.
  site = await openConsoleSite({
    settings: {
      REKEY_LIMITS_FACTOR: '2',
      REKEY_CRON_TOKEN: cronToken,
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

const fine = (page: Page) => page.getByText(/^\d+ checks are OK$/)

async function examine(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Run checks/ }).click()
  await expect(page.getByText('Checked now')).toBeVisible({ timeout: 30_000 })
}

/** Examines, and unfolds what is fine. */
async function examineWhole(page: Page): Promise<void> {
  await examine(page)
  await fine(page).click()
}

const blocked = { kind: 'not-json', operation: 'ConfirmForgotPassword' } as const

/** The checks as docs/doctor.md lists them: what the console shows is what operators can look up. */
const documented = readFileSync('docs/doctor.md', 'utf8')
  .match(/^\| `[a-z_.]+`/gm)
  ?.map((cell) => cell.slice(3, -1))

const rows = (page: Page) => page.locator('tr[data-check]')
const row = (page: Page, id: string) => page.locator(`tr[data-check="${id}"]`)
const idsOf = (page: Page) =>
  rows(page).evaluateAll((found) => found.map((each) => each.getAttribute('data-check')))

test('an operator sees every check with its verdict in words, what was found and how to fix it', async ({
  browser,
}) => {
  const page = await open(browser, 'operator@example.com', 'northwind')
  await expect(page.getByText('Not checked yet')).toBeVisible()
  site.emulator.faults.add({ ...blocked, times: 1 })
  await examine(page)
  site.emulator.faults.clear()
  const shown = await idsOf(page)
  expect(shown.toSorted()).toEqual(documented?.toSorted())
  await expect(row(page, 'cognito.firewall')).toContainText(
    'FaultFirewalls in front of Cognitocognito.firewall',
  )
  await expect(row(page, 'cognito.firewall')).toContainText('Allow this deployment’s addresses')
  // The worst stands first, and what is fine is folded.
  await expect(rows(page).first()).toHaveAttribute('data-verdict', 'fault')
  await expect(page.getByText(new RegExp(`^${shown.length} checks: 1 fault, `))).toBeVisible()
  await expect(row(page, 'deployment.database')).toBeHidden()
  await fine(page).click()
  await expect(row(page, 'deployment.database')).toContainText('OKDatabasedeployment.database')
})

test('a run is followed check by check, and its result stays with its time and what has changed', async ({
  browser,
}) => {
  const page = await open(browser, 'operator@example.com', 'northwind')
  await expect(page.getByText('Last checked')).toBeVisible()
  await expect(row(page, 'cognito.firewall')).toContainText('Fault')
  await page.evaluate(() => {
    const seen: number[] = []
    const look = () => {
      const bar = document.querySelector('progress')
      if (bar !== null) seen.push(bar.value)
    }
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, attributes: true })
    Object.assign(window, { seen })
  })
  // What doesn't wait for Cognito is there long before.
  site.emulator.faults.add({ kind: 'hang', operation: 'ConfirmForgotPassword', times: 1 })
  await examine(page)
  site.emulator.faults.release()
  const seen = z.array(z.number()).parse(await page.evaluate(() => Reflect.get(window, 'seen')))
  expect(seen.filter((made) => made > 0 && made < (documented?.length ?? 0)).length).toBeGreaterThan(0)
  const changes = page.getByRole('region', { name: 'Changed since the checks of' })
  await expect(changes).toContainText('Connection to Cognito')
  await page.reload()
  await expect(page.getByText('Last checked')).toBeVisible()
  await expect(changes).toContainText('Connection to Cognito')
  await examine(page)
  await examine(page)
  await expect(page.getByText('Nothing has changed since the checks of')).toBeVisible()
})

test('a finding leads to the control that mends it, or shows the command', { tag: '@long' }, async ({
  browser,
}) => {
  const page = await open(browser, 'operator@example.com', 'northwind')
  site.emulator.faults.add({
    kind: 'error',
    operation: 'ConfirmForgotPassword',
    name: 'NotAuthorizedException',
    message: 'Unable to verify secret hash for client 1northwindexample23456789',
    times: 1,
  })
  await examine(page)
  site.emulator.faults.clear()
  await row(page, 'users.verified_address').getByText('Show command').press('Enter')
  await expect(page.getByRole('textbox', { name: 'Command: Users with a verified address' })).toHaveValue(
    /^aws cognito-idp admin-update-user-attributes .*--username USERNAME/s,
  )
  await page.getByRole('link', { name: 'Fix: App client secret' }).press('Enter')
  await expect(page).toHaveURL(/\/admin\/northwind\/settings#clientSecret$/)
  await expect(page.getByLabel('App client secret')).toBeInViewport()
})

test('tenants are examined on a schedule, for whoever has the token, and the navigation counts the faults', {
  tag: '@long',
}, async ({ browser }) => {
  const run = (authorization?: string) =>
    fetch(`${site.portal.url}/api/cron/doctor`, {
      headers: authorization === undefined ? {} : { authorization },
    })
  expect((await run()).status).toBe(401)
  expect((await run('Bearer wrong')).status).toBe(401)
  site.emulator.faults.add(blocked)
  site.emulator.requests.clear()
  const answer = await run(`Bearer ${cronToken}`)
  const asked = site.emulator.requests.all()
  site.emulator.faults.clear()
  expect(answer.status).toBe(200)
  const Round = z.object({ examined: z.number(), withFaults: z.number(), isDone: z.literal(true) })
  const { examined, withFaults } = Round.parse(await answer.json())
  expect(withFaults).toBe(examined)
  expect(asked.filter(({ operation }) => /^(ListUsers|ForgotPassword)$/.test(operation))).toEqual([])
  expect(Round.parse(await (await run(`Bearer ${cronToken}`)).json()).examined).toBe(0)

  const page = await open(browser, 'owner@al-manar.example', 'al-manar')
  await expect(row(page, 'cognito.firewall')).toContainText('Fault')
  await expect(page.getByText('These checks ran on a schedule')).toBeVisible()
  await expect(page.getByRole('link', { name: /^Health.*one tenant has faults$/ })).toBeVisible()
  const editor = await open(browser, 'editor@al-manar.example', 'al-manar')
  await editor.goto(`${site.portal.url}/admin/al-manar/brand`)
  await expect(editor.getByRole('navigation', { name: 'Console' })).not.toContainText('faults')
})

test('exactly the thing that is broken changes its verdict', { tag: '@proof' }, async ({ browser }) => {
  const page = await open(browser, 'owner@kumo.example', 'kumo')
  const verdicts = async () =>
    rows(page).evaluateAll((found) =>
      found.map((each) => `${each.getAttribute('data-verdict')} ${each.getAttribute('data-check')}`).sort(),
    )
  await examine(page)
  const sound = await verdicts()
  site.emulator.faults.add({ ...blocked, times: 1 })
  await page.getByRole('button', { name: 'Run checks again' }).click()
  await expect(row(page, 'cognito.firewall')).toContainText('Fault')
  site.emulator.faults.clear()
  const broken = (await verdicts()).filter((each) => !sound.includes(each) && each.startsWith('fault'))
  expect(broken).toEqual(['fault cognito.firewall'])
})

test('an owner sees the tenant’s own checks, and none of the deployment', { tag: '@long' }, async ({
  browser,
}) => {
  const page = await open(browser, 'owner@northwind.example', 'northwind')
  await examineWhole(page)
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
  await examineWhole(page)
  await expect(row(page, 'client.secret')).toContainText('the secret hash is accepted')
  expect(new URL(page.url()).pathname).toBe(pathOf('northwind'))
})

test('is nobody else’s: an editor and another tenant’s owner get the plain 404', async ({ browser }) => {
  const run = async (headers: Record<string, string>) => {
    const address = `${site.portal.url}${pathOf('northwind')}/run`
    return (await fetch(address, { method: 'POST', headers: { Origin: site.portal.url, ...headers } })).status
  }
  for (const who of ['viewer@northwind.example', 'editor@northwind.example', 'owner@kumo.example']) {
    const headers = { Cookie: await sessionCookie(site, who) }
    const answer = await fetch(`${site.portal.url}${pathOf('northwind')}`, { headers })
    expect([who, answer.status]).toEqual([who, 404])
    expect([who, await run(headers)]).toEqual([who, 404])
  }
  expect(await run({})).toBe(401)
  const owner = await sessionCookie(site, 'owner@northwind.example')
  expect(await run({ Cookie: owner, Origin: 'https://evil.example' })).toBe(403)
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
    await examineWhole(page)
    await row(page, 'users.verified_address').getByText('Show command').click()
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
