import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { previewStates } from '../lib/brand/preview'
import { consoleOfFile, enter, watchTrouble } from './console-site'

// The preview beside the controls: what is pressed leads to its control, what is pointed at is outlined, one device at a time.

test.describe.configure({ mode: 'default', timeout: 90_000 })

const site = consoleOfFile()

async function openEditor(page: Page, tenant: string, query = ''): Promise<string[]> {
  const trouble = watchTrouble(page)
  await page.setViewportSize({ width: 1440, height: 900 })
  await enter(page, site, `editor@${tenant}.example`)
  await page.goto(`${site.portal.url}/admin/${tenant}/brand${query}`)
  await expect(shown(page).locator('main[data-page]')).toBeVisible()
  return trouble
}

const shown = (page: Page) => page.frameLocator('iframe[title^="Preview, "]')
const control = (page: Page, path: string) => page.locator(`[data-control="${path}"]`)
const focusIsIn = (page: Page, path: string) =>
  expect
    .poll(
      () =>
        page.evaluate((wanted) => {
          const focused = document.activeElement?.closest<HTMLElement>('[data-control]')
          return focused?.dataset.control === wanted
        }, path),
      { message: path },
    )
    .toBe(true)
const axe = (page: Page) => new AxeBuilder({ page }).setLegacyMode().exclude('iframe')

test('pressing a part of the page leads to its control, and lists what else shapes it', {
  tag: '@long',
}, async ({ page }) => {
  const trouble = await openEditor(page, 'northwind', '?state=forgot')
  await shown(page).locator('.logo').click()
  await focusIsIn(page, 'identity/logo/light')
  await shown(page).locator('.button').first().click()
  await focusIsIn(page, 'colour/light/accent')
  const others = page.getByRole('group', { name: 'What shapes this part' })
  await others.getByRole('button', { name: 'Shape: radius' }).click()
  await focusIsIn(page, 'shape/radius')
  await shown(page).locator('.field input').first().click()
  await focusIsIn(page, 'colour/light/border')
  await shown(page).locator('.foot nav a').filter({ hasText: 'Privacy' }).click()
  await focusIsIn(page, 'links/privacy')
  await shown(page)
    .locator('.shell')
    .click({ position: { x: 12, y: 400 } })
  await focusIsIn(page, 'colour/light/canvas')
  await shown(page)
    .locator('.page')
    .click({ position: { x: 8, y: 8 } })
  await focusIsIn(page, 'colour/light/panel')
  await shown(page).getByRole('heading', { level: 1 }).click()
  await expect(page.locator('textarea[data-word="forgot.title"]')).toBeFocused()
  // With the words open, the button's text is what is worked on; its colour is one press further.
  await shown(page).locator('.button').first().click()
  await expect(page.locator('textarea[data-word="forgot.submit"]')).toBeFocused()
  await others.getByRole('button', { name: 'Colour, light: accent' }).click()
  await focusIsIn(page, 'colour/light/accent')
  expect(trouble).toEqual([])
})

test('the art and the logo are reached by keys, and with presses off the page can be tried out', {
  tag: '@long',
}, async ({ page }) => {
  await openEditor(page, 'al-manar', '?state=forgot')
  await page.getByRole('button', { name: 'Go into preview, desktop' }).focus()
  await page.keyboard.press('Enter')
  await shown(page).locator('.art').focus()
  await page.keyboard.press('Enter')
  await focusIsIn(page, 'layout/art')
  await page.getByRole('button', { name: 'Press to edit' }).click()
  await expect(shown(page).locator('[data-part]')).toHaveCount(0)
  await shown(page).locator('.field input').first().fill('somebody')
  await expect(shown(page).locator('.field input').first()).toHaveValue('somebody')
})

