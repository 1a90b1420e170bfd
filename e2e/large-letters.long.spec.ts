import { chromium, type Page } from '@playwright/test'
import { fits } from './fits'
import { expect, test } from './fixtures'
import { inLargeLetters } from './readers-settings'
import type { Site } from './site'
import { choose, sees, send } from './steps'
import { tenantsWith } from './tenants-with'

// The promise: larger letters cost nobody anything, in the longest texts either.

test.use({
  settings: { REKEY_PSEUDO_LOCALES: 'on', REKEY_TENANTS: tenantsWith({ northwind: ['en-XA'] }) },
})

const NARROW = { width: 320, height: 640 }

/** How large the smallest text of the page is, in px. */
const smallestText = (page: Page) =>
  page
    .locator('p, label, a')
    .evaluateAll((elements) =>
      Math.min(...elements.map((each) => Number.parseFloat(getComputedStyle(each).fontSize))),
    )

/** The pages with the most in them fit, in letters that are at least this large, in px. */
async function fitsInLetters(page: Page, site: Site, least: number): Promise<void> {
  const holds = async (what: string) => {
    await fits(page, what)
    expect(await smallestText(page), what).toBeGreaterThanOrEqual(least)
  }
  await page.goto(`${site.portal.url}/northwind/forgot`)
  await send(page)
  await sees(page, 'check')
  await holds('forgot')
  await page.goto((await site.mail(site.person())).link)
  await choose(page, 'short')
  await sees(page, 'password-rejected')
  await holds('reset')
}

test.describe('on a narrow screen', () => {
  test.use({ viewport: NARROW })

  test('text grows with the browser’s own font size, and nothing is cut off at twice of it', async ({
    page,
    site,
  }) => {
    await inLargeLetters(page, () => fitsInLetters(page, site, 26))
  })
})

test('a browser’s smallest font size makes no page wider', async ({ site }) => {
  const { CHROMIUM_PATH } = process.env
  const browser = await chromium.launch({
    ...(CHROMIUM_PATH && { executablePath: CHROMIUM_PATH }),
    args: ['--blink-settings=minimumFontSize=24'],
  })
  await fitsInLetters(await browser.newPage({ viewport: NARROW }), site, 24)
  await browser.close()
})
