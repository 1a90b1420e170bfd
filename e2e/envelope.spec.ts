import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { promisify } from 'node:util'
import type { Envelope } from '../lib/links/envelope'
import { demoLambdas } from '../scripts/demo-lambdas'
import { clientSecrets } from '../scripts/demo-pools'
import { freePort } from '../scripts/free-port'
import { test as base, expect } from './fixtures'
import { startPortal } from './portal'
import { sealedLink } from './sealed-link'
import { NEW_PASSWORD, OLD_PASSWORD, Site, type Slug } from './site'
import { testPools } from './test-pools'
import { startEmulator } from './watched-emulator'

const secret = randomBytes(48)

/** A portal whose pools run the bundled functions, as they would be deployed. */
async function openSiteWithFunctions(): Promise<{ site: Site; end: () => Promise<void> }> {
  const port = await freePort()
  const portalUrl = `http://localhost:${port}`
  const environment = {
    ...process.env,
    REKEY_SECRET: secret.toString('base64'),
    REKEY_BASE_URL: portalUrl,
  }
  const lambdas = await demoLambdas('tenants', `dist/lambda/e2e-${port}`, environment)
  const pools = testPools(portalUrl, lambdas)
  const emulator = await startEmulator({
    pools: pools.map(({ seed }) => seed),
    functions: lambdas.afterReset,
    budgetPerHour: 1000,
  })
  lambdas.connectTo(emulator.url)
  const settings = {
    REKEY_SECRET: secret.toString('base64'),
    REKEY_TENANTS: 'tenants',
    REKEY_LIMITS_FACTOR: '1000',
    REKEY_ANSWER_TIME_FACTOR: '0.25',
    AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: emulator.url,
    ...clientSecrets(pools),
  }
  const site = new Site(emulator, await startPortal(port, settings), settings, pools)
  return {
    site,
    end: async () => {
      await site.close()
      await lambdas.close()
    },
  }
}

// The fixtures have no types of their own to override with, so this file's site takes the place of theirs.
const test = base.extend<object, { site: Site }>({
  site: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what a fixture needs.
    async ({}, use) => {
      const { site, end } = await openSiteWithFunctions()
      await use(site)
      await end()
    },
    { scope: 'worker', timeout: 120_000 },
  ],
})

/** A link as the tenant's mail function would have made it at another time or for another tenant. */
async function link(slug: Slug, username: string, envelope: Partial<Envelope> = {}, keyOf: Slug = slug) {
  return `/${slug}/link?${await sealedLink(secret, keyOf, username, envelope)}`
}

const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000)

test('the mail is the tenant’s, its link opens the right page, and afterwards the owner is told and others are out', async ({
  site,
  page,
}) => {
  const person = site.person('panaderia-sol')
  const session = await site.session(person, OLD_PASSWORD)
  expect(await site.isOpen(session)).toBe(true)
  await page.goto('/panaderia-sol/forgot?lang=es')
  await page.getByRole('textbox').fill(person.username)
  await page.getByRole('button', { name: 'Enviar enlace' }).click()
  await expect(page.locator('main[data-page="sent"]')).toBeVisible()

  const mail = await site.newestMail(person)
  expect(mail).toMatchObject({ subject: 'Elige una contraseña nueva para Panadería Sol' })
  expect(mail?.text).toContain(mail?.code)
  expect(mail?.link).toMatch(/\/panaderia-sol\/link\?t=[\w.-]+&c=\d{6}$/)
  expect(mail?.link).not.toContain('example')

  await page.goto(mail?.link ?? '')
  await expect(page.locator('main[data-page="reset"]')).toBeVisible()
  await expect(page.locator('input[name="username"]')).toHaveValue(person.username)
  await expect(page.locator('main')).toContainText('El enlace deja de servir a esta hora')
  await page.locator('input[name="password"]').fill(NEW_PASSWORD)
  await page.getByRole('button', { name: 'Cambiar contraseña' }).click()
  await expect(page.locator('main[data-page="done"]')).toBeVisible()

  const told = () => site.emulator.inbox.latest({ to: person.email })
  // Another function writes it, behind the answer.
  await expect
    .poll(told)
    .toMatchObject({ subject: 'Se ha cambiado tu contraseña de Panadería Sol', code: '' })
  expect(told()?.text).toContain('La sesión se cierra en menos de 1 hora')
  expect(await site.signsIn(person, NEW_PASSWORD)).toBe(true)
  expect(await site.isOpen(session)).toBe(false)
})

