import { beforeAll, expect, test } from 'vitest'
import type { Database } from '../../db/connection'
import { loadOwnTexts } from '../../i18n/own-texts'
import { testTenant } from '../../tenants/test-tenant'
import { drawMail, RareMail, shownMail } from '../shown-mails'
import { textFinder } from './find-text'
import { kindOfMail, MAIL_QUERIES, MAIL_VIEWS, type MailView } from './mail-views'
import { mailOfWord } from './word-homes'

beforeAll(() => {
  process.env.REKEY_SECRET = 'q9fT2xLw7Zk4Vb1Nn8Rm5Yc3Hd6Jg0Ps'
  process.env.REKEY_BASE_URL = 'https://portal.example'
})

const views = MAIL_VIEWS
/** Not asked: the published brand comes with the tenant. */
const noDatabase = {} as Database

/** All that is read of a mail: around it, in the text message, and in it, piece by piece. */
async function piecesOf(view: MailView): Promise<string[]> {
  const tenant = testTenant()
  const query = { kind: view, brand: 'published', locale: 'en', ...MAIL_QUERIES[view] }
  const { subject, html, counted } = await drawMail(
    noDatabase,
    tenant,
    shownMail(tenant, query),
    RareMail.parse(query),
  )
  const body = html.slice(html.indexOf('<body')).replace(/<\/?(bdi|span)\b[^>]*>/g, '')
  const pieces = body.split(/<[^>]*>/).map((piece) => piece.replace(/&#\d+;|[\u034f\u00a0]/g, ''))
  return [subject, counted?.sms ?? '', ...pieces].map((piece) => piece.replaceAll('&#x27;', "'"))
}

const isOfKind = (word: string, kind: string) =>
  word.startsWith(`mail.${kind}.`) || word.startsWith('mail.footer.')

test('every text of the mails is found in the mail in which the editor looks for it', async () => {
  const texts = Object.entries(await loadOwnTexts('en')).filter(([word]) => word.startsWith('mail.'))
  expect(texts.length).toBeGreaterThan(30)
  const found = new Set<string>()
  for (const view of views) {
    const find = textFinder(texts.filter(([word]) => isOfKind(word, kindOfMail(view))))
    for (const piece of await piecesOf(view))
      for (const word of find(piece)) if (mailOfWord(word) === view) found.add(word)
  }
  // The text message has the page's address at its end, and a button of its own.
  const missing = texts.map(([word]) => word).filter((word) => !found.has(word))
  expect(missing).toEqual(['mail.reset.sms', 'mail.signUp.sms'])
  expect((await piecesOf('reset')).join()).toContain('123456 is your code')
})
