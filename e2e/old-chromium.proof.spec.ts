import { chromium, type Page } from '@playwright/test'
import { expect, test } from './fixtures'
import { oldChromium } from './old-chromium'
import { NEW_PASSWORD } from './site'
import { onPage } from './steps'

// The promise: a browser that knows neither the style sheet nor the scripts gets to the end on plain, readable pages.

const WIDTH = 400

/** By keys alone: an old browser lacks what Playwright asks before it clicks. */
async function type(page: Page, name: string, text: string): Promise<void> {
  await page.locator(`main input[name="${name}"]:not([type="hidden"])`).focus()
  await page.keyboard.insertText(text)
}

const sees = (page: Page, error: string) =>
  expect(page.locator('main [role="alert"]')).toHaveAttribute('data-error', error)

async function isReadable(page: Page): Promise<void> {
  const seen = await page.evaluate(() => {
    const [html, body] = [document.documentElement, document.body]
    const links = [...document.querySelectorAll('main a, main button:not([hidden])')].map((each) =>
      each.getBoundingClientRect(),
    )
    const logo = document.querySelector<HTMLImageElement>('img.logo')
    return {
      knowsLayers: 'CSSLayerBlockRule' in window,
      width: html.scrollWidth,
      textWidth: body.clientWidth,
      // Two ways on in one line would read as one.
      shareLine: links.filter((one, index) => {
        const other = links[index + 1]
        return other !== undefined && other.top < one.bottom - 1 && other.left < one.right + 1
      }).length,
      logo: logo && [logo.clientWidth <= innerWidth, logo.naturalWidth > 0],
      drawn: getComputedStyle(document.querySelector('svg.icon') ?? body).fill,
    }
  })
  expect(seen).toMatchObject({ knowsLayers: false, shareLine: 0, logo: [true, true], drawn: 'none' })
  expect(seen.width).toBeLessThanOrEqual(WIDTH)
}

test('a Chromium older than cascade layers resets a password', async ({ site }) => {
  test.setTimeout(300_000)
  const executablePath = oldChromium()
  test.skip(executablePath === null, 'no old Chromium')
  const browser = await chromium.launch({ executablePath: executablePath ?? '', args: ['--headless'] })
  try {
    const page = await browser.newPage({ viewport: { width: WIDTH, height: 700 } })
    const person = site.person()
    await page.goto(`${site.portal.url}/northwind/forgot`)
    await isReadable(page)
    await page.locator('main input[name="username"]').press('Enter')
    await sees(page, 'check')
    await isReadable(page)
    await type(page, 'username', person.username)
    await page.keyboard.press('Enter')
    await onPage(page, 'sent')
    await isReadable(page)

    const { link } = await site.newestMail(person)
    await page.goto(link ?? '')
    await onPage(page, 'reset')
    await isReadable(page)
    await type(page, 'password', 'short')
    await page.keyboard.press('Enter')
    await sees(page, 'password-rejected')
    await isReadable(page)
    await type(page, 'password', NEW_PASSWORD)
    await page.keyboard.press('Enter')
    await onPage(page, 'done')
    await isReadable(page)
    expect(await site.signsIn(person, NEW_PASSWORD)).toBe(true)
  } finally {
    await browser.close()
  }
})
