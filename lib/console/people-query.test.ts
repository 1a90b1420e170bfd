import { expect, test } from 'vitest'
import { readPeopleQuery } from './people-query'

test('an address says of which tenant, and which pages; a change keeps the rest', () => {
  const { tenant, page, sessionsPage, addressOf } = readPeopleQuery({
    tenant: 'acme',
    page: '3',
    sessions: '2',
  })
  expect([tenant, page, sessionsPage]).toEqual(['acme', 3, 2])
  expect(addressOf({ page: 4 })).toBe('/admin/overview/people?tenant=acme&page=4&sessions=2')
  expect(addressOf({ page: 1, sessionsPage: 1 })).toBe('/admin/overview/people?tenant=acme')
})

test('what can’t be read is as if it were not there', () => {
  const { tenant, page, sessionsPage, addressOf } = readPeopleQuery({
    tenant: '',
    page: '-1',
    sessions: ['x', '2'],
  })
  expect([tenant, page, sessionsPage]).toEqual([null, 1, 1])
  expect(addressOf({})).toBe('/admin/overview/people')
})
