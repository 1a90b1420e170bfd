import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RenderedMails } from '../lib/mail/rendered'
import { fits } from './fits'
import { test } from './fixtures'
import { slugs } from './site'
import { ask, choose, onPage, sees, send } from './steps'
import { Visitor } from './visitor'

// One long word, wherever it stands and in whatever language, breaks; it never makes a page wider than the screen.

const WIDTH = 320
const long = (letters: string) => letters.repeat(60).slice(0, 60)

/** Letters of the languages whose words are not broken by themselves. */
const words = { en: long('Donaudampfschiffahrt'), ar: long('مستشفياتنا') }
const locales = ['en', 'ar'] as const

/** The demo's tenants, each with nothing but long words of its own. */
function tenantsWithLongWords(): string {
  const folder = mkdtempSync(join(tmpdir(), 'rekey-narrow-'))
  cpSync('tenants', folder, { recursive: true })
  for (const slug of slugs) {
    const file = join(folder, `${slug}.json`)
    const tenant = JSON.parse(readFileSync(file, 'utf8'))
    const word = slug === 'al-manar' ? words.ar : words.en
    const { logo: _logo, ...identity } = tenant.brand.identity
    const brand = {
      ...tenant.brand,
      identity: { ...identity, productName: word, legalName: word },
      words: Object.fromEntries(
        locales.map((locale) => [
          locale,
          {
            'forgot.title': words[locale],
            'forgot.lead': words[locale],
            'forgot.submit': words[locale],
            'forgot.haveCode': words[locale],
            'sent.hint': words[locale],
            'sent.resend': words[locale],
            'reset.title': words[locale],
            'errors.code-rejected.title': words[locale],
            'errors.code-rejected.text': words[locale],
            'errors.code-rejected.action': words[locale],
            'errors.code-missing': words[locale],
            'done.continue': words[locale],
            'linkProblem.lead': words[locale],
            'linkProblem.ask': words[locale],
            'unknown.stepSignIn': words[locale],
          },
        ]),
      ),
    }
    const support = { ...tenant.support, email: `${long('help')}@example.com` }
    writeFileSync(
      file,
      JSON.stringify({ ...tenant, name: word, support, locales: [...locales], brand: { ...brand } }),
    )
  }
  return folder
}

test.use({
  settings: { REKEY_TENANTS: tenantsWithLongWords(), REKEY_ANSWER_TIME_FACTOR: '2' },
  viewport: { width: WIDTH, height: 640 },
  expectedTrouble: /status of 404/,
})

for (const slug of slugs) {
  for (const locale of locales) {
    const isSample = (slug === 'northwind' && locale === 'en') || (slug === 'al-manar' && locale === 'ar')
    test(`${slug} in ${locale}: no word makes a page wider than ${WIDTH} px`, {
      tag: isSample ? [] : '@proof',
    }, async ({ page, site }) => {
      const username = `${long('name')}@example.com`
      const person = site.person(slug, { username, email: `${slug}-${locale}@example.com` })
      await page.goto(`/${slug}/forgot?lang=${locale}`)
      await fits(page, 'forgot')
      await ask(page, slug, username)
      await onPage(page, 'sent')
      await fits(page, 'sent')
      await send(page)
      await sees(page, 'check')
      await fits(page, 'sent, with an error')
      await page.goto(`/${slug}/link?u=${encodeURIComponent(username)}&c=123456`)
      await onPage(page, 'reset')
      await fits(page, 'reset')
      site.emulator.faults.add({ kind: 'error', name: 'CodeMismatchException', username, times: 1 })
      await choose(page)
      await sees(page, 'code-rejected')
      await fits(page, 'reset, refused')
      const { link } = await site.mail(person)
      site.emulator.faults.add({
        kind: 'drop-before',
        operation: 'ConfirmForgotPassword',
        username,
        times: 1,
      })
      await page.goto(link)
      await choose(page)
      await onPage(page, 'unknown')
      await fits(page, 'unknown')
      await page.goto((await site.mail(person)).link)
      await choose(page)
      await onPage(page, 'done')
      await fits(page, 'done')
      await page.goto(`/${slug}/link`)
      await onPage(page, 'link-problem')
      await fits(page, 'link-problem')
      await page.goto(`/${slug}/nothing-here`)
      await fits(page, 'not found')
      await page.goto('/nobody/forgot')
      await fits(page, 'nobody’s page')

      const { body } = await new Visitor(site.portal.port).request(`/${slug}/mail/${locale}`)
      const mails: RenderedMails = JSON.parse(body)
      // Mails carry their own styles, which a page of the portal would not let in.
      await page.goto('about:blank')
      for (const kind of ['reset', 'changed'] as const) {
        await page.setContent(mails[kind].html.replaceAll('{device}', words[locale]))
        await fits(page, `the mail: ${kind}`)
      }
    })
  }
}
