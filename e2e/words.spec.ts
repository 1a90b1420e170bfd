import { readFile } from 'node:fs/promises'
import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Locator, type Page, test } from '@playwright/test'
import { UNSEEN_WORDS } from '../lib/console/words/word-homes'
import { consoleOfFile, enter, sessionCookie, watchTrouble } from './console-site'

// The words of a tenant as its people edit them: found, compared, counted, pressed in the preview, sent to a translator.

test.describe.configure({ mode: 'default', timeout: 90_000 })

const site = consoleOfFile()

async function openWords(page: Page, tenant: string): Promise<string[]> {
  const trouble = watchTrouble(page)
  await page.setViewportSize({ width: 1440, height: 900 })
  await enter(page, site, `editor@${tenant}.example`)
  await page.goto(`${site.portal.url}/admin/${tenant}/brand`)
  await page.getByRole('heading', { name: 'Words' }).click()
  await expect(status(page)).toHaveText(/^\d+ of \d+ texts$/)
  return trouble
}

const words = (page: Page) => page.locator('details', { has: page.getByRole('heading', { name: 'Words' }) })
/** Without frames, so that axe need not open a second page. */
const axe = (page: Page) => new AxeBuilder({ page }).setLegacyMode()
const status = (page: Page) => words(page).getByRole('status').first()
const field = (page: Page, key: string) => page.locator(`textarea[data-word="${key}"]`)
const filter = (page: Page) => page.getByRole('combobox', { name: 'Show', exact: true })
const desktop = (page: Page) => page.frameLocator('iframe[title="Preview, desktop"]')
const mail = (page: Page) => page.frameLocator('iframe[title="Mail, desktop"]')
const saved = (page: Page) => expect(page.getByText(/Draft saved/)).toBeVisible()

test('texts have names and places, stand beside another language, and what one lacks is marked', {
  tag: '@long',
}, async ({ page }) => {
  const trouble = await openWords(page, 'northwind')
  const heading = page.getByRole('textbox', { name: 'Heading (New password page, English)' })
  await expect(heading).toHaveAccessibleDescription(/At the top of the page · reset\.title .*of 80/)
  await heading.fill('Choose your new password')
  await expect(desktop(page).getByRole('heading', { level: 1 })).toHaveText('Choose your new password')
  await expect(words(page).getByText('Not in Dansk')).toBeVisible()

  await page.getByLabel('Texts in').selectOption('da')
  await expect(field(page, 'reset.title')).toHaveAttribute('placeholder', 'Vælg en ny adgangskode')
  const row = words(page)
    .getByRole('listitem')
    .filter({ has: field(page, 'reset.title') })
  await expect(row.getByText('Choose your new password')).toBeVisible()
  await expect(row.getByText('Missing here')).toBeVisible()
  await filter(page).selectOption('missing')
  await expect(status(page)).toHaveText(/^1 of \d+ texts$/)
  await field(page, 'reset.title').pressSequentially('Vælg din nye adgangskode')
  await expect(filter(page).getByRole('option', { name: 'Only what is missing (0)' })).toBeAttached()
  await expect(field(page, 'reset.title')).toBeFocused()
  await page.getByLabel('Page or email').selectOption('all')
  await expect(words(page).getByText('Nothing is missing')).toBeVisible()
  await filter(page).selectOption('changed')
  await expect(field(page, 'reset.title')).toHaveValue('Vælg din nye adgangskode')
  await row.getByRole('button', { name: 'Heading: restore the portal’s text' }).click()
  await expect(filter(page).getByRole('option', { name: 'Only what you changed (0)' })).toBeAttached()
  await saved(page)
  expect(trouble).toEqual([])
})

test('only the languages on show are fetched', { tag: '@proof' }, async ({ page }) => {
  await openWords(page, 'northwind')
  const fetched: string[] = []
  page.on('request', (request) => {
    if (request.resourceType() === 'script') fetched.push(request.url())
  })
  await words(page).getByLabel('Search').fill('password')
  await page.getByLabel('Page or email').selectOption('all')
  await page.getByLabel('Texts in').selectOption('da')
  await expect(field(page, 'reset.title')).toHaveAttribute('lang', 'da')
  // The pages' and the mails' file of Danish, for the editor and for the preview's frames, and no other language's.
  expect(new Set(fetched).size).toBeLessThanOrEqual(2)
})

