import { brandedMails } from '../pool-mails'
import type { Tenant } from './tenant'

/** For tests: a tenant as the directory gives it. */
export function testTenant(overrides: Partial<Tenant> = {}): Tenant {
  return {
    id: '00000000-0000-4000-8000-000000000001',
    slug: 'acme',
    name: 'Acme Bank',
    status: 'active',
    hosts: [],
    cognito: {
      region: 'eu-west-1',
      userPoolId: 'eu-west-1_Ab12Cd34E',
      clientId: '1example23456789',
      replicas: [],
      propagateUserContext: false,
      usesTriggers: false,
      usernames: 'case-sensitive',
      analyticsEndpointId: null,
      clientMetadata: {},
      passwordPolicy: {
        minimumLength: 8,
        requireUppercase: true,
        requireLowercase: true,
        requireNumbers: true,
        requireSymbols: true,
      },
    },
    isPublicClient: false,
    continueUrl: null,
    loginInitiationUrl: null,
    sendsLoginHint: false,
    confirmsSignUps: true,
    botCheck: 'off',
    signOut: null,
    returnOrigins: [],
    support: { email: null, url: null, phone: null },
    signInWith: 'email',
    dialCode: null,
    locales: ['en'],
    mail: { explainsRefusals: false, branded: brandedMails({}) },
    passwords: { refusesBreached: false, givesAdvice: false },
    brand: {},
    brandRevision: 'b1',
    revision: 'r1',
    ...overrides,
  }
}
