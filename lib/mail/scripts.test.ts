import { describe, expect, test } from 'vitest'
import { typesettingOf } from '../brand/scripts'
import { directionOf, LOCALES, type Locale, languageOf } from '../i18n/languages'
import { POOL_MAIL_NAMES, POOL_MAILS } from '../pool-mails'
import { loadMailWords } from './frame/words'
import { isAcceptable } from './message-limits'
import { type MailTenant, renderCannotResetNotice, renderMails } from './render'

const PORTAL = 'https://reset.example.com'
const INVISIBLE = /(?![\n\r])\p{C}/u
const JOINERS = /[\u200c\u200d]/g

/** Names that stand in the way of every language: right-to-left with brackets, with a joiner, Latin with a full stop. */
const NAMES = ['المنار (الأردن)', 'خانه\u200cها', 'Acme Ltd.'] as const

const tenantNamed = (name: string): MailTenant => ({
  slug: 'acme',
  name,
  brand: {},
  support: { email: 'help@acme.example', phone: '+45 12 34 56 78', url: null },
})

async function render(locale: Locale, name: string) {
  const tenant = tenantNamed(name)
  const mails = await renderMails(tenant, locale, PORTAL)
  const fromPool = POOL_MAIL_NAMES.map((name) => mails[name])
  const notice = await renderCannotResetNotice(tenant, locale, PORTAL, 'helpDesk')
  return { ...mails, notice, all: [...fromPool, mails.changed, notice] }
}

/** Each is drawn once, however many tests look at it. */
const drawn = new Map<string, ReturnType<typeof render>>()
function mailsIn(locale: Locale, name: string): ReturnType<typeof render> {
  const key = `${locale} ${name}`
  const mails = drawn.get(key) ?? render(locale, name)
  drawn.set(key, mails)
  return mails
}

async function htmlOfAll(locale: Locale, name = 'Acme Ltd.'): Promise<string[]> {
  const { all } = await mailsIn(locale, name)
  return all.map(({ html }) => html)
}

const bodyOf = (html: string) => html.slice(html.indexOf('<body'))
const valuesOf = (html: string, property: string) =>
  [...bodyOf(html).matchAll(new RegExp(`[;"]${property}:([^;"]+)`, 'g'))].map(([, value]) => value ?? '')
const wordsWithin = async (locale: Locale) => JSON.stringify(await loadMailWords(locale))

