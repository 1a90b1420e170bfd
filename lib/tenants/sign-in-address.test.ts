import { expect, test } from 'vitest'
import { signInAddress } from './sign-in-address'
import { testTenant } from './test-tenant'

const iss = 'https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Ab12Cd34E'
const app = 'https://app.acme.example/login?from=reset&iss=theirs'

test('is the tenant’s own page where the app begins no sign-in by itself', () => {
  expect(signInAddress(testTenant(), 'jane')).toBeNull()
  const continueUrl = 'https://app.acme.example/sign-in'
  expect(signInAddress(testTenant({ continueUrl, sendsLoginHint: true }), 'jane')).toBe(continueUrl)
})

test('tells the app which pool it is about, and keeps what the address had', () => {
  const tenant = testTenant({ continueUrl: 'https://app.acme.example/', loginInitiationUrl: app })
  const { origin, pathname, searchParams } = new URL(signInAddress(tenant, 'jane') ?? '')
  expect(`${origin}${pathname}`).toBe('https://app.acme.example/login')
  expect([...searchParams]).toEqual([
    ['from', 'reset'],
    ['iss', iss],
  ])
})

test('names the person only where the tenant wants it, and the person is known', () => {
  const hintFor = (username: string | null, sendsLoginHint: boolean) =>
    new URL(
      signInAddress(testTenant({ loginInitiationUrl: app, sendsLoginHint }), username) ?? '',
    ).searchParams.get('login_hint')
  expect(hintFor('jane+test@example.com', true)).toBe('jane+test@example.com')
  expect(hintFor('jane+test@example.com', false)).toBeNull()
  expect(hintFor(null, true)).toBeNull()
})
