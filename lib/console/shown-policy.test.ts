import { expect, test } from 'vitest'
import { shownPolicy } from './shown-policy'

const policy = {
  minimumLength: 12,
  requireUppercase: true,
  requireLowercase: true,
  requireNumbers: false,
  requireSymbols: true,
}
const pool = 'eu-west-1_Ab12Cd34E'

test('the settings say what the pages ask for, and when it was read from the pool', () => {
  const readAt = new Date('2026-11-30T10:31:00Z')
  expect(shownPolicy({ from: 'pool', readAt, policy: { ...policy, historySize: 3 } }, pool)).toEqual({
    readAt,
    because: '',
    rules:
      'at least 12 characters, an upper-case letter, a lower-case letter, a symbol, and none of the last 3 passwords',
  })
})

test('where it comes from the tenant’s own copy they say why, and which permission is missing', () => {
  const shown = shownPolicy({ from: 'tenant', because: 'not-allowed', policy }, pool)
  expect(shown.readAt).toBeNull()
  expect(shown.because).toContain(`cognito-idp:DescribeUserPool on ${pool}`)
  expect(shown.rules).not.toContain('last')
})
