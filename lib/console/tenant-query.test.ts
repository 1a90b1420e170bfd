import { expect, test } from 'vitest'
import { isOfAll, readTenantQuery, tenantsAddress } from './tenant-query'

test('an address is read and written alike', () => {
  for (const query of ['', '?q=acme+bank', '?status=fault', '?q=%25&status=draft&sort=changed&page=3']) {
    const read = readTenantQuery(Object.fromEntries(new URLSearchParams(query)))
    expect(tenantsAddress(read)).toBe(`/admin/tenants${query}`)
    expect(isOfAll(read)).toBe(query === '')
  }
})

test('what can’t be read is as if it were not there', () => {
  const all = readTenantQuery({})
  expect(readTenantQuery({ q: ['  ', 'x'], status: 'toString', sort: 'x', page: '-1' })).toEqual(all)
  expect(readTenantQuery({ page: '1.5' })).toEqual(all)
  expect(readTenantQuery({ page: '1e99' }).page).toBe(100_000)
  expect(readTenantQuery({ q: 'x'.repeat(1000) }).search).toHaveLength(80)
})