test('a sign-up’s mail is the tenant’s, its link survives scanners, and confirms by a press', {
  tag: '@long',
}, async ({ site, page }) => {
  const username = `new-${randomBytes(3).toString('hex')}@example.com`
  const person = { slug: 'panaderia-sol' as const, username, email: username }
  const UserAttributes = [{ Name: 'email', Value: username }]
  const input = {
    Username: username,
    Password: OLD_PASSWORD,
    UserAttributes,
    ClientMetadata: { locale: 'es' },
  }
  await site.call(person.slug, 'SignUp', input, username)
  const mail = site.emulator.inbox.latest({ to: username })
  expect(mail).toMatchObject({ subject: 'Confirma tu cuenta de Panadería Sol' })
  const link = mail?.link ?? ''
  expect(link).toMatch(/\/panaderia-sol\/link\?t=[\w.-]+&c=\d{6}$/)

  await promisify(execFile)(process.execPath, ['scripts/build-cli.mjs'])
  const drill = await promisify(execFile)(process.execPath, ['dist/rekey.js', 'drill', link, '--json'])
  expect(JSON.parse(drill.stdout)).toMatchObject({ isSound: true, isUnspent: true })
  const ofPortal = () => site.fromPortal().filter(({ operation }) => operation === 'ConfirmSignUp')
  expect(ofPortal()).toHaveLength(0)

  await page.goto(link)
  await expect(page.locator('main[data-page="confirm"]')).toBeVisible()
  expect(await site.signsIn(person, OLD_PASSWORD)).toBe(false)
  await page.getByRole('button', { name: 'Confirmar la cuenta' }).click()
  await expect(page.locator('main[data-page="done"]')).toBeVisible()
  expect(ofPortal()).toHaveLength(1)
  expect(await site.signsIn(person, OLD_PASSWORD)).toBe(true)
})

test('a newer mail for a sign-up replaces the one before, and says so', { tag: '@long' }, async ({
  site,
  page,
}) => {
  const person = site.person('northwind', { status: 'UNCONFIRMED', emailVerified: false })
  const asked = async () => {
    await page.goto('/northwind/confirm?ask=1')
    await page.getByRole('textbox').fill(person.username)
    await page.getByRole('button', { name: 'Send a new message' }).click()
    await expect(page.locator('main[data-page="sent"]')).toBeVisible()
    return (await site.newestMail(person)).link ?? ''
  }
  const first = await asked()
  const second = await asked()
  await page.goto(first)
  await expect(page.locator('[data-problem="replaced"]')).toBeVisible()
  await page.goto(second)
  await expect(page.locator('main[data-page="confirm"]')).toBeVisible()
})

test('a mailed link survives everything that is done to links on the way, and then sets the password', {
  tag: '@long',
}, async ({ site, page, browser }) => {
  const person = site.person()
  await page.goto('/northwind/forgot')
  await page.getByRole('textbox').fill(person.username)
  await page.getByRole('button', { name: 'Send the link' }).click()
  await expect(page.locator('main[data-page="sent"]')).toBeVisible()
  const mailed = (await site.newestMail(person)).link ?? ''

  await promisify(execFile)(process.execPath, ['scripts/build-cli.mjs'])
  const drill = await promisify(execFile)(process.execPath, ['dist/rekey.js', 'drill', mailed, '--json'])
  expect(JSON.parse(drill.stdout)).toMatchObject({ isSound: true, isUnspent: true })
  const checker = await (await browser.newContext()).newPage()
  await checker.goto(mailed, { waitUntil: 'networkidle' })
  await expect(checker.locator('main[data-page="reset"]')).toBeVisible()
  expect(site.confirmations(person.username)).toHaveLength(0)
  expect(site.asked(person.username)).toBe(1)

  await page.goto(mailed)
  await page.locator('input[name="password"]').fill(NEW_PASSWORD)
  await page.locator('main form button[type="submit"]').first().click()
  await expect(page.locator('main[data-page="done"]')).toBeVisible()
  expect(await site.signsIn(person, NEW_PASSWORD)).toBe(true)
})

