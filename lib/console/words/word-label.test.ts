import { expect, test } from 'vitest'
import { loadOwnTexts } from '../../i18n/own-texts'
import { changeTitle, groupOf, labelOf, WORD_COUNT, wordGroups, wordTitle } from './word-label'

test('every text that a tenant can change has a label and a place, on a page or in a mail', async () => {
  const keys = Object.keys(await loadOwnTexts('en'))
  const bare = keys.filter((key) => {
    const { name, where } = labelOf(key)
    return groupOf(key) === null || name === key || name === '' || where === ''
  })
  expect(bare).toEqual([])
  expect(WORD_COUNT).toBe(keys.length)
  expect(new Set(keys.map(groupOf))).toEqual(new Set(wordGroups))
})

test('no two texts of a page or mail are called the same', async () => {
  const titles = Object.keys(await loadOwnTexts('en')).map(wordTitle)
  expect(titles.filter((title, at) => titles.indexOf(title) !== at)).toEqual([])
})

test('labels are sentence case and no keys', async () => {
  const names = Object.keys(await loadOwnTexts('en')).flatMap((key) => Object.values(labelOf(key)))
  expect(names.filter((name) => !/^(?:IP|[A-Z][a-z’-]+)(?: |,|:|$)/.test(name))).toEqual([])
})

test('a text has one line that names it', () => {
  expect(wordTitle('forgot.title')).toBe('Forgot page: heading')
  expect(wordTitle('mail.reset.subject')).toBe('Mail: reset code: subject')
  expect(wordTitle('mail.reset.sms')).toBe('Text message')
})

test.each(['forgot', 'forgot.nothing', '__proto__', 'constructor.name', 'mail', ''])(
  'a key that is none is called by itself and belongs nowhere: %j',
  (key) => {
    expect(groupOf(key)).toBeNull()
    expect(labelOf(key).name).toBe(key)
  },
)

test('a change of a text is named as its field is, wherever the brand keeps it', () => {
  expect(changeTitle('words/da/forgot.title')).toBe('Words, da: Forgot page: heading')
  expect(changeTitle('mail/texts/reset/da/subject')).toBe('Words, da: Mail: reset code: subject')
  expect(changeTitle('words/da/gone.title')).toBe('Words, da: gone.title')
  expect(changeTitle('colour/light/onAccent')).toBe('Colour, light: label on accent')
  expect(changeTitle('mail/senderName')).toBe('Mail: sender name')
})
