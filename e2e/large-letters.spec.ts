import { chromium, type Page } from '@playwright/test'
import { expect, test } from './fixtures'
import type { Site } from './site'
import { choose, sees, send } from './steps'

// The promise: larger letters cost nobody anything.

const NARROW = { width: 320, height: 640 }

/** What reaches out of the page or is cut off, and how large the text is. */
const layout = (page: Page) =>
  page.evaluate(() => {
    const cut = [...document.querySelectorAll('h1, p, li, label, a, button')].filter(
      (each) => each.checkVisibility() && !each.closest('.sr') && each.scrollWidth > each.clientWidth + 1,
    )
    return {
      width: document.documentElement.scrollWidth,
      cut: cut
        .filter((each) => getComputedStyle(each).display !== 'inline')
        .map(({ outerHTML }) => outerHTML),
      text: Math.min(
        ...[...document.querySelectorAll('p, label, a')].map((each) =>
          Number.parseFloat(getComputedStyle(each).fontSize),
        ),
      ),
    }
  })

/** The pages with the most in them, in letters that are at least this large, in px. */
async function fits(page: Page, site: Site, least: number): Promise<void> {
  await page.goto(`${site.portal.url}/northwind/forgot`)
  await send(page)
  await sees(page, 'check')
  const forgot = await layout(page)
  await page.goto((await site.mail(site.person())).link)
  await choose(page, 'short')
  await sees(page, 'password-rejected')
  for (const { width, cut, text } of [forgot, await layout(page)]) {
    expect([width, cut]).toEqual([NARROW.width, []])
    expect(text).toBeGreaterThanOrEqual(least)
  }
}

test.describe('on a narrow screen', () => {
  test.use({ viewport: NARROW })

  test('text grows with the browser’s own font size, and nothing is cut off at twice of it', async ({
    page,
    site,
  }) => {
    const devtools = await page.context().newCDPSession(page)
    await devtools.send('Page.setFontSizes', { fontSizes: { standard: 32, fixed: 26 } })
    await fits(page, site, 26)
  })
})

test('a browser’s smallest font size makes no page wider', async ({ site }) => {
  const { CHROMIUM_PATH } = process.env
  const browser = await chromium.launch({
    ...(CHROMIUM_PATH && { executablePath: CHROMIUM_PATH }),
    args: ['--blink-settings=minimumFontSize=24'],
  })
  await fits(await browser.newPage({ viewport: NARROW }), site, 24)
  await browser.close()
})
