import { expect, test } from './fixtures'

// Seen once as a blank page: an exception while a page renders, in a browser that runs no scripts.

/** Makes one user name, and nothing else, an exception in the middle of a page. */
const fault = `
const { trim } = String.prototype
String.prototype.trim = function () {
  if (String(this) === 'throw-here') throw new Error('a fault of the page')
  return Reflect.apply(trim, this, [])
}`
const PATH = '/northwind/forgot?username=throw-here'

test.use({
  settings: { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(fault)}` },
  expectedTrouble: /status of (404|500)/,
})

for (const javaScriptEnabled of [false, true]) {
  test.describe(`a page that fails, ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, {
    tag: javaScriptEnabled ? '@long' : [],
  }, () => {
    test.use({ javaScriptEnabled, locale: 'ar' })

    test('is told in the language of the request, with a way on', async ({ page }) => {
      const answer = await page.goto(PATH)
      expect(answer?.status()).toBe(500)
      await expect(page.locator('html')).toHaveAttribute('lang', 'ar')
      await expect(page.locator('html')).toHaveAttribute('dir', 'rtl')
      await expect(page.getByRole('main')).toHaveAttribute('data-page', 'unavailable')
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      expect(await page.locator('h1').textContent()).toMatch(/\p{sc=Arab}/u)
      await expect(page.getByRole('link')).toHaveAttribute('href', '')
      expect(await page.locator('h1').evaluate((h1) => getComputedStyle(h1).fontSize)).toBe('24px')
    })
  })
}

test('its answer carries the headers of every page, and says nothing about the fault', async ({ site }) => {
  const headers = { accept: 'text/html,*/*;q=0.8', 'accept-language': 'de', cookie: 'rekey_language=ja' }
  const answer = await fetch(`${site.portal.url}${PATH}`, { headers })
  expect(answer.status).toBe(500)
  expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8')
  expect(answer.headers.get('cache-control')).toContain('no-store')
  expect(answer.headers.get('x-frame-options')).toBe('DENY')
  expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/)
  expect(answer.headers.get('referrer-policy')).toBe('no-referrer')
  const html = await answer.text()
  expect(html).toContain('<html lang="ja" dir="ltr">')
  expect(html).not.toMatch(/fault of the page|throw-here|<script/)
  const asked = await fetch(`${site.portal.url}${PATH}&lang=he`, { headers })
  expect(await asked.text()).toContain('<html lang="he" dir="rtl">')
})

test.describe('a page whose frame breaks in the browser', () => {
  test.use({ locale: 'ar', expectedTrouble: /a fault of the frame/ })

  test('is told in the words that came with it', async ({ page }) => {
    await page.addInitScript(() => {
      document.addEventListener = (type: string, ...rest: [EventListener, AddEventListenerOptions?]) => {
        // The menu of languages, in the frame, gives no options; React itself does.
        if (type === 'pointerdown' && rest.length === 1) throw new Error('a fault of the frame')
        EventTarget.prototype.addEventListener.call(document, type, ...rest)
      }
    })
    await page.goto('/al-manar/forgot?lang=ar')
    await expect(page.getByRole('main')).toHaveAttribute('data-page', 'unavailable')
    await expect(page.locator('html')).toHaveAttribute('lang', 'ar')
    await expect(page.locator('html')).toHaveAttribute('dir', 'rtl')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^\p{sc=Arab}/u)
    await expect(page.getByRole('link')).toHaveText(/^\p{sc=Arab}/u)
  })
})

test.describe('an address that can’t be read', () => {
  test.use({ locale: 'ar' })

  test('is told in the reader’s language', async ({ page }) => {
    for (const path of ['/northwind%00/forgot', '/northwind%2Fforgot']) {
      const answer = await page.goto(path)
      expect(answer?.status(), path).toBe(404)
      await expect(page.locator('html')).toHaveAttribute('lang', 'ar')
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^\p{sc=Arab}/u)
    }
  })
})