test('a text is found by a word of it, its place or its key', { tag: '@proof' }, async ({ page }) => {
  await openWords(page, 'northwind')
  const search = words(page).getByLabel('Search')
  await search.fill('spam folder')
  await expect(field(page, 'sent.hint')).toBeVisible()
  await search.fill('subject line password changed')
  await expect(field(page, 'mail.changed.subject')).toBeVisible()
  await search.fill('errors.offline')
  await expect(status(page)).toHaveText(/^2 of \d+ texts$/)
  await search.fill('nowhere at all')
  await expect(status(page)).toHaveText(/^0 of \d+ texts$/)
  await words(page).getByRole('button', { name: 'Show the texts in the preview' }).click()
  await expect(field(page, 'reset.title')).toBeVisible()
})

test('a text that is too long or lacks a placeholder is told at once, and a chip puts it where the cursor is', {
  tag: '@proof',
}, async ({ page }) => {
  await openWords(page, 'northwind')
  await page.getByLabel('Page or email').selectOption('sent')
  const title = field(page, 'sent.title')
  await title.fill('x'.repeat(82))
  await expect(title).toHaveAccessibleDescription(/82 of 80 characters .*there is room for 80/)
  await expect(words(page).getByRole('status').nth(1)).toHaveText(
    'Sent page: heading: can’t be saved like this.',
  )
  await expect(page.getByText('Not saved: something isn’t valid')).toBeVisible()
  await title.fill('Look into your inbox')
  await saved(page)

  const wait = field(page, 'sent.waitFor')
  await wait.fill('Ask again in .')
  await expect(wait).toHaveAccessibleDescription(/This text lacks \{duration\}/)
  await wait.press('ArrowLeft')
  const row = words(page).getByRole('listitem').filter({ has: wait })
  await row.getByRole('button', { name: 'Insert {duration}' }).click()
  await expect(wait).toHaveValue('Ask again in {duration}.')
  await expect(wait).toBeFocused()
  await page.keyboard.type(' at most')
  await expect(wait).toHaveValue('Ask again in {duration} at most.')
  await wait.fill('{name} {duration}')
  await expect(wait).toHaveAccessibleDescription(/holds \{name\}, which is not filled in here/)
})

test('pressing a text of a page or a mail leads to its field, by pointer and by keys', {
  tag: '@long',
}, async ({ page }) => {
  const trouble = await openWords(page, 'northwind')
  await page.locator('label', { hasText: /^Forgot$/ }).click()
  // By keys: into the preview, to its first text, and from there to its field.
  await page.getByRole('button', { name: 'Go into preview, desktop' }).focus()
  await page.keyboard.press('Enter')
  const lead = desktop(page).locator('[data-word="forgot.lead"]')
  await expect(lead).toBeVisible()
  for (let stop = 0; stop < 20; stop++) {
    await page.keyboard.press('Tab')
    if (await lead.evaluate((element) => element === element.ownerDocument.activeElement)) break
  }
  await expect(lead).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(field(page, 'forgot.lead')).toBeFocused()

  // By pointer.
  await desktop(page).getByRole('heading', { level: 1 }).click()
  await expect(field(page, 'forgot.title')).toBeFocused()
  await desktop(page).getByRole('button', { name: 'Send the link' }).click()
  await expect(field(page, 'forgot.submit')).toBeFocused()

  await page.locator('label', { hasText: 'Mail: reset code' }).click()
  const heading = mail(page).locator(
    'h1 [data-word="mail.reset.heading"], h1[data-word="mail.reset.heading"]',
  )
  await heading.click()
  await expect(field(page, 'mail.reset.heading')).toBeFocused()
  await page.keyboard.type('A new password, please')
  await expect(heading).toHaveText('A new password, please')
  await heading.click()
  await expect(field(page, 'mail.reset.heading')).toBeFocused()
  await page
    .locator('section[aria-label="Mail"]')
    .getByRole('button', { name: /is your code/ })
    .click()
  await expect(field(page, 'mail.reset.sms')).toBeFocused()
  await field(page, 'mail.reset.sms').fill('{####} for {name}')
  await expect(page.getByRole('button', { name: /^123456 for Northwind/ })).toBeVisible()

  // A field leads to where its text is shown.
  await page.getByLabel('Page or email').selectOption('mail.cannotReset')
  await field(page, 'mail.cannotReset.external').focus()
  await expect(mail(page).getByText('with another provider')).toBeVisible()
  expect(trouble).toEqual([])
})

