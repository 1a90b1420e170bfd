import { type Browser, expect, type Page, test } from '@playwright/test'
import { consoleOfFile, enter, openConsoleSite, sessionCookie, watchTrouble } from './console-site'

test.describe.configure({ mode: 'default', timeout: 60_000 })

const site = consoleOfFile()

async function pageOf(browser: Browser, who: string, at = site): Promise<{ page: Page; trouble: string[] }> {
  const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage()
  const trouble = watchTrouble(page)
  page.on('request', (request) => {
    if (!request.url().startsWith(at.portal.url)) trouble.push(`foreign request: ${request.url()}`)
  })
  await enter(page, at, who)
  return { page, trouble }
}

const mailPage = (page: Page, slug: string, at = site) => page.goto(`${at.portal.url}/admin/${slug}/mail`)
const desktop = (page: Page) => page.frameLocator('iframe[title="Mail, desktop"]')
const choose = (page: Page, name: string) => page.getByRole('link', { name, exact: true }).click()

test('an editor sees the mails in two languages and on both grounds, and finds a test of one in the inbox', {
  tag: '@long',
}, async ({ browser }) => {
  const who = 'editor@al-manar.example'
  const { page, trouble } = await pageOf(browser, who)
  await mailPage(page, 'al-manar')
  await expect(desktop(page).locator('html')).toHaveAttribute('dir', 'rtl')
  await expect(page.frameLocator('iframe[title="Mail, phone"]').locator('h1')).toBeVisible()

  await choose(page, 'Français')
  await expect(desktop(page).locator('h1')).toHaveText('Choisissez un nouveau mot de passe')
  await expect(page.getByText(/^\d+ of 140 characters$/)).toHaveCount(2)
  await expect(page.getByText(/^[\d,]+ of 20,000 characters$/)).toBeVisible()
  const ground = () =>
    desktop(page)
      .locator('body')
      .evaluate((body) => getComputedStyle(body).backgroundColor)
  const light = await ground()
  await choose(page, 'Dark')
  await expect.poll(ground).not.toBe(light)
  const pictures = desktop(page).locator('img:visible')
  for (const picture of await pictures.all())
    expect(
      await picture.evaluate((img) => img instanceof HTMLImageElement && img.naturalWidth),
    ).toBeGreaterThan(1)

  await choose(page, 'Password changed')
  await expect(desktop(page).locator('h1')).toHaveText('Votre mot de passe a été modifié')
  await expect(page.locator('pre')).toContainText('203.0.113.7')
  await choose(page, 'Link and code')
  const before = site.emulator.inbox.all().length
  await page.getByRole('button', { name: 'Send me a test' }).click()
  await expect(page.getByRole('status')).toContainText(`Sent to ${who}`)
  expect(site.emulator.inbox.all()).toHaveLength(before + 1)
  const [mail] = site.emulator.inbox.all({ to: who })
  expect(mail).toMatchObject({ to: who })
  expect(mail?.from).toContain('<no-reply@rekey.example>')
  expect(mail?.subject).toBe('Choisissez un nouveau mot de passe pour المنار')
  expect(mail?.text).toContain('123456')
  await page.goto(`${site.portal.url}/admin/activity?view=console&tenant=al-manar`)
  await expect(page.getByText('Sent a test email').first()).toBeVisible()
  expect(site.portal.output()).not.toContain(who)
  expect(trouble).toEqual([])
})

test('every mail of the pool is shown, and one that is switched off says so', { tag: '@long' }, async ({
  browser,
}) => {
  const { page, trouble } = await pageOf(browser, 'owner@panaderia-sol.example')
  await mailPage(page, 'panaderia-sol')
  const notice = page.getByText('has this mail switched off')
  await choose(page, 'Confirm account')
  await expect(desktop(page).locator('h1')).toHaveText('Confirma tu cuenta de Panadería Sol')
  await expect(notice).toBeHidden()
  await choose(page, 'Invitation')
  await expect(desktop(page).locator('body')).toContainText('Sample-1234')
  await expect(page.locator('pre')).toContainText('jane@example.com')
  await expect(notice).toBeVisible()
  await choose(page, 'Sign-in code')
  await expect(desktop(page).locator('body')).toContainText('123456')
  await page.getByRole('link', { name: 'settings', exact: true }).click()
  await expect(page.getByRole('checkbox', { name: 'Code to sign in' })).not.toBeChecked()
  await expect(page.getByRole('checkbox', { name: 'Mail that confirms a sign-up' })).toBeChecked()
  expect(trouble).toEqual([])
})

test('the mail to who can’t reset is shown with each of its next steps, and can be tested', {
  tag: '@proof',
}, async ({ browser }) => {
  const who = 'owner@northwind.example'
  const { page, trouble } = await pageOf(browser, who)
  await mailPage(page, 'northwind')
  for (const [name, words] of [
    ['Never signed in', 'the temporary password from your invitation'],
    ['Signs in elsewhere', 'with another provider'],
    ['Can’t reset', 'contact our help desk'],
  ] as const) {
    await choose(page, name)
    await expect(page.locator('pre')).toContainText(words)
    await expect(desktop(page).locator('body')).toContainText(words)
  }
  await expect(page.getByText('of 20,000 characters')).toHaveCount(0)
  await page.getByRole('button', { name: 'Send me a test' }).click()
  await expect(page.getByRole('status')).toContainText(`Sent to ${who}`)
  const [mail] = site.emulator.inbox.all({ to: who })
  expect(mail?.subject).toBe('Your password for Northwind Bank can’t be reset by email')
  expect(mail?.text).toContain('contact our help desk')
  expect(trouble).toEqual([])
})

