import { expect, test } from 'vitest'
import { adviceOn } from './advice'

const names = ['Acme Bank', 'jane.doe@example.com']

test.each(['Acme-Bank-1!', 'AcmeBank2026', 'ＡＣＭＥ-1234567', 'Jane-Doe-99!', 'jAnEdOe!2345'])(
  '%s is little more than a name',
  (password) => expect(adviceOn(password, names)).toBe('names'),
)

test.each(['Test1234!', 'Abcd1234!', 'Aaaa1111!', 'Zz1!Zz1!', 'Qwerty12!', '!4321Dcba', 'aB3$aB3$aB3$'])(
  '%s is little more than repeats and sequences',
  (password) => expect(adviceOn(password, names)).toBe('patterns'),
)

test.each([
  'New-Horse-1',
  'Neue-Parole-42!',
  'Passw0rd!',
  'xK9!mQ2z',
  'Jane-loves-purple-giraffes-77',
  'Secret-Garden-1234!',
  'Ελληνικά-7!',
])('there is nothing to say of %s', (password) => expect(adviceOn(password, names)).toBeNull())

test('the longest password is looked at in no time worth speaking of', () => {
  const start = performance.now()
  for (let time = 0; time < 100; time++) adviceOn('ab'.repeat(60) + 'xyz'.repeat(40), names)
  expect((performance.now() - start) / 100).toBeLessThan(20)
})

test('names of other scripts are known, and a name too short to matter is not', () => {
  expect(adviceOn('المنار1234', ['المنار', '+45 12 34 56 78'])).toBe('names')
  expect(adviceOn('Al-9xK!mQ2', ['Al', 'bo@example.com'])).toBeNull()
})
