import { expect, test } from 'vitest'
import { testTenant } from '../tenants/test-tenant'
import { clientMetadataOf } from './client-metadata'

const onPage = { address: null, contextData: {}, locale: 'da' }

test('a Lambda learns the tenant, the language and the tenant’s own keys', () => {
  const tenant = testTenant()
  const own = { ...tenant, cognito: { ...tenant.cognito, clientMetadata: { app: 'banking' } } }
  expect(clientMetadataOf(own, onPage)).toEqual({ app: 'banking', tenant: 'acme', locale: 'da' })
})

test('no key of a tenant’s file replaces what the portal says', () => {
  const tenant = testTenant()
  const own = {
    ...tenant,
    cognito: { ...tenant.cognito, clientMetadata: { tenant: 'globex', locale: 'xx' } },
  }
  expect(clientMetadataOf(own, onPage)).toEqual({ tenant: 'acme', locale: 'da' })
})

test('an AWS client’s metadata is passed on, and replaces neither the tenant’s keys nor the portal’s', () => {
  const tenant = testTenant()
  const own = { ...tenant, cognito: { ...tenant.cognito, clientMetadata: { app: 'banking' } } }
  const from = (clientMetadata: Record<string, string>) =>
    clientMetadataOf(own, { ...onPage, passedOn: { clientMetadata } })
  expect(from({ app: 'theirs', tenant: 'globex', locale: 'pt-BR', extra: 'kept' })).toEqual({
    app: 'banking',
    tenant: 'acme',
    locale: 'pt-BR',
    extra: 'kept',
  })
  expect(from({ locale: '<b>' }).locale).toBe('da')
})
