import { readFileSync } from 'node:fs'
import { expect, type Page } from '@playwright/test'
import type { Locale } from '../lib/i18n/languages'
import { BUTTONS } from '../lib/i18n/test-catalogues'

/** A text that stands on a button; a busy one has a turning ring before it. */
type ButtonText = { key: string; text: string; isBusy: boolean }

/** The text of a catalogue at a dotted key. */
const textAt = (catalogue: unknown, key: string): string =>
  key
    .split('.')
    .reduce<unknown>((branch, step) => (branch as Record<string, unknown>)[step], catalogue) as string

/** What stands on the buttons of a language, the tenant's name filled in. */
function buttonTexts(locale: Locale, name: string): ButtonText[] {
  const catalogue: unknown = JSON.parse(readFileSync(`messages/${locale}/pages.json`, 'utf8'))
  return BUTTONS.map((key) => ({
    key,
    text: textAt(catalogue, key).replaceAll('{name}', name),
    isBusy: /ing$|busy$/.test(key),
  }))
}

/**
 * The texts that have no room on the page's main button as it stands: whose longest word is wider, so that it would be
 * broken, or that take more than two lines. In the page's own fonts.
 */
const withoutRoom = (page: Page, texts: ButtonText[]) =>
  page
    .locator('main .button')
    .first()
    .evaluate((button, texts) => {
      const label = button.querySelector<HTMLElement>('.label')
      if (label === null) throw new Error('The button has no label')
      const { paddingLeft, paddingRight } = getComputedStyle(button)
      const room = button.clientWidth - Number.parseFloat(paddingLeft) - Number.parseFloat(paddingRight)
      const measured = (width: string) => {
        label.style.cssText = `display: inline-block; box-sizing: border-box; overflow-wrap: normal; inline-size: ${width}`
        return label.getBoundingClientRect()
      }
      label.textContent = 'A'
      const line = measured('auto').height
      const found = texts.filter(({ text, isBusy }) => {
        label.className = isBusy ? 'busy-label' : 'label'
        label.textContent = text
        const longestWord = measured('min-content').width
        const lines = Math.round(measured(`${room}px`).height / line)
        return longestWord > room || lines > 2
      })
      label.className = 'label'
      return found.map(({ key, text }) => `${key}: ${text}`)
    }, texts)

/** Every button text of a language has room on a button of this page. */
export async function buttonsHaveRoom(page: Page, locale: Locale, name: string): Promise<void> {
  expect.soft(await withoutRoom(page, buttonTexts(locale, name)), `buttons in ${locale}`).toEqual([])
}
