import { isIP } from 'node:net'
import { escapeHtml, fillIn, type RenderedMails } from '../lib/mail/rendered'
import { isBrowserName, isSystemName } from '../lib/request/device-name'

/** What is told of a change. The metadata is only believed where it can't be anybody's own text. */
export type Change = {
  readonly at: Date
  readonly clientMetadata: Readonly<Record<string, string>>
  readonly isSignedOut: boolean
}

function whenOf(at: Date, locale: string): string {
  return new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: 'UTC',
    timeZoneName: 'short',
  }).format(at)
}

function deviceOf(
  { browser = '', system = '' }: Readonly<Record<string, string>>,
  words: RenderedMails['words'],
) {
  const known = { browser: isBrowserName(browser) ? browser : '', system: isSystemName(system) ? system : '' }
  if (known.browser !== '' && known.system !== '') return fillIn(words.onSystem, known)
  return known.browser || known.system || words.unknown
}

/** The mail that says that a password was changed, with what is known about it. */
export function changedMail(mails: RenderedMails, { at, clientMetadata, isSignedOut }: Change) {
  const { words, changed, locale } = mails
  const { address = '' } = clientMetadata
  const facts = {
    when: whenOf(at, locale),
    device: deviceOf(clientMetadata, words),
    address: isIP(address) === 0 ? words.unknown : address,
    sessions: isSignedOut ? words.signedOut : words.stillSignedIn,
  }
  const inHtml = Object.fromEntries(Object.entries(facts).map(([name, fact]) => [name, escapeHtml(fact)]))
  return {
    subject: changed.subject,
    html: fillIn(changed.html, inHtml),
    text: fillIn(changed.text, facts),
  }
}
