import { expect, test } from 'vitest'
import { testTenant } from '../tenants/test-tenant'
import type { Caller } from './caller'
import { clientMetadataOf, signOutDecision } from './client-metadata'

const caller: Caller = {
  address: null,
  contextData: {},
  locale: 'en',
  passedOn: { clientMetadata: { signOut: 'no', app: 'shop' } },
}

const sent = (signOut: 'never' | 'ask' | 'always' | null, keepsSessions?: boolean) =>
  clientMetadataOf(testTenant(), caller, {}, signOutDecision({ signOut }, keepsSessions)).signOut

test('a tenant that decides is not overruled by what a form or an app sends', () => {
  expect([sent('always'), sent('always', true), sent('never'), sent('never', false)]).toEqual([
    'yes',
    'yes',
    'no',
    'no',
  ])
})

test('where the person decides, the box counts, and an app may say no by itself', () => {
  expect([sent('ask', false), sent('ask', true), sent('ask')]).toEqual(['yes', 'no', 'no'])
  expect(signOutDecision({ signOut: 'ask' }, undefined)).toEqual({})
})

test('a tenant that says nothing sends nothing: its functions decide as before', () => {
  for (const keeps of [true, false, undefined]) expect(signOutDecision({ signOut: null }, keeps)).toEqual({})
})