/** The places around a mail, which have no key of their own in the page. */
const AROUND_MAIL = { subject: 0, preheader: 1, sms: 2 } as const

/** Where a text can be pressed: on the page, in the mail, or in the lists of what neither shows. */
async function pressable(page: Page, key: string): Promise<Locator> {
  const around = /^mail\.\w+\.(subject|preheader|sms)$/.exec(key)?.[1] as keyof typeof AROUND_MAIL | undefined
  if (around !== undefined)
    return page.locator('section[aria-label="Mail"] dl').getByRole('button').nth(AROUND_MAIL[around])
  if (key.startsWith('mail.'))
    return mail(page).locator(`[data-word="${key}"]`).filter({ visible: true }).first()
  const onPage = desktop(page).locator(`[data-word="${key}"]`).filter({ visible: true }).first()
  const unseen = page.locator(`[data-unseen="${key}"]`)
  await expect
    .poll(async () => (await onPage.count()) + (await unseen.count()), { message: key })
    .toBeGreaterThan(0)
  return (await unseen.count()) > 0 ? unseen : onPage
}

test('every text leads to a place where it is seen, and from there back to its field', {
  tag: '@proof',
}, async ({ page }) => {
  test.setTimeout(600_000)
  const trouble = await openWords(page, 'panaderia-sol')
  await page.getByLabel('Page or email').selectOption('all')
  const keys = await page
    .locator('textarea[data-word]')
    .evaluateAll((fields) => fields.map((each) => (each as HTMLElement).dataset.word ?? ''))
  expect(keys.length).toBeGreaterThan(190)
  for (const key of keys) {
    if (Object.hasOwn(UNSEEN_WORDS, key)) continue
    await test.step(key, async () => {
      await field(page, key).focus()
      const place = await pressable(page, key)
      await expect(place, key).toBeVisible()
      // Away from the field, so that coming back to it shows.
      await words(page).getByLabel('Search').focus()
      // Some texts stand in buttons that are busy.
      await place.click({ force: true })
      await expect(field(page, key), key).toBeFocused()
    })
  }
  expect(trouble).toEqual([])
})

test('where a press leads to no field the preview is a page like any other', { tag: '@proof' }, async ({
  page,
}) => {
  await openWords(page, 'kumo')
  await expect(desktop(page).locator('[data-word]').first()).toBeAttached()
  await page.getByRole('button', { name: 'Press to edit' }).click()
  await expect(desktop(page).locator('[data-word]')).toHaveCount(0)
  const password = desktop(page).locator('input[type="password"]')
  await password.fill('secret')
  await expect(password).toHaveValue('secret')
})