test('a link that is too old is told before a password is thought of, and one click sends another', async ({
  site,
  page,
}) => {
  const person = site.person()
  await page.goto(await link('northwind', person.username, { issuedAt: hoursAgo(2) }))
  await expect(page.locator('[data-problem="expired"]')).toBeVisible()
  await expect(page).toHaveURL(`${site.portal.url}/northwind/link-problem`)
  await page.getByRole('button', { name: 'Send a new message' }).click()
  await expect(page.locator('main[data-page="sent"]')).toContainText(person.username)
  await expect.poll(() => site.asked(person.username)).toBe(1)
})

test('a link that a newer mail has replaced leads to that one, with the name kept', async ({
  site,
  page,
}) => {
  const person = site.person()
  const links: string[] = []
  for (let time = 0; time < 2; time++) {
    await page.goto('/northwind/forgot')
    await page.getByRole('textbox').fill(person.username)
    await page.getByRole('button', { name: 'Send the link' }).click()
    await expect(page.locator('main[data-page="sent"]')).toBeVisible()
    links.push((await site.newestMail(person)).link ?? '')
  }
  const [older = '', newer = ''] = links
  await page.goto(older)
  await expect(page.locator('[data-problem="replaced"]')).toBeVisible()
  await page.getByRole('link', { name: 'Enter the code by hand' }).click()
  await expect(page.locator('input[name="username"]')).toHaveValue(person.username)
  await expect(page.locator('input[name="code"]')).toBeVisible()
  await page.goto(newer)
  await expect(page.locator('main[data-page="reset"]')).toContainText('The link works until')
})

test('a link that was altered, or is another tenant’s, says so and brings no code', async ({
  site,
  page,
}) => {
  const { username } = site.person()
  const altered = (await link('northwind', username)).replace(/.&c=/, '!&c=')
  await page.goto(altered)
  await expect(page.locator('[data-problem="changed"]')).toBeVisible()
  await page.goto(await link('northwind', username, {}, 'kumo'))
  await expect(page.locator('[data-problem="foreign"]')).toBeVisible()
  await expect(page.locator('main')).not.toContainText(username)
  await expect(page.getByRole('link', { name: 'Go to Kumo Games' })).toHaveAttribute(
    'href',
    `${site.portal.url}/kumo/forgot`,
  )
  await page.goto('/northwind/reset')
  await expect(page.locator('input[name="code"]')).toBeVisible()
  expect(site.confirmations(username)).toHaveLength(0)
})

test('a link without an envelope still works, and one that was cut off asks for what is missing', async ({
  site,
  page,
}) => {
  const { username } = site.person()
  await page.goto(`/northwind/link?u=${encodeURIComponent(username)}&c=246810`)
  await expect(page.locator('input[name="username"]')).toHaveValue(username)
  const whole = await link('northwind', username)
  await page.goto(whole.replace(/&c=.*/, ''))
  await expect(page.locator('input[name="code"]')).toBeVisible()
  await page.goto(whole.slice(0, 90))
  await expect(page.locator('[data-problem="incomplete"]')).toBeVisible()
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('the way on from a link that is too old is one click as well', async ({ site, page }) => {
    const person = site.person('al-manar')
    await page.goto(await link('al-manar', person.username, { issuedAt: hoursAgo(30), locale: 'ar' }))
    await expect(page.locator('html')).toHaveAttribute('lang', 'ar')
    await page.locator('main button').click()
    await expect(page.locator('main[data-page="sent"]')).toBeVisible()
    await expect.poll(() => site.asked(person.username)).toBe(1)
  })
})