test('pointing at a colour outlines where it is used, and says so where it isn’t', { tag: '@long' }, async ({
  page,
}) => {
  const trouble = await openEditor(page, 'northwind', '?state=forgot')
  const used = shown(page).locator('[data-used]')
  await control(page, 'colour/light/accent').hover()
  await expect(used).toHaveCount(1)
  await expect(used).toHaveClass(/button/)
  await expect(page.getByText('Colour, light: accent is outlined in 1 place')).toBeVisible()
  await control(page, 'colour/light/border').hover()
  await expect(shown(page).locator('.field input[data-used]')).toBeVisible()
  await page.mouse.move(900, 500)
  await expect(used).toHaveCount(0)
  // By keys: the focus does what the pointer does.
  await page.getByLabel('Error: hex', { exact: true }).focus()
  await page.getByRole('button', { name: 'Show a page with it' }).click()
  await page.getByLabel('Error: hex', { exact: true }).focus()
  await expect(used.first()).toBeVisible()
  await expect(page.getByText(/Colour, light: error is outlined in \d+ places/)).toBeVisible()
  expect(trouble).toEqual([])
})

test('one device at a time, as large as chosen, scrolled in its own room and remembered', {
  tag: '@long',
}, async ({ page }) => {
  await openEditor(page, 'kumo')
  await expect(page.locator('iframe')).toHaveCount(1)
  await page.locator('label', { hasText: /^Phone$/ }).click()
  await page.locator('label', { hasText: /^100 %$/ }).click()
  const frame = page.locator('iframe[title="Preview, phone"]')
  const width = () => frame.evaluate((element) => Math.round(element.getBoundingClientRect().width))
  await expect.poll(width).toBe(390)
  await page.reload()
  await expect.poll(width).toBe(390)
  await page.locator('label', { hasText: /^Desktop$/ }).click()
  const desktop = page.locator('iframe[title="Preview, desktop"]')
  await expect.poll(() => desktop.evaluate((element) => element.getBoundingClientRect().width)).toBe(1280)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(1440)
  await page.locator('label', { hasText: /^50 %$/ }).click()
  await expect.poll(() => desktop.evaluate((element) => element.getBoundingClientRect().width)).toBe(640)
})

/** Every control whose middle something else covers, of those that are in view. */
const covered = (page: Page) =>
  page.getByRole('region', { name: 'Controls' }).evaluate((controls) =>
    [...controls.querySelectorAll('input:not(.sr-only), select, button, summary')].flatMap((each) => {
      const { left, top, width, height } = each.getBoundingClientRect()
      const [x, y] = [left + width / 2, top + height / 2]
      const top_ = width === 0 ? null : document.elementFromPoint(x, y)
      const isFree = top_ === null || top_.tagName !== 'IFRAME'
      return isFree ? [] : [each.outerHTML.slice(0, 80)]
    }),
  )

async function coversNothing(page: Page, width: number): Promise<void> {
  await page.setViewportSize({ width, height: 800 })
  const asked = () => page.evaluate(() => document.documentElement.scrollWidth)
  await expect.poll(asked, { message: `${width}: width` }).toBeLessThanOrEqual(width)
  expect(await covered(page), `${width}`).toEqual([])
  const room = page.getByRole('region', { name: 'Preview' })
  if (!(await room.isVisible())) {
    await page.locator('label', { hasText: /^Preview$/ }).click()
    await expect(room, `${width}`).toBeVisible()
    await expect(page.getByRole('region', { name: 'Controls' }), `${width}`).toBeHidden()
    await expect.poll(asked, { message: `${width}: preview` }).toBeLessThanOrEqual(width)
    await page.locator('label', { hasText: /^Controls$/ }).click()
  }
}

test('the preview covers no control, however large it is drawn', { tag: '@long' }, async ({ page }) => {
  await openEditor(page, 'kumo')
  await page.locator('label', { hasText: /^100 %$/ }).click()
  for (const width of [1440, 1024, 390]) await coversNothing(page, width)
})

test('the preview covers no control at any width', { tag: '@proof' }, async ({ page }) => {
  test.setTimeout(240_000)
  await openEditor(page, 'al-manar')
  await page.locator('label', { hasText: /^100 %$/ }).click()
  for (let width = 320; width <= 1920; width += 64) await coversNothing(page, width)
})

