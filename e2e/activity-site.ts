import type { Browser, Page } from '@playwright/test'
import { type ConsoleSite, openConsoleSite, sessionCookie, watchTrouble } from './console-site'
import { PORTAL_SECRET } from './portal'
import { copiedDatabase } from './prepared-database'
import { sealedLink } from './sealed-link'
import { settled } from './settled'

/** Who asked for a mail at Northwind and mistyped the code. */
export const JANE = 'jane.of.the.activity@example.com'
export const refusal = 'Code refused: too old, used or mistyped'

type Look = { width?: number; javaScriptEnabled?: boolean }

/** A console with two entries of resets at Northwind: an ask, and a code that was refused. */
export type ActivitySite = ConsoleSite & {
  /** Where its database is on the server of these tests; empty where it is embedded. */
  databaseUrl: string
  /** Jane mistypes a code once more. */
  mistype(): Promise<void>
  /** Somebody of Northwind asks for a mail, opens a sealed link, and chooses a password with the code. */
  reset(username: string): Promise<void>
  /** A page of somebody who is signed in, and what a browser complains of. */
  pageOf(browser: Browser, who: string, look?: Look): Promise<{ page: Page; trouble: string[] }>
  open(page: Page, path?: string): Promise<unknown>
  /** What a route or page answers to somebody; null for nobody. */
  get(path: string, who: string | null): Promise<{ status: number; type: string | null; text: string }>
}

export async function openActivitySite(): Promise<ActivitySite> {
  const database = await copiedDatabase('demo')
  const site = await openConsoleSite({ settings: database.settings })
  const { url, port } = site.portal

  /** By the AWS endpoint: no browser is needed for it. */
  const call = (operation: string, more: Record<string, string>) =>
    fetch(`${url}/northwind/cognito`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/x-amz-json-1.1',
        'X-Amz-Target': `AWSCognitoIdentityProviderService.${operation}`,
      },
      body: JSON.stringify({ ClientId: '1northwindexample23456789', Username: JANE, ...more }),
    })
  let code = 0
  const mistype = async () => {
    const ConfirmationCode = String(code++).padStart(6, '0')
    await call('ConfirmForgotPassword', { ConfirmationCode, Password: 'Correct-Horse-9-Battery' })
  }
  async function reset(Username: string): Promise<void> {
    await call('ForgotPassword', { Username })
    await settled(port)
    const code = site.emulator.inbox.latest({ username: Username })?.code ?? ''
    const link = await sealedLink(Buffer.from(PORTAL_SECRET), 'northwind', Username)
    await fetch(`${url}/northwind/link?${link}`, { redirect: 'manual' })
    await call('ConfirmForgotPassword', {
      Username,
      ConfirmationCode: code,
      Password: 'Correct-Horse-9-Battery',
    })
  }
  await call('ForgotPassword', {})
  await settled(port)
  await mistype()

  return {
    ...site,
    databaseUrl: database.settings.DATABASE_URL,
    mistype,
    reset,
    async pageOf(browser, who, { width = 1440, javaScriptEnabled = true } = {}) {
      const [name = '', value = ''] = (await sessionCookie(site, who)).split('=')
      const context = await browser.newContext({ viewport: { width, height: 900 }, javaScriptEnabled })
      await context.addCookies([{ name, value, url }])
      const page = await context.newPage()
      const trouble = watchTrouble(page)
      return { page, trouble }
    },
    open: (page, path = '?view=entries') => page.goto(`${url}/admin/activity${path}`),
    async get(path, who) {
      const headers = who === null ? {} : { Cookie: await sessionCookie(site, who) }
      const answer = await fetch(`${url}/admin/activity${path}`, { headers, redirect: 'manual' })
      return { status: answer.status, type: answer.headers.get('content-type'), text: await answer.text() }
    },
    async close() {
      await site.close()
      await database.drop()
    },
  }
}

/** The entries of a list, each by itself. */
export const rows = (page: Page) => page.locator('tbody tr')
/** The resets of a list. */
export const resets = (page: Page) => page.getByRole('list', { name: 'Resets' }).locator('> li')