describe.each(LOCALES)('the mails in %s', (locale) => {
  const { fonts, isOwnHand, lineHeight, headingLineHeight, wordBreak } = typesettingOf(languageOf(locale))

  test('name what devices have for the letters, Nastaliq before everything else', async () => {
    for (const html of await htmlOfAll(locale)) {
      const stacks = valuesOf(html, 'font-family').filter((stack) => !stack.includes('monospace'))
      expect(stacks.length).toBeGreaterThan(5)
      for (const stack of stacks)
        for (const font of fonts) expect(stack.split(','), `${font} in ${stack}`).toContain(font)
      if (isOwnHand) for (const stack of stacks) expect(stack.startsWith(fonts[0] ?? '')).toBe(true)
    }
  })

  test('have room between lines, on buttons too', async () => {
    for (const html of await htmlOfAll(locale)) {
      const elements = bodyOf(html).match(/<(?:p|h1|div|td|a)\b[^>]*font-size:\d+px[^>]*>/g) ?? []
      expect(elements.length).toBeGreaterThan(3)
      for (const element of elements) {
        if (element.includes('monospace')) continue
        const size = Number(/font-size:(\d+)px/.exec(element)?.[1])
        const height = Number(/line-height:(\d+)px/.exec(element)?.[1])
        const isRunning = size < 19 && !element.startsWith('<a')
        expect(height / size, element).toBeGreaterThanOrEqual(
          (isRunning ? lineHeight : headingLineHeight) - 0.03,
        )
      }
    }
  })

  test('pull no letters apart but the code’s digits, and break where the script may', async () => {
    for (const html of await htmlOfAll(locale)) {
      const spaced = bodyOf(html).match(/<[^>]*letter-spacing[^>]*>[^<]*/g) ?? []
      for (const element of spaced) expect(element).toMatch(/dir="ltr".*\{####\}$/)
      const breaks = valuesOf(html, 'word-break').filter((value) => value !== 'break-word')
      expect(new Set(breaks)).toEqual(new Set(wordBreak === null ? [] : [wordBreak]))
      if (wordBreak !== null) expect(valuesOf(html, 'overflow-wrap')).toContain('anywhere')
    }
  })

  test('say their language and direction where web mail keeps it', async () => {
    for (const html of await htmlOfAll(locale)) {
      const [hidden] = bodyOf(html).match(/<div[^>]*display:none[^>]*>/) ?? []
      const [container] = bodyOf(html).match(/<table[^>]*max-width:560px[^>]*>/) ?? []
      for (const part of [hidden, container]) {
        expect(part).toContain(`lang="${locale}"`)
        expect(part).toContain(`dir="${directionOf(locale)}"`)
      }
    }
  })

  test('isolate the name and addresses from the sentence around them', async () => {
    for (const name of NAMES) {
      const written = name.replace('\u200c', '&#8204;')
      for (const html of await htmlOfAll(locale, name)) {
        const body = bodyOf(html)
        expect(body).toContain(`<bdi>${written}</bdi>`)
        expect(body.replaceAll(`<bdi>${written}</bdi>`, '').replaceAll(/="[^"]*"/g, '')).not.toContain(
          written,
        )
        expect(body).toContain('<bdi>help@acme.example</bdi>')
      }
    }
    const { changed, invitation } = await mailsIn(locale, 'Acme Ltd.')
    for (const fact of ['when', 'device', 'address', 'sessions'])
      expect(changed.html).toContain(`<bdi>{${fact}}</bdi>`)
    expect(invitation.html).toContain('<bdi>{username}</bdi>')
    expect(invitation.html).toContain('<bdi dir="ltr">{####}</bdi>')
  })

  test('keep the joiners of the language: as entities in HTML, as they are in text, none in subjects', async () => {
    const words = await loadMailWords(locale)
    for (const name of NAMES) {
      const { reset, all, ...mails } = await mailsIn(locale, name)
      for (const { subject, html } of all) {
        expect(subject).not.toMatch(INVISIBLE)
        expect(isAcceptable('emailSubject', subject)).toBe(true)
        expect(html).not.toMatch(INVISIBLE)
      }
      const joinersIn = (text: string) => (text.match(JOINERS) ?? []).length
      const { heading, intro, once, closing } = words.reset
      for (const said of [heading, intro, once, closing]) {
        const text = said.replaceAll('{name}', name)
        expect(reset.text).toContain(text)
        const inHtml = text.replace(JOINERS, (sign) => `&#${sign.codePointAt(0)};`)
        expect(bodyOf(reset.html).replaceAll(/<\/?bdi>/g, '')).toContain(inHtml)
      }
      for (const kind of POOL_MAIL_NAMES) {
        const { sms = '' } = kind === 'reset' ? reset : mails[kind]
        expect(joinersIn(sms), kind).toBe(joinersIn(words[kind].sms.replaceAll('{name}', name)))
        expect(isAcceptable('smsMessage', sms), kind).toBe(true)
      }
    }
  })

  test('hold no invisible sign but joiners between letters', async () => {
    const words = (await wordsWithin(locale)).replace(/(?<=\p{L}\p{M}*)[\u200c\u200d](?=\p{L})/gu, '')
    expect(words).not.toMatch(INVISIBLE)
  })

  test('put words between the name and the code, where nothing can isolate them', async () => {
    // In a text message the first letter decides the direction, and digits beside a right-to-left name change places.
    const words = await loadMailWords(locale)
    for (const kind of POOL_MAIL_NAMES)
      for (const between of words[kind].sms.split(/\{(?:name|username|####)\}/).slice(1))
        expect(between, kind).toMatch(/\p{L}\p{M}*\p{L}/u)
    for (const text of JSON.stringify(await loadMailWords(locale)).matchAll(/"([^"]*\{name\}[^"]*)"/g))
      expect(text[1]).not.toMatch(/\{name\}[^\p{L}"{]*\d|\d[^\p{L}"}]*\{name\}/u)
  })

  test('keep everything that could be typed along away from a user name and a temporary password', async () => {
    const { sms } = (await loadMailWords(locale)).invitation
    for (const slot of POOL_MAILS.invitation.slots) expect(` ${sms} `).toContain(` ${slot} `)
  })

  test('have one system of numerals, the code’s', async () => {
    expect(await wordsWithin(locale)).not.toMatch(/(?![0-9])\p{Nd}/u)
  })
})
