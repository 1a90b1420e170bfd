import { isIP } from 'node:net'
import { isBrowserName, isSystemName } from '../lib/http/device-name'
import { lifeInWords } from '../lib/i18n/duration'
import { latinDigits } from '../lib/i18n/latin-digits'
import { escapeHtml, fillIn, type RenderedMails } from '../lib/mail/rendered'
import { endedLines, type SeenSession } from './ended-sessions'

/** What the mail says about a change. Metadata is only trusted where it can't be somebody's own text. */
export type Change = {
  readonly at: Date
  readonly clientMetadata: Readonly<Record<string, string>>
  readonly isSignedOut: boolean
  /** How long an ended session can go on with its tokens; null where that is unknown. */
  readonly tokenMinutes: number | null
  /** Sessions that were ended one by one. */
  readonly ended: readonly SeenSession[]
}

function whenOf(at: Date, locale: string): string {
  return new Intl.DateTimeFormat(latinDigits(locale), {
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

/** What became of the other sessions: ended ones can still go on with the tokens that they have. */
function sessionsOf({ isSignedOut, tokenMinutes }: Change, { words, locale }: RenderedMails): string {
  if (!isSignedOut) return words.stillSignedIn
  if (tokenMinutes === null || words.signedOutWithin === undefined) return words.signedOut
  return fillIn(words.signedOutWithin, { duration: lifeInWords(tokenMinutes, locale) })
}

/** The mail that says that a password was changed, with what is known about it. */
export function changedMail(mails: RenderedMails, change: Change) {
  const { at, clientMetadata } = change
  const { words, changed, locale } = mails
  const { address = '' } = clientMetadata
  const facts = {
    when: whenOf(at, locale),
    device: deviceOf(clientMetadata, words),
    address: isIP(address) === 0 ? words.unknown : address,
    sessions: sessionsOf(change, mails),
  }
  const ended = change.isSignedOut ? endedLines(change.ended, mails, (day) => whenOf(day, locale)) : []
  const inHtml = Object.fromEntries(Object.entries(facts).map(([name, fact]) => [name, escapeHtml(fact)]))
  // Each part of a line finds its own direction: a browser's name goes from left to right.
  inHtml.sessions += ended
    .map(
      (line) =>
        `<br><br><bdi>${escapeHtml(line).replaceAll('\n', '</bdi><br><bdi>').replaceAll(' · ', '</bdi> · <bdi>')}</bdi>`,
    )
    .join('')
  facts.sessions += ended.map((line) => `\n  ${line.replaceAll('\n', '\n  ')}`).join('')
  return {
    subject: changed.subject,
    html: fillIn(changed.html, inHtml),
    text: fillIn(changed.text, facts),
  }
}
