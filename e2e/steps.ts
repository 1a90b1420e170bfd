import { expect, type Page } from '@playwright/test'
import { settled } from './settled'
import { NEW_PASSWORD, type Person, type Site, type Slug } from './site'
import { wrongCode } from './wrong-code'

/** What a person does on the pages, in the names of the contract: fields by `name`, pages by `data-page`. */

export const field = (page: Page, name: 'username' | 'code' | 'password') =>
  page.locator(`main input[name="${name}"]:not([type="hidden"])`)

export async function onPage(page: Page, name: string): Promise<void> {
  await expect(page.locator('main')).toHaveAttribute('data-page', name)
}

export async function sees(page: Page, error: string): Promise<void> {
  await expect(page.getByRole('alert').and(page.locator('[data-error]'))).toHaveAttribute('data-error', error)
}

export async function send(page: Page): Promise<void> {
  await page.locator('main form button[type="submit"]').first().click()
}

export async function ask(page: Page, slug: Slug, username: string): Promise<void> {
  await page.goto(`/${slug}/forgot`)
  await field(page, 'username').fill(username)
  await send(page)
}

export async function choose(page: Page, password = NEW_PASSWORD): Promise<void> {
  await field(page, 'password').fill(password)
  await send(page)
}

/** What the emulator's inbox shows to anybody: the newest mail to an address that asked, as JSON. */
export async function openMail(site: Site, { email }: Person): Promise<{ link: string; code: string }> {
  await settled(site.portal.port)
  const answer = await fetch(`${site.emulator.inboxUrl}.json?to=${encodeURIComponent(email)}`)
  const mails: { link: string; code: string }[] = await answer.json()
  const [mail] = mails
  if (!mail) throw new Error(`No mail came to ${email}`)
  return mail
}

/** Asks for a mail and types a wrong code where the page asks for it. */
export async function mistype(
  page: Page,
  site: Site,
  person: Person,
): Promise<{ right: string; wrong: string }> {
  await ask(page, person.slug, person.username)
  await onPage(page, 'sent')
  const { code } = await openMail(site, person)
  const wrong = wrongCode(code)
  await field(page, 'code').fill(wrong)
  await send(page)
  await onPage(page, 'reset')
  return { right: code, wrong }
}