test('on a phone what is pressed in the preview brings its control', { tag: '@long' }, async ({ page }) => {
  await openEditor(page, 'northwind', '?state=forgot')
  await page.setViewportSize({ width: 390, height: 844 })
  await page.locator('label', { hasText: /^Preview$/ }).click()
  await shown(page).locator('.button').first().click()
  await focusIsIn(page, 'colour/light/accent')
})

test('the editor opens on the side that people see, and follows it', { tag: '@long' }, async ({ page }) => {
  await openEditor(page, 'kumo')
  const side = page.getByRole('group', { name: 'Light or dark' })
  await expect(side.getByRole('radio', { name: 'Dark' })).toBeChecked()
  await page.getByLabel('What people see').selectOption('light')
  await expect(side.getByRole('radio', { name: 'Light' })).toBeChecked()
  await expect(page.getByText(/Draft saved/)).toBeVisible()
  await page.reload()
  await expect(side.getByRole('radio', { name: 'Light' })).toBeChecked()
})

test('every state of the pages can be chosen, and leads from the gallery to the editor', {
  tag: '@long',
}, async ({ page }) => {
  await openEditor(page, 'northwind')
  const states = page.getByLabel('State of the pages')
  const offered = await states
    .locator('option')
    .evaluateAll((options) => options.map((each) => (each as HTMLOptionElement).value))
  expect(offered).toEqual(expect.arrayContaining(previewStates))
  for (const [state, text] of [
    ['blocked', 'security filter'],
    ['link-foreign', 'Contoso'],
    ['not-found', 'no page at this address'],
    ['offline', 'There is no connection'],
  ] as const) {
    await states.selectOption(state)
    await expect(shown(page).locator('main')).toContainText(text)
  }
  await page.goto(`${site.portal.url}/admin/northwind/gallery`)
  const errors = page.getByRole('region', { name: 'Errors above the form' })
  await errors.getByRole('link', { name: 'Misconfigured' }).click()
  await expect(states).toHaveValue('misconfigured')
})

for (const width of [1440, 390]) {
  test(`the gallery cuts nothing off at ${width} px`, { tag: '@proof' }, async ({ page }) => {
    // More than eighty states, each of them a page.
    test.setTimeout(600_000)
    await openEditor(page, 'al-manar')
    await page.setViewportSize({ width, height: 900 })
    await page.goto(`${site.portal.url}/admin/al-manar/gallery`)
    const frames = page.locator('iframe')
    await expect(frames).toHaveCount(previewStates.length)
    for (const frame of await frames.all()) {
      await frame.scrollIntoViewIfNeeded()
      await expect(frame.contentFrame().locator('main')).toBeVisible()
      await expect
        .poll(() =>
          frame.evaluate((element: HTMLIFrameElement) => {
            const page = element.contentDocument?.documentElement
            return page === undefined ? 999 : page.scrollHeight - element.clientHeight
          }),
        )
        .toBeLessThanOrEqual(0)
    }
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
  })
}

for (const scheme of ['light', 'dark'] as const) {
  test(`axe finds nothing in the editor, its dialogs and the gallery, ${scheme}`, {
    tag: scheme === 'dark' ? '@proof' : '@long',
  }, async ({ page }) => {
    await page.emulateMedia({ colorScheme: scheme })
    await openEditor(page, 'panaderia-sol')
    const clean = async (what: string) => {
      const { violations } = await axe(page).analyze()
      expect(
        violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]),
        what,
      ).toEqual([])
    }
    await shown(page).locator('.button').first().click()
    await clean('editor')
    await page.getByRole('button', { name: 'Share preview' }).click()
    await page.getByRole('button', { name: 'Create link' }).click()
    await expect(page.getByRole('button', { name: 'Withdraw' }).first()).toBeVisible()
    await clean('share')
    await page.keyboard.press('Escape')
    await page.setViewportSize({ width: 390, height: 844 })
    await clean('editor on a phone')
    await page.locator('label', { hasText: /^Preview$/ }).click()
    await clean('preview on a phone')
    await page.goto(`${site.portal.url}/admin/panaderia-sol/gallery`)
    await clean('gallery')
  })
}
