import { expect, test } from 'vitest'
import { ANYTHING, textFinder } from './find-text'

const find = textFinder([
  ['forgot.pageTitle', 'Reset your password'],
  ['forgot.title', 'Reset your password'],
  ['reset.title', 'Reset your password'],
  ['sent.lead', 'Sent to <name>{username}</name>. It works (for one hour).'],
  ['sent.waitFor', 'Ask again in {duration}.'],
  ['done.changedAt', `Changed at ${ANYTHING}`],
  ['common.errorTitle', '{title}'],
])

test('a text that is seen leads to its key, whatever its placeholders were filled with', () => {
  expect(find(' Reset  your password\n')).toBe('forgot.title')
  expect(find('Sent to a.b+c@example.com. It works (for one hour).')).toBe('sent.lead')
  expect(find('Ask again in 0:42.')).toBe('sent.waitFor')
  expect(find('Changed at 10:31')).toBe('done.changedAt')
})

test('what is no text leads nowhere', () => {
  for (const shown of ['', 'diego@example.com', 'Ask again in .', 'Sent to x. It works for one hour.'])
    expect(find(shown)).toBeNull()
})
