import { expect, test } from 'vitest'
import { AUDIT_EVENTS } from '../../audit/events'
import { detailsInWords, errorIn } from './details'
import { eventWords, isOfReset, outcomeLabel } from './words'

test('every event has words of its own, and none is a name of the program', () => {
  for (const event of Object.keys(AUDIT_EVENTS)) expect(eventWords(event)).toMatch(/^[A-Z][^._]+$/)
  expect(eventWords('tenant.removed'), 'of an earlier release').toBe('Tenant removed')
})

test('resets are told apart by the group that their event is in', () => {
  for (const [event, { group }] of Object.entries(AUDIT_EVENTS))
    expect([event, isOfReset(event)]).toEqual([event, group === 'reset'])
})

test('an outcome is told in words, in the colour of how bad it is', () => {
  expect(outcomeLabel('confirm.refused', 'code-rejected')).toMatchObject({
    text: 'Code refused: too old, used or mistyped',
    tone: 'warn',
  })
  expect(outcomeLabel('confirm.in_doubt', 'unknown')?.tone).toBe('bad')
  expect(outcomeLabel('confirm.done', 'done')?.tone).toBe('good')
  expect(outcomeLabel('forgot.held_back', 'address')?.text).toBe('Held back: too many from this network')
  expect(outcomeLabel('forgot.held_back', 'busy')?.text).toBe('Held back: too many under way')
  expect(outcomeLabel('forgot.explained', 'never-signed-in')?.text).toBe('Never signed in')
  // Of the console's own events each outcome is what it says, whatever it means for a reset.
  expect(outcomeLabel('brand.save', 'conflict')).toMatchObject({ text: 'Conflict', tone: 'warn' })
  expect(outcomeLabel('tenant.connect', 'done')?.text).toBe('Done')
  expect(outcomeLabel('admin.signed_in', null)).toBeNull()
})

test('what else an entry holds is told by name, without who did it', () => {
  expect(
    detailsInWords({
      by: 'subject-of-anna',
      error: 'LimitExceeded',
      via: 'aws',
      userPoolId: 'eu-west-1_Ab12Cd34E',
      changed: [{ path: 'cognito/clientId', before: '1old', after: '1new' }, { path: 'name' }],
      secretBefore: ['abcd'],
      isPaused: true,
      nothing: null,
    }),
  ).toEqual([
    { name: 'Cognito’s error', value: 'LimitExceeded' },
    { name: 'Came through', value: 'An AWS client' },
    { name: 'User pool', value: 'eu-west-1_Ab12Cd34E' },
    { name: 'What changed', value: 'cognito/clientId, name' },
    { name: 'Secret before', value: 'abcd' },
    { name: 'Is paused', value: 'true' },
  ])
  for (const none of [null, undefined, 'text', [], 7]) {
    expect(detailsInWords(none)).toEqual([])
    expect(errorIn(none)).toBeNull()
  }
  expect(errorIn({ error: 'LimitExceeded', via: 'aws' })).toBe('LimitExceeded')
})
