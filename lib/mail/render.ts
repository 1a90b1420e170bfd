import type { ReactElement } from 'react'
import { ownWords } from '../brand/own-words'
import { type BrandOverrides, resolveBrand } from '../brand/schema'
import { typesettingOf } from '../brand/scripts'
import { type Locale, languageOf } from '../i18n/languages'
import { type MailFacts, noBraces, say } from './frame/facts'
import type { MailKind } from './frame/kind'
import { lookOf } from './frame/look'
import { loadMailWords } from './frame/words'
import { cannotResetMail, type NextStep } from './kinds/cannot-reset'
import { isAcceptable, LONGEST_LINK, maximumOf } from './message-limits'
import { withOwnMailWords } from './own-mail-words'
import { MAIL_KINDS, type MailKindName } from './registry'
import type { DrawnMail, MailsOf, TenantMail } from './rendered'

/** What of a tenant its mails are made of. */
export type MailTenant = {
  readonly slug: string
  readonly name: string
  readonly brand: BrandOverrides
  readonly support: MailFacts['support']
  /** Where people go on to sign in; none where absent. */
  readonly signInPage?: string | null
}

const SMS_MAXIMUM = maximumOf('smsMessage')
const SLOTS = /\u{E000}([#\w]+)\u{E001}/gu
const DOCUMENT =
  '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">'

/** Characters that Cognito refuses in a message, as HTML entities. Joiners shape Arabic and emoji. */
const entities = (html: string) =>
  html.replace(/[\p{Cf}\p{Zl}\p{Zp}]/gu, (sign) => `&#${sign.codePointAt(0) ?? 0};`)
const withoutInvisible = (text: string) => text.replace(/\p{Cf}/gu, '')
/** Joiners belong to the spelling, and unlike a subject a text message may have them. */
const withJoinersOnly = (text: string) => text.replace(/(?![\u200c\u200d])\p{Cf}/gu, '')
const openSlots = (text: string) => text.replace(SLOTS, '{$1}')

async function htmlOf(mail: ReactElement): Promise<string> {
  // Imported late: Next refuses this module by name where server components may use it.
  const { renderToStaticMarkup } = await import('react-dom/server')
  const html = renderToStaticMarkup(mail).replace(/<link rel="preload"[^>]*>/g, '')
  const head = html.indexOf('<body')
  const body = html.slice(head).replaceAll('{', '&#123;').replaceAll('}', '&#125;')
  return entities(`${DOCUMENT}${html.slice(0, head)}${openSlots(body)}`)
}

const plain = (text: string) => openSlots(noBraces(text))

function footerText(facts: MailFacts): string {
  const { brand, support, words } = facts
  const contacts = [support.email, support.phone].filter((contact) => contact !== null).join(' · ')
  return [
    say(facts, brand.identity.legalName),
    ...(contacts === '' ? [] : [`${words.footer.questions} ${contacts}`]),
  ].join('\n')
}

/**
 * The text message, with the name cut where the whole would be longer than Cognito takes, and with the page for the code
 * where there is room: whoever has no mail address gets nothing else. On one line, for Cognito's pattern is `.*`.
 */
function smsOf(facts: MailFacts, { sms, page }: NonNullable<MailKind['code']>): string {
  const template = sms(facts)
  const name = [...withJoinersOnly(noBraces(say(facts, '{name}')))]
  const room = SMS_MAXIMUM - [...template.replace('{name}', '')].length
  const shown = name.length <= room ? name.join('') : `${name.slice(0, room - 1).join('')}…`
  const text = template.replace('{name}', () => shown)
  if (page === undefined) return text
  const withPage = `${text} ${noBraces(page(facts).label)}`
  return [...withPage].length <= SMS_MAXIMUM ? withPage : text
}

const cut = (text: string, length: number) =>
  [...text].length <= length ? text : `${[...text].slice(0, length - 1).join('')}…`
const subjectOf = (text: string) => cut(withoutInvisible(noBraces(text)).trim(), 140)

/** A brand whose own texts make a mail too long, or leave it no subject, loses them: the mail has to go out. */
const withoutWords = (tenant: MailTenant): MailTenant => ({
  ...tenant,
  brand: {
    ...tenant.brand,
    mail: undefined,
    words: undefined,
    layout: { ...tenant.brand.layout, tagline: undefined },
  },
})

async function factsOf(tenant: MailTenant, locale: Locale, portal: string): Promise<MailFacts> {
  const brand = resolveBrand(tenant.brand, tenant.name)
  const language = languageOf(locale)
  const typesetting = typesettingOf(language)
  return {
    slug: tenant.slug,
    brand,
    look: lookOf(brand, typesetting),
    locale,
    direction: language.direction,
    typesetting,
    words: withOwnMailWords(await loadMailWords(locale), ownWords(brand, locale)),
    portal,
    signInPage: tenant.signInPage ?? null,
    support: tenant.support,
  }
}

const senderNameOf = ({ brand }: MailFacts) =>
  withoutInvisible(say({ brand }, brand.mail.senderName ?? brand.identity.productName))

async function drawn(facts: MailFacts, { subject, draw, text, code }: MailKind): Promise<DrawnMail> {
  return {
    subject: subjectOf(subject(facts)),
    html: await htmlOf(draw(facts)),
    text: plain([...text(facts), `-- \n${footerText(facts)}`].join('\n\n')),
    ...(code && { sms: smsOf(facts, code) }),
  }
}

/** Whether Cognito accepts the mail with the longest link; Cognito doesn't send mails that bring no code. */
const isTaken = ({ subject, html, sms }: DrawnMail) =>
  isAcceptable('emailSubject', subject) &&
  (sms === undefined ||
    (isAcceptable('smsMessage', sms) &&
      isAcceptable('emailMessage', html.replace('{link}', 'x'.repeat(LONGEST_LINK)))))

/**
 * Draws the cannot-reset notice. Not part of `RenderedMails`: the portal sends it itself, and it has no placeholders.
 *
 * @param portal the tenant's pages, without a slash at the end
 */
export async function renderCannotResetNotice(
  tenant: MailTenant,
  locale: Locale,
  portal: string,
  step: NextStep,
): Promise<TenantMail> {
  const facts = await factsOf(tenant, locale, portal)
  return { senderName: senderNameOf(facts), ...(await drawn(facts, cannotResetMail(step))) }
}

/**
 * Draws all mails of a tenant in one language, HTML and text. Pure: the same brand gives the same mails, so they are
 * drawn once for each revision, and the sender only fills in what `RenderedMails` names.
 *
 * @param portal the tenant's pages, without a slash at the end
 */
export async function renderMails<Kind extends string = MailKindName>(
  tenant: MailTenant,
  locale: Locale,
  portal: string,
  kinds: Readonly<Record<Kind, MailKind>> = MAIL_KINDS as unknown as Record<Kind, MailKind>,
): Promise<MailsOf<Kind>> {
  const facts = await factsOf(tenant, locale, portal)
  const named = Object.entries<MailKind>(kinds)
  const mails = await Promise.all(
    named.map(async ([kind, mail]) => [kind, await drawn(facts, mail)] as const),
  )
  const hasOwnTexts = tenant.brand.mail !== undefined || tenant.brand.words !== undefined
  if (hasOwnTexts && !mails.every(([, mail]) => isTaken(mail)))
    return renderMails(withoutWords(tenant), locale, portal, kinds)
  const { changed } = facts.words
  return {
    ...(Object.fromEntries(mails) as Record<Kind, DrawnMail>),
    tenant: tenant.slug,
    locale,
    senderName: senderNameOf(facts),
    words: {
      onSystem: changed.onSystem,
      unknown: changed.unknown,
      signedOut: changed.signedOut,
      signedOutWithin: changed.signedOutWithin,
      stillSignedIn: changed.stillSignedIn,
      lastUsed: changed.lastUsed,
    },
  }
}
