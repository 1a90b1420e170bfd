import { expect, test } from 'vitest'
import { consoleTenant } from './console-address'

const of = (address: string) => {
  const { pathname, searchParams } = new URL(address, 'https://portal.example')
  return consoleTenant(pathname, searchParams)
}

test('a page of the console is about the tenant in its path, or the one that a page of all is narrowed to', () => {
  expect(of('/admin/acme/brand')).toBe('acme')
  expect(of('/admin/acme')).toBe('acme')
  expect(of('/admin/overview?tenant=acme')).toBe('acme')
  expect(of('/admin/overview')).toBeNull()
  expect(of('/admin/acme/brand?tenant=globex')).toBe('acme')
  expect(of('/admin')).toBeNull()
  expect(of('/admin/overview?tenant=A%20b')).toBeNull()
})
