import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { contrast } from '../brand/contrast'
import { type BrandOverrides, resolveBrand } from '../brand/schema'
import { typesettingOf } from '../brand/scripts'
import { offeredLocales } from '../i18n/choose-locale'
import { directionOf, LOCALES, type Locale, languageOf } from '../i18n/languages'
import { CODE_SLOT, POOL_MAIL_NAMES } from '../pool-mails'
import { lookOf } from './frame/look'
import { isAcceptable } from './message-limits'
import { MAIL_KINDS, type MailKindName } from './registry'
import { type MailTenant, renderCannotResetNotice, renderMails } from './render'
import { escapeHtml, fillIn, isRenderedMails, type MailsOf } from './rendered'
import { sampleMail } from './sample'
import { demoMailTenants, expectAcceptable, expectPlaces, PORTAL } from './test-mails'

const SIGN_IN = 'https://app.example.com/sign-in'
const golden = (name: string) => fileURLToPath(new URL(`golden/${name}`, import.meta.url))

const acme: MailTenant = {
  slug: 'acme',
  name: 'Acme Bank',
  brand: {},
  support: { email: 'help@acme.example', phone: null, url: null },
}
const withBrand = (brand: BrandOverrides): MailTenant => ({ ...acme, brand })

let tenants: { tenant: MailTenant; locale: Locale }[]
beforeAll(async () => {
  tenants = (await demoMailTenants()).map(({ tenant, locales }) => ({
    tenant,
    locale: offeredLocales(locales)[0],
  }))
})

