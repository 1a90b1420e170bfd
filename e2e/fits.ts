import { expect, type Page } from '@playwright/test'

/**
 * What reaches out of the page or is cut off in its place, each by its name and the first of its markup, so that a
 * failure says which part it is. What only screen readers read is not measured.
 */
function misfits(page: Page): Promise<string[]> {
  const width = page.viewportSize()?.width ?? 0
  return page.evaluate((width) => {
    /** Parts of a pixel are rounding. */
    const SLACK = 1
    const TEXTS = 'h1, h2, h3, p, li, label, a, button, summary, dt, dd, .label, .busy-label'
    const shown = [...document.querySelectorAll('body *')].filter(
      (each) => each.checkVisibility() && !each.closest('.sr'),
    )
    const isBox = (each: Element) => getComputedStyle(each).display !== 'inline'
    const named = (what: string, elements: Element[]) =>
      elements.map(({ outerHTML }) => `${what}: ${outerHTML.slice(0, 120)}`)
    const outside = shown.filter((each) => {
      const { left, right } = each.getBoundingClientRect()
      return left < -SLACK / 2 || right > width + SLACK / 2
    })
    const cut = shown.filter(
      (each) => each.matches(TEXTS) && isBox(each) && each.scrollWidth > each.clientWidth + SLACK,
    )
    const low = shown.filter(
      (each) => each.matches('button, .button') && each.scrollHeight > each.clientHeight + SLACK,
    )
    const { scrollWidth } = document.documentElement
    return [
      ...(scrollWidth > width ? [`the page is ${scrollWidth} px wide, of ${width}`] : []),
      ...named('reaches out of the page', outside),
      ...named('wider than its place', cut),
      ...named('higher than its button', low),
    ]
  }, width)
}

/** Nothing is wider than the page, and no text than its place. A failure is noted, and the test goes on. */
export async function fits(page: Page, what: string): Promise<void> {
  expect.soft(await misfits(page), what).toEqual([])
}
