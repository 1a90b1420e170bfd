import { readFileSync } from 'node:fs'
import { expect, type Page } from '@playwright/test'
import { createTranslator } from 'use-intl/core'
import { PSEUDO_LOCALES } from '../lib/i18n/languages'
import type english from '../messages/en/pages.json'
import { pseudo } from '../scripts/languages/pseudo'
import { mapTexts } from '../scripts/languages/texts'
import { fits } from './fits'
import type { Site } from './site'
import { ask, field, onPage, sees, send } from './steps'

/** Two languages of each direction, and the pseudo-locales. */
export const LANGUAGES = ['en', 'ja', 'ar', 'he', 'en-XA', 'en-XB'] as const
export type Language = (typeof LANGUAGES)[number]

function wordsOf(locale: Language) {
  const isPseudo = (PSEUDO_LOCALES as readonly string[]).includes(locale)
  const texts = JSON.parse(readFileSync(`messages/${isPseudo ? 'en' : locale}/pages.json`, 'utf8'))
  const messages: typeof english = isPseudo ? mapTexts(texts, pseudo) : texts
  return createTranslator({ locale, messages, timeZone: 'UTC' })
}

/** Nothing is wider than its place, and everything that is pressed is at least 24 px in both directions. */
export async function fitsAndCanBeHit(page: Page, what: string): Promise<void> {
  await fits(page, what)
  const small = await page.locator('main :is(button, input, .button, .link)').evaluateAll((elements) =>
    elements
      .filter((each) => {
        const { width, height } = each.getBoundingClientRect()
        return each.checkVisibility() && width > 1 && (width < 24 || height < 24)
      })
      .map(({ outerHTML }) => outerHTML.slice(0, 100)),
  )
  expect.soft(small, what).toEqual([])
}

/** What a screen reader is told on the way through the pages, in one language. */
export async function walk(page: Page, site: Site, locale: Language): Promise<void> {
  const t = wordsOf(locale)
  const errorTitle = (name: string) => t('common.errorTitle', { title: `${name} · Northwind Bank` })
  const person = site.person('northwind')

  await page.goto(`/northwind/forgot?lang=${locale}`)
  const tenantName = (await page.title()).split(' · ').at(-1) ?? ''
  const failed = (name: string) => errorTitle(name).replace('Northwind Bank', tenantName)
  const username = page.getByRole('textbox', { name: t('forgot.usernameLabel'), exact: true })
  await expect(username).toHaveAccessibleDescription('')
  await send(page)
  await sees(page, 'check')
  await expect(page).toHaveTitle(failed(t('forgot.pageTitle')))
  await expect(username).toHaveAccessibleDescription(t('errors.username-missing'))
  await expect(username).toHaveAttribute('aria-invalid', 'true')
  await fitsAndCanBeHit(page, 'forgot')

  await ask(page, 'northwind', person.username)
  await onPage(page, 'sent')
  await expect(page).toHaveTitle(`${t('sent.pageTitle')} · ${tenantName}`)
  const again = page.getByRole('button', { name: t('sent.resend'), exact: true })
  await expect(again).toHaveAttribute('aria-disabled', 'true')
  await expect(again).toHaveAccessibleDescription((await page.locator('#resend-wait').textContent()) ?? '')
  await expect(page.getByRole('textbox', { name: t('sent.codeLabel'), exact: true })).toBeVisible()
  await fitsAndCanBeHit(page, 'sent')

  await page.context().clearCookies()
  await page.goto(`/northwind/reset?lang=${locale}`)
  const password = page.getByRole('textbox', { name: t('reset.passwordLabel'), exact: true })
  const rules = [t('reset.rules'), t('reset.ruleNumber')]
  for (const rule of rules) await expect(password).toHaveAccessibleDescription(new RegExp(escaped(rule)))
  await send(page)
  await sees(page, 'check')
  await expect(page).toHaveTitle(failed(t('reset.pageTitle')))
  await expect(password).toHaveAccessibleDescription(new RegExp(`^${escaped(t('errors.password-missing'))}`))
  const alert = page.getByRole('alert').and(page.locator('[data-error]'))
  await expect(alert.getByRole('link')).toHaveText([
    t('errors.username-missing'),
    t('errors.code-missing'),
    t('errors.password-missing'),
  ])
  await alert.getByRole('link', { name: t('errors.code-missing') }).click()
  await expect(field(page, 'code')).toBeFocused()
  await fitsAndCanBeHit(page, 'reset')

  await field(page, 'password').fill('1')
  const number = page.getByRole('listitem').filter({ hasText: t('reset.ruleNumber') })
  await expect(number).toContainText(t('reset.ruleMet'))
  await expect(page.locator('ul[aria-live="polite"]').filter({ has: number })).toHaveCount(1)
  await page.getByRole('button', { name: t('reset.show'), exact: true }).click()
  await expect(page.getByRole('status').filter({ hasText: t('reset.shown') })).toHaveCount(1)
  await page.getByRole('button', { name: t('reset.hide'), exact: true }).click()
  await expect(page.getByRole('status').filter({ hasText: t('reset.hidden') })).toHaveCount(1)

  await page.goto((await site.mail(person)).link)
  await onPage(page, 'reset')
  site.emulator.faults.add({
    kind: 'hang',
    operation: 'ConfirmForgotPassword',
    username: person.username,
    times: 1,
  })
  await field(page, 'password').fill('Neue-Parole-42!')
  await page.getByRole('button', { name: t('reset.show'), exact: true }).click()
  await send(page)
  await expect(page.getByRole('status').filter({ hasText: t('reset.busy') })).toHaveCount(1)
  await expect(field(page, 'password')).toHaveAttribute('type', 'password')
  await site.emulator.faults.hung()
  site.emulator.faults.release()
  await onPage(page, 'done')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(t('done.title'))
  await fitsAndCanBeHit(page, 'done')
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