test('with pictures switched off the name in a logo’s place can be read on each side', async () => {
  for (const { tenant, locale } of tenants) {
    const { html } = (await renderMails(tenant, locale, PORTAL)).reset
    const { tones } = lookOf(resolveBrand(tenant.brand, tenant.name), typesettingOf(languageOf(locale)))
    for (const side of ['light', 'dark'] as const) {
      const [picture] = html.match(new RegExp(`<img class="on-${side}"[^>]*>`)) ?? []
      const [, ink] = /[;"]color:(#[0-9a-f]{6})/.exec(picture ?? '') ?? []
      if (ink) expect(contrast(ink, tones[side].canvas), `${tenant.slug} ${side}`).toBeGreaterThanOrEqual(4.5)
    }
  }
  const [northwind] = tenants.filter(({ tenant }) => tenant.slug === 'northwind')
  expect((await renderMails(northwind?.tenant ?? acme, 'en', PORTAL)).reset.html).toContain('class="on-dark"')
})

describe('the mails of the tenants, in one language or another', () => {
  /** Every language, by turns of one of the tenants; all of each are in render.proof.test.ts. */
  let byLocale: Map<Locale, MailsOf<MailKindName>>
  beforeAll(async () => {
    byLocale = new Map()
    for (const [index, locale] of LOCALES.entries()) {
      const { tenant = acme } = tenants[index % tenants.length] ?? {}
      byLocale.set(locale, await renderMails(tenant, locale, PORTAL))
    }
  }, 120_000)

  test('are what Cognito takes, with the longest link in them', () => {
    expect(byLocale.size).toBe(LOCALES.length)
    for (const mails of byLocale.values()) expectAcceptable(mails)
  })

  test('hold the code’s placeholder raw, once, and the link’s', () => {
    for (const mails of byLocale.values()) expectPlaces(mails)
  })

  test('fetch nothing but the logo from the portal, and run nothing', async () => {
    for (const { tenant, locale } of tenants) {
      const mails = await renderMails(tenant, locale, PORTAL)
      const notice = await renderCannotResetNotice(tenant, locale, PORTAL, 'helpDesk')
      const drawn = [mails.changed, notice, ...POOL_MAIL_NAMES.map((name) => mails[name])]
      for (const { html } of drawn) {
        expect(html).not.toMatch(
          /<(?:script|link|iframe|object|embed|form|base)\b|\son\w+=|url\(|@import|javascript:/i,
        )
        const sources = [...html.matchAll(/\ssrc="([^"]*)"/g)].map(([, source]) => source)
        for (const source of sources)
          expect(source).toMatch(/^https:\/\/reset\.example\.com\/assets\/[0-9a-f]{64}$/)
      }
    }
  })

  test('say in which language and direction they are', () => {
    for (const [locale, { reset }] of byLocale) {
      expect(reset.html).toContain(`<html dir="${directionOf(locale)}" lang="${locale}">`)
    }
  })

  test('tell somebody who can’t reset so in each language, with nothing to fill in', async () => {
    for (const locale of LOCALES) {
      for (const step of ['invited', 'external', 'helpDesk'] as const) {
        const { subject, html, text } = await renderCannotResetNotice(acme, locale, PORTAL, step)
        expect(isAcceptable('emailSubject', subject)).toBe(true)
        expect(html).toContain(`<html dir="${directionOf(locale)}" lang="${locale}">`)
        for (const part of [subject, html.slice(html.indexOf('<body')), text])
          expect(part).not.toMatch(/[{}]/)
        expect(text).toContain('help@acme.example')
      }
    }
  })

  test('look as they were last looked at', async () => {
    // After a change that was meant: GOLDEN=write, then look at the mails before they are committed.
    for (const { tenant, locale } of tenants) {
      const mails = await renderMails({ ...tenant, signInPage: SIGN_IN }, locale, PORTAL)
      const { reset, changed, signUp, invitation, verification, secondFactor } = mails
      const codes = [invitation, verification, secondFactor]
      const files: Record<string, string> = {
        [`${tenant.slug}-reset.html`]: reset.html,
        [`${tenant.slug}-changed.html`]: changed.html,
        [`${tenant.slug}-sign-up.html`]: signUp.html,
        [`${tenant.slug}-sign-up.txt`]: `${signUp.subject}\n${signUp.text}\n\n${signUp.sms}\n`,
        [`${tenant.slug}-invitation.html`]: invitation.html,
        [`${tenant.slug}-second-factor.html`]: secondFactor.html,
        [`${tenant.slug}-codes.txt`]: codes
          .map(({ subject, text, sms }) => `${subject}\n${text}\n\n${sms}\n`)
          .join('\n'),
        [`${tenant.slug}.txt`]: `${reset.subject}\n${reset.text}\n\n${reset.sms}\n\n${changed.subject}\n${changed.text}\n`,
      }
      const steps = ['invited', 'external', 'helpDesk'] as const
      const notices = await Promise.all(
        steps.map((step) => renderCannotResetNotice(tenant, locale, PORTAL, step)),
      )
      files[`${tenant.slug}-cannot-reset.html`] = notices[0]?.html ?? ''
      files[`${tenant.slug}-cannot-reset.txt`] = notices
        .map((mail) => `${mail.subject}\n${mail.text}\n`)
        .join('\n')
      for (const [name, content] of Object.entries(files)) {
        const file = golden(name)
        const lines = content.replaceAll('><', '>\n<')
        if (process.env.GOLDEN === 'write') writeFileSync(file, lines)
        expect(lines, name).toBe(readFileSync(file, 'utf8'))
      }
    }
  })
})

describe('a brand', () => {
  const words = fc.string({ unit: 'binary', minLength: 1, maxLength: 120 })

  test('cannot write anything that Cognito refuses, or a place to fill in', async () => {
    await fc.assert(
      fc.asyncProperty(
        words,
        words,
        words,
        fc.constantFrom(...LOCALES),
        async (name, intro, subject, locale) => {
          const brand: BrandOverrides = {
            identity: { productName: `${name}{####}{link}` },
            mail: {
              texts: {
                reset: { [locale]: { intro: `${intro}{link}{####}<b>`, subject: `${subject}{####}` } },
              },
            },
          }
          const mails = await renderMails(withBrand(brand), locale, PORTAL)
          expectAcceptable(mails)
          expect(mails.reset.subject).not.toContain(CODE_SLOT)
          expect(mails.reset.html.split(CODE_SLOT)).toHaveLength(2)
          expect(mails.reset.text.split('{link}')).toHaveLength(2)
          expect(mails.reset.html).not.toContain('<b>')
        },
      ),
      { numRuns: 60 },
    )
  })

  test('keeps the joiners of its script and its emoji in HTML', async () => {
    const { reset } = await renderMails(withBrand({ identity: { productName: '👩‍🚀 خانه‌ها' } }), 'en', PORTAL)
    expect(reset.html).toContain('👩&#8205;🚀 خانه&#8204;ها')
  })

  test('with the longest words there can be still sends mails', async () => {
    const long = (length: number) => '長'.repeat(length)
    const brand: BrandOverrides = {
      identity: { productName: long(60), legalName: long(120) },
      mail: {
        texts: {
          reset: { ja: { intro: long(500), closing: long(500), heading: long(120), subject: long(120) } },
        },
      },
    }
    expectAcceptable(await renderMails(withBrand(brand), 'ja', PORTAL))
  })

  test('of one side only has no other', async () => {
    const { reset } = await renderMails(
      withBrand({ colour: { mode: 'dark', seed: '#7c3aed' } }),
      'en',
      PORTAL,
    )
    expect(reset.html).toContain('<meta name="color-scheme" content="dark"/>')
    expect(reset.html).not.toContain('prefers-color-scheme')
  })

  test('without a logo is written in its own letters', async () => {
    const { reset } = await renderMails(withBrand({ identity: { productName: 'Acme & Sons' } }), 'en', PORTAL)
    expect(reset.html).not.toContain('<img')
    expect(reset.html).toContain('Acme &amp; Sons')
  })
})

test('a text is filled in where it is named and nowhere else', () => {
  expect(fillIn('{a} {b} {####} {constructor}', { a: '{b}', c: 'x' })).toBe('{b} {b} {####} {constructor}')
  expect(escapeHtml(`<a href="x" title='y'>&`)).toBe('&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;')
})

test('a sample has no place left to fill in, and nothing in it works', async () => {
  const mails = await renderMails(acme, 'fr', PORTAL)
  for (const kind of Object.keys(MAIL_KINDS) as MailKindName[]) {
    const { html, text } = sampleMail(mails, kind, PORTAL, new Date('2026-11-24T10:31:00Z'))
    for (const filledIn of [html.slice(html.indexOf('<body')), text]) {
      expect(filledIn).not.toMatch(/\{[#\w]+\}/)
      expect(filledIn).not.toContain('/link')
    }
  }
})

test('an invitation leads to where people sign in, and without such a page has no button', async () => {
  const invitationWith = async (signInPage: string | null) =>
    (await renderMails({ ...acme, signInPage }, 'en', PORTAL)).invitation
  const led = await invitationWith(SIGN_IN)
  expect(led.html).toContain(`href="${SIGN_IN}"`)
  expect(led.text).toContain(SIGN_IN)
  const { html, text } = await invitationWith(null)
  expect(html).not.toContain('class="button"')
  expect(text).not.toContain('https:')
})

test('only whole mails count as mails', async () => {
  const mails = await renderMails(acme, 'en', PORTAL)
  expect(isRenderedMails(JSON.parse(JSON.stringify(mails)))).toBe(true)
  const { changed: _, ...part } = mails
  for (const value of [
    null,
    'x',
    [],
    {},
    part,
    { ...mails, reset: null },
    { ...mails, words: { unknown: 1 } },
  ])
    expect(isRenderedMails(value)).toBe(false)
})

test('a text message names the page for the code where there is room, and never gets too long for it', async () => {
  const sms = async (name: string, portal = PORTAL) =>
    (await renderMails({ ...acme, name, brand: {} }, 'en', portal)).reset.sms
  expect(await sms('Acme')).toBe(
    '{####} is your code for a new password at Acme. It works for one hour. Never pass it on. reset.example.com/reset',
  )
  expect(await sms('Acme', `https://${'long.'.repeat(12)}example`)).toMatch(/pass it on\.$/)
  expect(await sms(`Acme $& ${'Bank '.repeat(40)}`)).toMatch(/^\{####\} is .* Acme \$& Bank .*…\. It works/)
})
