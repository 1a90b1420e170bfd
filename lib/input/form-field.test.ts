import { describe, expect, test } from 'vitest'
import { textField } from './form-field'

const formOf = (...fields: [string, string | Blob][]) => {
  const form = new FormData()
  for (const [name, value] of fields) form.append(name, value)
  return form
}

test('one text is given as it is', () => {
  expect(textField(formOf(['username', ' jane ']), 'username')).toBe(' jane ')
  expect(textField(formOf(['username', '']), 'username')).toBe('')
})

describe('nothing is given', () => {
  test.each<[string, unknown]>([
    ['of a missing field', formOf(['other', 'x'])],
    ['of a field that came twice', formOf(['username', 'jane'], ['username', 'eve'])],
    ['of a file in its place', formOf(['username', new Blob(['jane'])])],
    ['where there is no form', undefined],
    ['where a script sent null', null],
    ['where a script sent text', 'username=jane'],
    ['where a script sent a list', ['jane']],
    ['where a script sent something alike', { getAll: () => ['jane'] }],
  ])('%s', (_, form) => expect(textField(form, 'username')).toBeNull())

  test('of a name that every object has', () => {
    for (const name of ['__proto__', 'constructor', 'toString']) expect(textField(formOf(), name)).toBeNull()
  })
})
