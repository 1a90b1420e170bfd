import type { Page } from '@playwright/test'
import { fits } from './fits'
import { expect } from './fixtures'

/** WCAG 2.2, 1.4.12. */
const SPACING = `
  body * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
  body p { margin-block-end: 2em !important }
`

/** Does something while text is spaced as widely as readers may space it. */
export async function inWideSpacing(page: Page, look: () => Promise<void>): Promise<void> {
  // By script, since the policy of the pages refuses other style elements.
  await page.evaluate((css) => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(css)
    document.adoptedStyleSheets = [sheet]
  }, SPACING)
  await look()
  await page.evaluate(() => {
    document.adoptedStyleSheets = []
  })
}

/** Does something while the browser's own letters are twice as large. */
export async function inLargeLetters(page: Page, look: () => Promise<void>): Promise<void> {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Page.setFontSizes', { fontSizes: { standard: 32, fixed: 26 } })
  await look()
  await devtools.send('Page.setFontSizes', { fontSizes: { standard: 16, fixed: 13 } })
  await devtools.detach()
}

/** Does something while the colours are the reader's own, and nothing moves. */
export async function inForcedColours(page: Page, look: () => Promise<void>): Promise<void> {
  await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' })
  await look()
  await page.emulateMedia({ forcedColors: null, reducedMotion: null })
}

/** What takes the focus has a line around it, and nothing moves. */
async function showsFocusAtRest(page: Page, what: string): Promise<void> {
  expect.soft(await page.evaluate(() => document.getAnimations().length), what).toBe(0)
  const first = page.locator('main :is(a, button, input)').filter({ visible: true }).first()
  if ((await first.count()) === 0) return
  // A browser draws no line for those who use the mouse.
  await page.keyboard.press('Tab')
  await first.focus()
  expect
    .soft(await first.evaluate((element) => getComputedStyle(element).outlineStyle), what)
    .not.toBe('none')
}

/** Nothing of a page as it stands is lost on a phone, whatever readers set for themselves. */
export async function bendsToReaders(page: Page, what: string): Promise<void> {
  await page.setViewportSize({ width: 320, height: 640 })
  await inWideSpacing(page, () => fits(page, `${what}, widely spaced`))
  await inLargeLetters(page, () => fits(page, `${what}, in large letters`))
  await inForcedColours(page, async () => {
    await fits(page, `${what}, in forced colours`)
    await showsFocusAtRest(page, `${what}, in forced colours`)
  })
}
