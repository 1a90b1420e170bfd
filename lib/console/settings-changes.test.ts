import { expect, test } from 'vitest'
import {
  changesInWords,
  type Edited,
  faultInWords,
  fieldOfFault,
  isConnectionChanged,
  isStoredAlike,
  mineOnTop,
  withPolicy,
} from './settings-changes'
import { configOf, emptySettings, FIELD_OF_PATH, nothingKept, type SettingsForm } from './settings-form'
import { say } from './words/generated/fields'

const edited = (change: Partial<SettingsForm> = {}, historySize?: number): Edited => ({
  form: { ...emptySettings, ...change },
  kept: { ...nothingKept, ...(historySize !== undefined && { historySize }) },
})

test('every field has a label, and no two the same', () => {
  const labels = Object.keys(emptySettings).map((field) => say.find('fields', field))
  expect(labels).not.toContain(null)
  expect(new Set(labels).size).toBe(labels.length)
})

test('what was changed is said by its labels, languages in another order too', () => {
  const start = edited({ locales: ['en', 'da'], supportPhone: '1' }, 3)
  expect(changesInWords(start, start)).toEqual([])
  expect(changesInWords(start, edited({ locales: ['da', 'en'], supportPhone: '2' }, 3))).toEqual([
    'Support phone',
    'Languages',
  ])
  expect(changesInWords(start, edited({ locales: ['en', 'da'], supportPhone: '1' }, 5))).toEqual([
    'Passwords that can’t be used again',
  ])
})

test('only what an app client is reached by is a change of the connection', () => {
  const { form } = edited()
  expect(isConnectionChanged(form, { ...form, clientId: 'another' })).toBe(true)
  expect(isConnectionChanged(form, { ...form, clientSecret: 'a new one' })).toBe(true)
  expect(isConnectionChanged(form, { ...form, name: 'Acme', minimumLength: '12' })).toBe(false)
})

test('my changes come on top of theirs, and what I left alone is as they saved it', () => {
  const start = edited({ supportPhone: '1', supportEmail: 'a@example.com' }, 3)
  const mine = edited({ supportPhone: '2', supportEmail: 'a@example.com' }, 3)
  const theirs = edited({ supportPhone: '9', supportEmail: 'b@example.com', locales: ['da'] }, 7)
  const { form, kept } = mineOnTop(start, mine, { ...theirs, kept: { ...theirs.kept, usesTriggers: true } })
  expect(form).toMatchObject({ supportPhone: '2', supportEmail: 'b@example.com', locales: ['da'] })
  expect(kept).toMatchObject({ usesTriggers: true, historySize: 7 })
  expect(mineOnTop(start, edited({}, 5), theirs).kept.historySize).toBe(5)
})

test('what is stored alike is the same, however it was typed', () => {
  const connection = { userPoolId: 'eu-west-1_Ab12Cd34E', clientId: '1example23456789' }
  const one = edited({
    ...connection,
    name: 'Acme ',
    returnOrigins: 'https://a.example\nhttps://b.example',
    clientSecret: 'x',
  })
  const other = edited({ ...connection, name: 'Acme', returnOrigins: 'https://a.example, https://b.example' })
  expect(isStoredAlike(one, other)).toBe(true)
  expect(isStoredAlike(one, edited({ ...connection, name: 'Acme' }))).toBe(false)
  expect(isStoredAlike(other, { ...other, kept: { ...other.kept, historySize: 3 } })).toBe(false)
  // What can't be stored at all is like nothing.
  expect(isStoredAlike(edited(), edited())).toBe(false)
})

test('a pool’s policy is taken over whole, and what differed is said', () => {
  const policy = {
    minimumLength: 14,
    requireUppercase: true,
    requireLowercase: true,
    requireNumbers: true,
    requireSymbols: false,
  }
  const before = edited({ name: 'Acme' }, 3)
  const after = withPolicy(before, { ...policy, historySize: 5 })
  expect(changesInWords(before, after)).toEqual([
    'Minimum length',
    'Symbol',
    'Passwords that can’t be used again',
  ])
  expect(after).toMatchObject({ form: { name: 'Acme', minimumLength: '14' }, kept: { historySize: 5 } })
  expect(withPolicy(before, policy).kept.historySize).toBeUndefined()
})

test('a fault is said by the label of its field, and never by the field’s name', () => {
  const wrong = {
    ...emptySettings,
    userPoolId: 'my pool',
    supportEmail: 'nobody',
    locales: ['xx_'],
    minimumLength: 'x',
  }
  const answer = configOf(wrong, nothingKept)
  const faults = 'faults' in answer ? answer.faults : []
  const said = faults.map(faultInWords)
  for (const label of ['User pool ID: ', 'Support email: ', 'Languages: ', 'Minimum length: ']) {
    expect(said.some((each) => each.startsWith(label))).toBe(true)
  }
  expect(said.join()).not.toMatch(/config|userPoolId/)
  for (const path of Object.keys(FIELD_OF_PATH))
    expect(faultInWords({ path, message: 'is wrong' })).not.toContain(path)
  expect(faultInWords({ path: 'slug', message: 'is taken' })).toBe('Slug: is taken')
})

test('a fault in one of several languages is about the languages', () => {
  expect(fieldOfFault('config/locales/3')).toBe('locales')
  expect(fieldOfFault('config/returnOrigins/0')).toBe('returnOrigins')
  expect(fieldOfFault('config/hosts')).toBe('config/hosts')
})
