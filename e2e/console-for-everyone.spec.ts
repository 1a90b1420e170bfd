import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { consoleOfFile, enter } from './console-site'

// The console on a small screen, in forced colours, without motion and with text set wider; the editor and dialogs too.

test.describe.configure({ mode: 'default', timeout: 120_000 })

const site = consoleOfFile()

/** 1280 px at 400 % (WCAG 2.2, 1.4.10). */
const WIDTH = 320

/** A few pixels wider than the screen then (docs/accessibility.md). */
const WIDER_THAN_THE_SCREEN = ['activity']

/** WCAG 2.2, 1.4.12; by script, since the console's policy refuses other style sheets. */
const setWider = (page: Page) =>
  page.evaluate(() => {
    for (const each of document.querySelectorAll<HTMLElement>('body *')) {
      each.style.lineHeight = '1.5'
      each.style.letterSpacing = '0.12em'
      each.style.wordSpacing = '0.16em'
      if (each.tagName === 'P') each.style.marginBlockEnd = '2em'
    }
  })

const widthOf = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth)

async function isForEveryone(page: Page, what: string): Promise<void> {
  // Without frames, so that axe need not open a second page. The rule is off unless it is asked for.
  const axe = new AxeBuilder({ page }).setLegacyMode().exclude('iframe').withRules(['target-size'])
  const small = (await axe.analyze()).violations.flatMap(({ nodes }) => nodes.map(({ html }) => html))
  expect.soft(small, `${what}: targets of 24 px, or apart`).toEqual([])
  expect.soft(await widthOf(page), `${what}: width`).toBeLessThanOrEqual(WIDTH)
  const moving = await page.evaluate(() => document.getAnimations().length)
  expect.soft(moving, `${what}: motion`).toBe(0)
  if (WIDER_THAN_THE_SCREEN.includes(what)) return
  await setWider(page)
  expect.soft(await widthOf(page), `${what}: width with wider text`).toBeLessThanOrEqual(WIDTH)
}

test('pages, editor and dialogs fit 320 px, can be hit, stand still, and show the focus', {
  tag: '@proof',
}, async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' })
  await page.setViewportSize({ width: WIDTH, height: 720 })
  await enter(page, site, 'owner@northwind.example')
  const ofTenant = ['languages', 'settings', 'health', 'mail', 'users', 'history', 'brand']
  const paths = [
    'overview',
    'overview/people',
    'tenants',
    'activity',
    ...ofTenant.map((each) => `northwind/${each}`),
  ]
  for (const path of paths) {
    await page.goto(`${site.portal.url}/admin/${path}`)
    await expect(page.getByRole('main')).toBeVisible()
    await isForEveryone(page, path)
    await page.keyboard.press('Tab')
    const outline = await page.evaluate(() => {
      const focused = document.activeElement
      return focused === null || focused === document.body
        ? 'nothing'
        : getComputedStyle(focused).outlineStyle
    })
    expect.soft(outline, `${path}: focus in forced colours`).not.toMatch(/none|nothing/)
  }
  await page.goto(`${site.portal.url}/admin/northwind/brand?section=mail`)
  await expect(page.locator('textarea[data-word]').first()).toBeVisible()
  await isForEveryone(page, 'words')
  for (const name of ['Export…', 'Share preview']) {
    await page.getByRole('button', { name }).click()
    await expect(page.getByRole('dialog')).toBeVisible()
    await isForEveryone(page, name)
    await page.keyboard.press('Escape')
  }
})
