import { expect, test } from 'vitest'
import { testTenant } from '../tenants/test-tenant'
import { clientMetadataOf } from './client-metadata'

test('a Lambda learns the tenant, the language and the tenant’s own keys', () => {
  const tenant = testTenant()
  const own = { ...tenant, cognito: { ...tenant.cognito, clientMetadata: { app: 'banking' } } }
  expect(clientMetadataOf(own, 'da')).toEqual({ app: 'banking', tenant: 'acme', locale: 'da' })
})

test('no key of a tenant’s file replaces what the portal says', () => {
  const tenant = testTenant()
  const own = {
    ...tenant,
    cognito: { ...tenant.cognito, clientMetadata: { tenant: 'globex', locale: 'xx' } },
  }
  expect(clientMetadataOf(own, 'da')).toEqual({ tenant: 'acme', locale: 'da' })
})