test('a translator’s file goes out and comes back: what it would change is shown before the draft has it', {
  tag: '@long',
}, async ({ page }) => {
  const trouble = await openWords(page, 'panaderia-sol')
  await words(page).getByRole('button', { name: 'Export…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('English').uncheck()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('link', { name: 'Download' }).click(),
  ])
  expect(download.suggestedFilename()).toBe('panaderia-sol-words.json')
  const file = JSON.parse(await readFile(await download.path(), 'utf8'))
  expect(file).toMatchObject({
    kind: 'rekey-words',
    tenant: 'panaderia-sol',
    languages: [{ language: 'es' }],
  })
  await dialog.getByRole('button', { name: 'Close' }).click()

  const texts: { key: string; target: string }[] = file.languages[0].texts
  for (const text of texts) {
    if (text.key === 'forgot.title') text.target = '¿Sin llave?'
    if (text.key === 'sent.waitFor') text.target = 'Espere.'
  }
  await words(page).getByRole('button', { name: 'Import…' }).click()
  const give = (body: string) =>
    dialog
      .locator('input[type="file"]')
      .setInputFiles({ name: 'words.json', mimeType: 'application/json', buffer: Buffer.from(body) })
  await give('no JSON: [')
  await expect(dialog.getByRole('alert')).toContainText('This is not a JSON file.')
  await give('{"kind":"something"}')
  await expect(dialog.getByRole('alert')).toContainText('not a file of words that was exported here')
  await give(JSON.stringify(file))
  await expect(dialog.getByRole('status')).toHaveText('1 text would change, 1 text left out.')
  await expect(dialog.getByRole('row', { name: 'Words, es: Forgot page: heading' })).toContainText(
    '¿Sin llave?',
  )
  await expect(dialog.getByText('“sent.waitFor” (es) lacks {duration}.')).toBeVisible()
  await dialog.getByRole('button', { name: 'Add to draft' }).click()
  await expect(dialog).toBeHidden()
  await page.getByLabel('Page or email').selectOption('forgot')
  await expect(field(page, 'forgot.title')).toHaveValue('¿Sin llave?')
  await saved(page)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(field(page, 'forgot.title')).toHaveValue('')
  // A browser tells of the two refused files by itself.
  expect(trouble.filter((each) => !each.includes('422'))).toEqual([])
})

test('whoever may not change the draft can export its words and not import any', { tag: '@long' }, async ({
  page,
}) => {
  const address = `${site.portal.url}/admin/kumo/brand/words`
  const as = async (who: string, init: RequestInit = {}) =>
    fetch(address, {
      ...init,
      headers: {
        Cookie: await sessionCookie(site, who),
        Origin: site.portal.url,
        'Sec-Fetch-Site': 'same-origin',
      },
    })
  expect((await as('viewer@kumo.example')).status).toBe(200)
  expect((await as('viewer@kumo.example', { method: 'POST', body: '{}' })).status).toBe(404)
  expect((await as('owner@northwind.example')).status).toBe(404)
  expect((await fetch(address)).status).toBe(401)
  const large = `"${'x'.repeat(3 * 1024 * 1024)}"`
  expect((await as('editor@kumo.example', { method: 'POST', body: large })).status).toBe(413)

  await enter(page, site, 'viewer@kumo.example')
  await page.goto(`${site.portal.url}/admin/kumo/brand?section=mail`)
  await expect(field(page, 'mail.reset.subject')).toBeDisabled()
  await expect(words(page).getByRole('button', { name: 'Import…' })).toBeDisabled()
})

test('the words are clear of what axe finds, and fit a phone, a tablet and a desktop', {
  tag: '@proof',
}, async ({ page }) => {
  await openWords(page, 'al-manar')
  await page.getByLabel('Page or email').selectOption('sent')
  await expect(field(page, 'sent.waitFor')).toHaveCSS('direction', 'rtl')
  await field(page, 'sent.waitFor').fill('{name}')
  for (const width of [1440, 768, 390]) {
    await page.setViewportSize({ width, height: 900 })
    // The preview takes its new size a moment after the window does.
    const shown = () => page.evaluate(() => document.documentElement.scrollWidth)
    await expect.poll(shown).toBeLessThanOrEqual(width)
  }
  for (const width of [390, 1440]) {
    await page.setViewportSize({ width, height: 900 })
    const { violations } = await axe(page).exclude('iframe').analyze()
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
  }
  for (const name of ['Export…', 'Import…']) {
    await words(page).getByRole('button', { name }).click()
    const { violations } = await axe(page).include('dialog[open]').analyze()
    expect(violations.map(({ id }) => id)).toEqual([])
    await page.keyboard.press('Escape')
  }
})
