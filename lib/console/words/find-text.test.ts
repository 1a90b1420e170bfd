import { expect, test } from 'vitest'
import { ANYTHING, textFinder } from './find-text'

const keysOf = textFinder([
  ['forgot.pageTitle', 'Reset your password'],
  ['forgot.title', 'Reset your password'],
  ['reset.title', 'Reset your password'],
  ['sent.lead', 'Sent to <name>{username}</name>. It works (for one hour).'],
  ['sent.waitFor', 'Ask again in {duration}.'],
  ['done.changedAt', `Changed at ${ANYTHING}`],
  ['common.errorTitle', '{title}'],
  ['mail.changed.onSystem', '{browser} on {system}'],
  ['mail.changed.intro', 'Somebody on {system} changed it.'],
])
const find = (shown: string) => keysOf(shown)[0] ?? null

test('a text that is seen leads to its key, whatever its placeholders were filled with', () => {
  expect(find(' Reset  your password\n')).toBe('forgot.title')
  expect(find('Sent to a.b+c@example.com. It works (for one hour).')).toBe('sent.lead')
  expect(find('Ask again in 0:42.')).toBe('sent.waitFor')
  expect(find('Changed at 10:31')).toBe('done.changedAt')
})

test('equal texts are all found, in their order', () => {
  expect(keysOf('Reset your password')).toEqual(['forgot.title', 'reset.title'])
})

test('of two that match, the one with more text of its own is meant', () => {
  expect(find('Firefox on Windows')).toBe('mail.changed.onSystem')
  expect(find('Somebody on Windows changed it.')).toBe('mail.changed.intro')
})

test('what is no text leads nowhere', () => {
  for (const shown of ['', 'diego@example.com', 'Ask again in .', 'Sent to x. It works for one hour.'])
    expect(find(shown)).toBeNull()
})
