import { expect, test } from 'vitest'
import { ADMIN_ACTIONS } from '../console/auth/actions-table'
import { AUDIT_EVENTS, eventsOf, TOLD_EVENTS } from './events'

test('every event stands in one group, and every group has events', () => {
  const groups = ['reset', 'brand', 'tenant', 'access', 'deployment'] as const
  const grouped = groups.flatMap(eventsOf)
  expect(new Set(grouped).size).toBe(grouped.length)
  expect(grouped).toEqual(expect.arrayContaining(Object.keys(AUDIT_EVENTS)))
})

test('owners are told of whatever the console takes for dangerous', () => {
  const dangerous = Object.entries(ADMIN_ACTIONS).flatMap(([name, rule]) =>
    'isDangerous' in rule ? [name] : [],
  )
  const told = TOLD_EVENTS.map(({ event }) => event)
  expect(told).toEqual(expect.arrayContaining(dangerous))
})
