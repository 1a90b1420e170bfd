import { beforeAll, expect, test } from 'vitest'
import type { BrandOverrides } from '../../brand/schema'
import { loadOwnTexts } from '../../i18n/own-texts'
import { chosenRows, type LanguageTexts, type WordRow, wordRows, wordTrouble } from './word-rows'

let english: LanguageTexts
let danish: LanguageTexts
beforeAll(async () => {
  english = { locale: 'en', texts: await loadOwnTexts('en') }
  danish = { locale: 'da', texts: await loadOwnTexts('da') }
})

const brand: BrandOverrides = {
  words: {
    en: { 'forgot.title': 'Locked out?', 'done.title': 'There you are' },
    da: { 'forgot.title': 'Låst ude?' },
    fr: { 'sent.title': 'Voilà' },
  },
  mail: { texts: { reset: { da: { subject: 'Dit kodeord' } } } },
}
const all = { search: '', only: 'all', groups: null, kept: new Set<string>() } as const
const rowsOf = (offered: readonly string[] = ['en', 'da']) =>
  wordRows({ brand, edited: danish, beside: english, offered })
const keys = (rows: readonly WordRow[]) => rows.map(({ key }) => key)
const find = (rows: readonly WordRow[], key: string) => rows.find((row) => row.key === key)

test('a row holds the portal’s text and the tenant’s own, in the edited language and beside it', () => {
  expect(find(rowsOf(), 'forgot.title')).toEqual({
    key: 'forgot.title',
    group: 'forgot',
    name: 'Heading',
    where: 'At the top of the page',
    limit: 80,
    standard: danish.texts['forgot.title'],
    own: 'Låst ude?',
    beside: { standard: 'Reset your password', own: 'Locked out?' },
    missing: [],
  })
  expect(find(rowsOf(), 'mail.reset.subject')).toMatchObject({ own: 'Dit kodeord', missing: ['en'] })
})

test('every text is in one row, those of a page or mail together', () => {
  const rows = rowsOf()
  expect(new Set(keys(rows))).toEqual(new Set(Object.keys(english.texts)))
  const groups = rows.map(({ group }) => group)
  expect(new Set(groups).size).toBe(groups.filter((group, at) => group !== groups[at - 1]).length)
})

test('what one offered language has and another lacks is found from either', () => {
  expect(keys(chosenRows(rowsOf(), { ...all, only: 'missing' }))).toEqual([
    'done.title',
    'mail.reset.subject',
  ])
  expect(keys(chosenRows(rowsOf(['da']), { ...all, only: 'missing' }))).toEqual([])
  expect(keys(chosenRows(rowsOf(), { ...all, only: 'changed' }))).toEqual([
    'forgot.title',
    'mail.reset.subject',
  ])
})

test.each([
  ['its label', 'caps lock hint', 'reset.capsLock'],
  ['its place', 'subject line', 'mail.changed.subject'],
  ['its page', 'sent page heading', 'sent.title'],
  ['its key', 'RULESYMBOL', 'reset.ruleSymbol'],
  ['the portal’s text beside it', 'spam folder newest', 'sent.hint'],
  ['the tenant’s own text, without its accents', 'last ude', 'forgot.title'],
  ['the tenant’s own text beside it', 'there you are', 'done.title'],
])('a text is found by %s', (_, search, key) => {
  expect(keys(chosenRows(rowsOf(), { ...all, search }))).toContain(key)
})

test('every searched word has to be there, in the chosen page and filter alone', () => {
  const rows = rowsOf()
  expect(chosenRows(rows, { ...all, search: 'heading nowhere-at-all' })).toEqual([])
  const headings = chosenRows(rows, { ...all, search: 'heading', groups: ['sent'] })
  expect(keys(headings)).toEqual(expect.arrayContaining(['sent.title', 'sent.forgottenTitle']))
  expect(new Set(headings.map(({ group }) => group))).toEqual(new Set(['sent']))
})

test('a text stays while it is written, although it is no longer missing', () => {
  const kept = new Set(['forgot.title'])
  expect(keys(chosenRows(rowsOf(), { ...all, only: 'missing', kept }))).toContain('forgot.title')
})

test('what can’t be saved is told apart from what readers would miss', () => {
  const { texts } = english
  const trouble = (key: string, text: string) => wordTrouble(key, text, texts[key] ?? '')
  expect(trouble('forgot.title', 'Locked out?')).toEqual({ fault: null, doubts: [] })
  expect(trouble('forgot.title', 'x'.repeat(81)).fault).toContain('81 characters')
  expect(trouble('sent.waitFor', 'Wait a moment.')).toEqual({ fault: null, doubts: ['lacks {duration}'] })
  expect(trouble('forgot.title', 'Hello {username} {name}').doubts).toEqual([
    'holds {username} {name}, which are not filled in here',
  ])
  expect(trouble('mail.reset.sms', '{name}').fault).toContain('{####} once')
})
