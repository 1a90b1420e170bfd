import { inWords } from '../i18n/duration'
import { latinDigits } from '../i18n/latin-digits'
import { LINK_KINDS } from '../link-kinds'
import { CODE_SLOT, USERNAME_SLOT } from '../pool-mails'
import { LONGEST_LINK } from './message-limits'
import type { MailKindName } from './registry'
import { codeMailOf, escapeHtml, fillIn, type MailSetting, type MailsOf } from './rendered'

/** A code that nobody could mistake for one that works, and a temporary password. */
const SAMPLE_CODE = '123456'
const SAMPLE_PASSWORD = 'Sample-1234'
const SAMPLE_USERNAME = 'jane@example.com'

/** Fills in what Cognito does. */
const asSent = (kind: string, text: string) =>
  text
    .replaceAll(CODE_SLOT, kind === 'invitation' ? SAMPLE_PASSWORD : SAMPLE_CODE)
    .replaceAll(USERNAME_SLOT, SAMPLE_USERNAME)

/**
 * How much of a change of the password is known: as usual; nothing of the device, and its sessions go on; or as usual, and
 * how long sessions last at most and which one was ended.
 */
export const SAMPLES = ['usual', 'little', 'within'] as const
export type Sample = (typeof SAMPLES)[number]

function changeFacts({ words, locale }: MailSetting, sample: Sample, when: string) {
  if (sample === 'little')
    return { device: words.unknown, address: words.unknown, sessions: words.stillSignedIn }
  const within = fillIn(words.signedOutWithin ?? words.signedOut, { duration: inWords(1, 'hour', locale) })
  const other = fillIn(words.onSystem, { browser: 'Safari', system: 'iPhone' })
  const ended = words.lastUsed === undefined ? other : `${other}\n${fillIn(words.lastUsed, { when })}`
  return {
    device: fillIn(words.onSystem, { browser: 'Firefox', system: 'Windows' }),
    // From a range reserved for documentation (RFC 5737).
    address: '203.0.113.7',
    sessions: sample === 'within' ? `${within}\n${ended}` : words.signedOut,
  }
}

/** The page that a mail's link leads to; nothing to mails without one. */
const pageOfMail = (kind: MailKindName): string =>
  Object.values(LINK_KINDS).find(({ mail }) => mail === kind)?.page ?? ''

/**
 * A mail as it would arrive, with sample facts: for a preview, and for sending oneself a test. Its link leads to the
 * same page as a real one, without a code.
 *
 * @param portal the tenant's pages, without a slash at the end
 */
export function sampleMail(
  mails: MailsOf<MailKindName>,
  kind: MailKindName,
  portal: string,
  at: Date,
  sample: Sample = 'usual',
) {
  const { locale } = mails
  const when = new Intl.DateTimeFormat(latinDigits(locale), {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: 'UTC',
  }).format(at)
  const facts = { link: `${portal}${pageOfMail(kind)}`, when, ...changeFacts(mails, sample, when) }
  const inHtml = Object.fromEntries(
    Object.entries(facts).map(([name, fact]) => [name, escapeHtml(fact).replaceAll('\n', '</bdi><br><bdi>')]),
  )
  const { subject, html, text } = mails[kind]
  return {
    subject,
    html: asSent(kind, fillIn(html, inHtml)),
    text: asSent(kind, fillIn(text, facts)),
  }
}

/** The lengths that Cognito counts, in characters, for the mail with the longest link. */
function lengthsOf({ sms, html }: { sms: string; html: string }) {
  const count = (text: string) => [...text].length
  return {
    smsMessage: count(sms),
    emailMessage: count(html.replace('{link}', 'x'.repeat(LONGEST_LINK))),
  }
}

/** For a mail that brings a code: the text message as it would arrive, and the length of both; null for other mails. */
export function countedSample(mails: MailSetting, kind: string) {
  const mail = codeMailOf(mails, kind)
  return mail === null ? null : { sms: asSent(kind, mail.sms), ...lengthsOf(mail) }
}

/** One side of a mail that has both, whatever the reader's own preference: for showing them side by side. */
export function onSide(html: string, side: 'light' | 'dark'): string {
  return html
    .replaceAll('@media (prefers-color-scheme:dark)', side === 'dark' ? '@media all' : '@media not all')
    .replaceAll('color-scheme:light dark', `color-scheme:${side}`)
    .replaceAll('content="light dark"', `content="${side}"`)
}
