import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { RecoveryWay, UserFacts } from '../cognito/look-up-user'
import { type ResetState, resetStateOf } from '../cognito/reset-state'
import { resetAnswer } from './reset-advice'

const sound: UserFacts = {
  status: 'CONFIRMED',
  isEnabled: true,
  email: 'verified',
  phone: 'none',
  secondFactors: [],
}
const state = (user: Partial<UserFacts>, recovery: readonly RecoveryWay[] | null = ['email', 'phone']) =>
  resetStateOf({ kind: 'found', user: { ...sound, ...user }, recovery })

test.each<[ResetState, Partial<UserFacts>, (readonly RecoveryWay[] | null)?]>([
  ['gets-a-mail', {}],
  ['gets-a-mail', { status: 'RESET_REQUIRED' }],
  ['gets-a-mail', {}, null],
  ['gets-a-text-message', { email: 'unverified', phone: 'verified' }],
  ['gets-a-text-message', { phone: 'verified' }, ['phone', 'email']],
  ['gets-a-mail', { phone: 'verified', secondFactors: ['phone'] }, ['phone', 'email']],
  ['disabled', { isEnabled: false, status: 'FORCE_CHANGE_PASSWORD' }],
  ['never-signed-in', { status: 'FORCE_CHANGE_PASSWORD' }],
  ['unconfirmed', { status: 'UNCONFIRMED', email: 'unverified' }],
  ['external', { status: 'EXTERNAL_PROVIDER' }],
  ['administrator-only', {}, ['administrator']],
  ['no-address', { email: 'none' }],
  ['unverified', { email: 'unverified', phone: 'unverified' }],
  ['second-factor', { email: 'none', phone: 'verified', secondFactors: ['phone'] }],
  ['second-factor', { secondFactors: ['email'] }],
  ['other-contact', { email: 'none', phone: 'verified' }, ['email']],
  ['other-state', { status: 'COMPROMISED' }],
])('%s: %o where the pool recovers by %o', (expected, user, recovery) => {
  expect(state(user, recovery)).toBe(expected)
})

const contact = fc.constantFrom('verified', 'unverified', 'none')
const anyLookUp = fc.oneof(
  fc.record({
    kind: fc.constant('found' as const),
    user: fc.record({
      status: fc.constantFrom('CONFIRMED', 'UNCONFIRMED', 'ARCHIVED', 'UNKNOWN', 'EXTERNAL_PROVIDER', ''),
      isEnabled: fc.boolean(),
      email: contact,
      phone: contact,
      secondFactors: fc.subarray(['email', 'phone'] as const),
    }),
    recovery: fc.option(fc.subarray(['email', 'phone', 'administrator'] as const), { nil: null }),
  }),
  fc.record({
    kind: fc.constant('unknown' as const),
    because: fc.constantFrom('no-credentials', 'not-allowed', 'no-pool', 'away'),
  }),
  fc.constant({ kind: 'no-such-user' as const }),
)

test('every look ends in one state with what is so and one next step; a command names the pool and no user', () => {
  fc.assert(
    fc.property(anyLookUp, (lookUp) => {
      const { what, next, title, command } = resetAnswer(lookUp, 'eu-west-1_Ab12Cd34E')
      for (const text of [what, next, title]) expect(text).not.toBe('')
      if (command !== null) {
        expect(command).toContain(`--user-pool-id eu-west-1_Ab12Cd34E --username '…'`)
      }
    }),
  )
})

test('what IAM does not show is called unknown, with the permission that is missing', () => {
  const answer = resetAnswer({ kind: 'unknown', because: 'not-allowed' }, 'eu-west-1_Ab12Cd34E')
  expect(answer.state).toBe('unknown')
  expect(answer.what).toBe('Unknown: IAM does not allow it.')
  expect(answer.next).toContain('cognito-idp:AdminGetUser')
})