test('the draft’s words are in the mail of the draft alone until they are published', {
  tag: '@long',
}, async ({ browser }) => {
  const { page } = await pageOf(browser, 'editor@northwind.example')
  await page.goto(`${site.portal.url}/admin/northwind/brand`)
  await page.getByLabel('Product name').fill('Northwind Two')
  await expect(page.getByText(/Draft saved/)).toBeVisible()
  await mailPage(page, 'northwind')
  await expect(page.locator('pre')).toContainText('Northwind Two')
  await choose(page, 'Published')
  await expect(page.locator('pre')).not.toContainText('Northwind Two')
})

test('a viewer sees the mails and can’t send one; whoever has no role there sees nothing', async ({
  browser,
}) => {
  const { page } = await pageOf(browser, 'viewer@kumo.example')
  await mailPage(page, 'kumo')
  await expect(desktop(page).locator('h1')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Send me a test' })).toHaveCount(0)
  await expect(page.getByText('Editors can send themselves a test')).toBeVisible()
  const shown = (cookie: string) =>
    fetch(`${site.portal.url}/admin/kumo/mail/shown?kind=changed`, { headers: { Cookie: cookie } })
  expect((await shown(await sessionCookie(site, 'owner@northwind.example'))).status).toBe(404)
  expect((await shown('')).status).toBe(401)
})

test('a mail on show can run, send and load nothing, and stands in a frame of the console only', async () => {
  const cookie = await sessionCookie(site, 'viewer@kumo.example')
  const answer = await fetch(`${site.portal.url}/admin/kumo/mail/shown`, { headers: { Cookie: cookie } })
  const policy = answer.headers.get('content-security-policy') ?? ''
  expect(policy.split('; ')).toEqual(
    expect.arrayContaining([
      "default-src 'none'",
      "form-action 'none'",
      "frame-ancestors 'self'",
      'sandbox allow-same-origin',
    ]),
  )
  expect(policy).not.toContain('script-src')
  expect(answer.headers.get('x-frame-options')).toBe('SAMEORIGIN')
  expect(answer.headers.get('cache-control')).toContain('no-store')
})

test('a test goes to no address that the pool hasn’t had proven', { tag: '@proof' }, async ({ browser }) => {
  const who = 'editor@panaderia-sol.example'
  const { page } = await pageOf(browser, who)
  site.emulator.findUser(site.people.seed.id, who)?.attributes.set('email_verified', 'false')
  await mailPage(page, 'panaderia-sol')
  await page.getByRole('button', { name: 'Send me a test' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'no verified email address' })).toBeVisible()
  expect(site.emulator.inbox.all({ to: who })).toHaveLength(0)
})

test('where no sender is configured the button says why', { tag: '@proof' }, async ({ browser }) => {
  const bare = await openConsoleSite({ settings: { REKEY_MAIL_FROM: '' } })
  try {
    const { page } = await pageOf(browser, 'editor@kumo.example', bare)
    await mailPage(page, 'kumo', bare)
    await expect(page.getByRole('button', { name: 'Send me a test' })).toBeDisabled()
    await expect(page.getByText('REKEY_MAIL_FROM is not set')).toBeVisible()
  } finally {
    await bare.close()
  }
})

test('an owner learns why somebody can’t reset, and the name is left nowhere', { tag: '@long' }, async ({
  browser,
}) => {
  const { page, trouble } = await pageOf(browser, 'owner@northwind.example')
  await page.goto(`${site.portal.url}/admin/overview`)
  await page.getByRole('link', { name: 'Users', exact: true }).click()
  const look = async (name: string) => {
    await page.getByLabel('User name or address').fill(name)
    await page.getByRole('button', { name: 'Look up' }).click()
    return page.locator('[data-state]')
  }
  const states = {
    'diego@example.com': 'gets-a-mail',
    'new@example.com': 'never-signed-in',
    'gone@example.com': 'disabled',
    'unproven@example.com': 'unverified',
    'half@example.com': 'unconfirmed',
    Google_1234567890: 'external',
    telephone: 'gets-a-text-message',
    'nobody-of-here@example.com': 'no-such-user',
  }
  for (const [name, state] of Object.entries(states)) {
    await expect(await look(name)).toHaveAttribute('data-state', state)
  }
  await look('new@example.com')
  await expect(page.getByText('--message-action RESEND')).toBeVisible()
  expect(page.url()).toBe(`${site.portal.url}/admin/northwind/users`)

  site.emulator.faults.add({ kind: 'error', operation: 'AdminGetUser', name: 'AccessDeniedException' })
  await expect(await look('gone@example.com')).toHaveAttribute('data-state', 'unknown')
  await expect(page.getByText('Unknown: IAM does not allow it.')).toBeVisible()
  site.emulator.faults.clear()
  await page.goto(`${site.portal.url}/admin/activity?view=console&tenant=northwind`)
  await expect(page.getByText('Looked up a user').first()).toBeVisible()
  for (const name of Object.keys(states)) {
    expect(site.portal.output()).not.toContain(name)
    await expect(page.locator('main')).not.toContainText(name)
  }
  expect(trouble).toEqual([])
})

test('users are nothing that an editor or another tenant’s owner can look up', async ({ browser }) => {
  for (const who of ['editor@northwind.example', 'owner@kumo.example']) {
    const { page } = await pageOf(browser, who)
    expect((await page.goto(`${site.portal.url}/admin/northwind/users`))?.status()).toBe(404)
    await page.close()
  }
})
