import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/**
 * What axe finds on the page as it stands, by the criteria of WCAG 2.2 AA.
 *
 * @param rules only these rules of axe, by their ids
 */
export async function violations(page: Page, rules?: readonly string[]): Promise<string[]> {
  // In one document without frames, so that axe need not open a second page to put its findings together.
  const axe = new AxeBuilder({ page }).setLegacyMode()
  const result = await (rules === undefined ? axe.withTags(WCAG) : axe.withRules([...rules])).analyze()
  return result.violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, any }) => `${id}: ${help}: ${html} ${any.map(({ message }) => message).join(' ')}`),
  )
}
