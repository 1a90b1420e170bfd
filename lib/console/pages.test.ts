import { expect, test } from 'vitest'
import { findPages, openPages, type Place, pageOfPath, tenantAddress } from './pages'

const at = (role: Place['role']): Place => ({ slug: 'acme', name: 'Acme Bank', role })
const labels = (pages: readonly { label: string }[]) => pages.map(({ label }) => label)

test('only what a role may open is offered', () => {
  expect(labels(openPages(false, at('viewer')))).not.toContain('Settings of Acme Bank')
  expect(labels(openPages(false, at('editor')))).not.toContain('Users of Acme Bank')
  expect(labels(openPages(false, at('owner')))).toContain('Settings of Acme Bank')
  expect(labels(openPages(false, at('owner')))).not.toContain('New tenant')
  expect(labels(openPages(true, null))).toEqual([
    'Overview',
    'Tenants',
    'Activity',
    'People',
    'Health',
    'New tenant',
  ])
})

test('another tenant opens at the same page, or at its brand where the role there does not reach it', () => {
  expect(tenantAddress('acme', 'mail', 'viewer')).toBe('/admin/acme/mail')
  expect(tenantAddress('acme', 'settings', 'viewer')).toBe('/admin/acme/brand')
  expect(tenantAddress('acme', 'settings', 'owner')).toBe('/admin/acme/settings')
  expect(tenantAddress('acme', 'activity', 'viewer')).toBe('/admin/activity?tenant=acme')
  expect(tenantAddress('acme', 'people', 'viewer')).toBe('/admin/overview/people?tenant=acme')
  expect(tenantAddress('acme', 'constructor', 'operator')).toBe('/admin/acme/brand')
  expect(tenantAddress('acme', '', 'operator')).toBe('/admin/acme/brand')
})

test('an address names its page', () => {
  expect(pageOfPath('/admin/acme/brand')).toBe('brand')
  expect(pageOfPath('/admin/activity/17')).toBe('activity')
  expect(pageOfPath('/admin/tenants/new')).toBe('tenants/new')
  expect(pageOfPath('/admin/overview/search')).toBe('search')
  expect(pageOfPath('/admin/overview/people')).toBe('people')
  // A tenant may be called that.
  expect(pageOfPath('/admin/people/brand')).toBe('brand')
  expect(pageOfPath('/admin')).toBe('')
})

test('every page of the whole portal has an address of its own, below those that no tenant can have', () => {
  const addresses = openPages(true, null).map(({ href }) => href)
  expect(new Set(addresses).size).toBe(addresses.length)
  expect(addresses.find((href) => href.endsWith('/people'))).toBe('/admin/overview/people')
})

test('a page is found by the beginnings of its words, by what else it is called, and without accents', () => {
  const pages = openPages(true, { slug: 'sol', name: 'Panadería Sol', role: 'operator' })
  expect(labels(findPages(pages, 'pan set'))).toEqual(['Settings of Panadería Sol'])
  expect(labels(findPages(pages, 'domains'))).toEqual(['Settings of Panadería Sol'])
  expect(labels(findPages(pages, 'health'))).toEqual(['Health of Panadería Sol', 'Health'])
  expect(labels(findPages(pages, 'ettings'))).toEqual([])
  expect(findPages(pages, ' ')).toEqual(pages)
})
