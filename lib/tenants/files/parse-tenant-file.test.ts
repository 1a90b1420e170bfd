import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { reservedSlugs } from '../reserved-slugs'
import { jsonPath, parseTenantFile } from './parse-tenant-file'

const cognito = {
  region: 'eu-west-1',
  userPoolId: 'eu-west-1_Ab12Cd34E',
  clientId: '1example23456789',
  clientSecret: 'env:ACME_CLIENT_SECRET',
}
const acme = { slug: 'acme', name: 'Acme Bank', cognito }
const whole = {
  $schema: '../tenant.schema.json',
  ...acme,
  hosts: ['reset.acme.example', 'acme.localhost', 'xn--bcher-kva.example'],
  cognito: {
    ...cognito,
    propagateUserContext: true,
    usernames: 'case-insensitive',
    analyticsEndpointId: 'd70b2ba36a8c4dc5a04a0451a31a1e12',
    clientMetadata: { app: 'banking', 'team-1': 'a:b/c=d+e@f g' },
    passwordPolicy: { minimumLength: 12, requireSymbols: false, historySize: 5 },
  },
  continueUrl: 'https://app.acme.example/sign-in',
  returnOrigins: ['https://app.acme.example', 'http://localhost:4000'],
  support: { email: 'help@acme.example', url: 'https://acme.example/help', phone: '+45 12 34 56 78' },
  locales: ['en', 'pt-BR', 'zh-Hant-TW'],
  brand: {},
}

function faultsOf(json: unknown) {
  const parsed = parseTenantFile(json)
  return parsed.ok ? [] : parsed.faults.map(({ path }) => path)
}

test('a whole file keeps what was written and completes the password policy', () => {
  const parsed = parseTenantFile(whole)
  expect(parsed).toMatchObject({ ok: true, value: { ...whole, brand: {} } })
  expect(parsed.ok && parsed.value.cognito.passwordPolicy).toEqual({
    minimumLength: 12,
    requireUppercase: true,
    requireLowercase: true,
    requireNumbers: true,
    requireSymbols: false,
    historySize: 5,
  })
})

test('a minimal file gets Cognito’s own defaults', () => {
  expect(parseTenantFile(acme)).toEqual({
    ok: true,
    value: {
      ...acme,
      cognito: {
        ...cognito,
        propagateUserContext: false,
        usesTriggers: false,
        usernames: 'case-sensitive',
        clientMetadata: {},
        passwordPolicy: {
          minimumLength: 8,
          requireUppercase: true,
          requireLowercase: true,
          requireNumbers: true,
          requireSymbols: true,
        },
      },
      hosts: [],
      returnOrigins: [],
      support: {},
      locales: ['en'],
      mail: { explainsRefusals: false },
      brand: {},
    },
  })
})

test('every fault is listed with its path, not only the first', () => {
  expect(
    faultsOf({
      slug: 'Admin Area',
      colour: 'red',
      hosts: ['reset.acme.example', 'HTTPS://x'],
      cognito: {
        region: 'mars-north-1',
        userPoolId: 'eu-west-1-nope',
        clientId: 'a b',
        clientSecret: 'short',
        endpoint: 'https://evil.example',
        clientMetadata: { tenant: 'x', ok: 'fine', bad: '<b>' },
        passwordPolicy: { minimumLength: 5, maximumLength: 20 },
      },
      continueUrl: 'javascript:alert(1)',
      returnOrigins: ['https://app.acme.example/path'],
      support: { email: 'nobody', fax: '1' },
      locales: [],
    }).sort(),
  ).toEqual(
    [
      ...[
        'colour',
        'slug',
        'name',
        'hosts[1]',
        'continueUrl',
        'returnOrigins[0]',
        'support.email',
        'support.fax',
      ],
      ...['locales', 'cognito.region', 'cognito.userPoolId', 'cognito.clientId', 'cognito.clientSecret'],
      ...['cognito.endpoint', 'cognito.clientMetadata.tenant', 'cognito.clientMetadata.bad'],
      ...['cognito.passwordPolicy.minimumLength', 'cognito.passwordPolicy.maximumLength'],
    ].sort(),
  )
})

describe('refused with the path of the fault', () => {
  const withCognito = (part: object) => ({ ...acme, cognito: { ...cognito, ...part } })
  test.each<[string, unknown, string]>([
    ['no file at all', null, ''],
    ['a list', [], ''],
    ['a text', 'acme', ''],
    ['a slug with a dot', { ...acme, slug: 'acme.com' }, 'slug'],
    ['an empty slug', { ...acme, slug: '' }, 'slug'],
    ['a slug of 64 characters', { ...acme, slug: 'a'.repeat(64) }, 'slug'],
    ['a slug with a line break at its end', { ...acme, slug: 'acme\n' }, 'slug'],
    ['an empty name', { ...acme, name: '' }, 'name'],
    ['a name that turns text around', { ...acme, name: 'Acme \u202eknaB' }, 'name'],
    ['a name of two lines', { ...acme, name: 'Acme\nBank' }, 'name'],
    ['a host with a port', { ...acme, hosts: ['acme.example:3000'] }, 'hosts[0]'],
    ['a host with a scheme', { ...acme, hosts: ['https://acme.example'] }, 'hosts[0]'],
    ['a host with a path', { ...acme, hosts: ['acme.example/'] }, 'hosts[0]'],
    ['a host in capitals', { ...acme, hosts: ['Acme.example'] }, 'hosts[0]'],
    ['a host without a dot', { ...acme, hosts: ['localhost'] }, 'hosts[0]'],
    ['a host with a dot at its end', { ...acme, hosts: ['acme.example.'] }, 'hosts[0]'],
    ['a host with two dots', { ...acme, hosts: ['acme..example'] }, 'hosts[0]'],
    ['a host that is an address', { ...acme, hosts: ['127.0.0.1'] }, 'hosts[0]'],
    ['a host with an underscore', { ...acme, hosts: ['a_b.example'] }, 'hosts[0]'],
    ['a host in Unicode', { ...acme, hosts: ['bücher.example'] }, 'hosts[0]'],
    ['a host with a label of 64', { ...acme, hosts: [`${'a'.repeat(64)}.example`] }, 'hosts[0]'],
    ['a host twice', { ...acme, hosts: ['a.example', 'a.example'] }, 'hosts'],
    ['a pool of another region', withCognito({ userPoolId: 'us-east-1_Ab12Cd34E' }), 'cognito.userPoolId'],
    [
      'a pool of a region whose name begins alike',
      withCognito({ region: 'eu-west-1', userPoolId: 'eu-west-12_A' }),
      'cognito.userPoolId',
    ],
    ['a region that is a host name', withCognito({ region: 'evil.example/' }), 'cognito.region'],
    ['an endpoint', withCognito({ endpoint: 'https://evil.example' }), 'cognito.endpoint'],
    ['a client id of 129', withCognito({ clientId: 'a'.repeat(129) }), 'cognito.clientId'],
    ['a secret of 23', withCognito({ clientSecret: 'a'.repeat(23) }), 'cognito.clientSecret'],
    ['a secret of 65', withCognito({ clientSecret: 'a'.repeat(65) }), 'cognito.clientSecret'],
    ['an empty variable name', withCognito({ clientSecret: 'env:' }), 'cognito.clientSecret'],
    ['the portal’s own secret', withCognito({ clientSecret: 'env:REKEY_SECRET' }), 'cognito.clientSecret'],
    ['the database’s address', withCognito({ clientSecret: 'env:DATABASE_URL' }), 'cognito.clientSecret'],
    ['AWS’s own key', withCognito({ clientSecret: 'env:AWS_SECRET_ACCESS_KEY' }), 'cognito.clientSecret'],
    ['three secrets', withCognito({ clientSecret: ['env:A', 'env:B', 'env:C'] }), 'cognito.clientSecret'],
    ['a list of one secret', withCognito({ clientSecret: ['env:A'] }), 'cognito.clientSecret'],
    ['metadata that is not text', withCognito({ clientMetadata: { a: 1 } }), 'cognito.clientMetadata.a'],
    [
      'the portal’s own metadata',
      withCognito({ clientMetadata: { locale: 'en' } }),
      'cognito.clientMetadata.locale',
    ],
    ['markup in metadata', withCognito({ clientMetadata: { a: '<a href>' } }), 'cognito.clientMetadata.a'],
    [
      'an odd metadata key',
      withCognito({ clientMetadata: { 'a"b': 'x' } }),
      'cognito.clientMetadata["a\\"b"]',
    ],
    [
      'a minimum length that is half',
      withCognito({ passwordPolicy: { minimumLength: 8.5 } }),
      'cognito.passwordPolicy.minimumLength',
    ],
    [
      'a policy question as text',
      withCognito({ passwordPolicy: { requireNumbers: 'yes' } }),
      'cognito.passwordPolicy.requireNumbers',
    ],
    ['an http continue address', { ...acme, continueUrl: 'http://app.acme.example/' }, 'continueUrl'],
    [
      'a continue address with a password',
      { ...acme, continueUrl: 'https://a:b@app.acme.example/' },
      'continueUrl',
    ],
    ['a continue address of data', { ...acme, continueUrl: 'data:text/html,x' }, 'continueUrl'],
    [
      'a localhost look-alike over http',
      { ...acme, continueUrl: 'http://localhost.evil.example/' },
      'continueUrl',
    ],
    ['an origin with a slash', { ...acme, returnOrigins: ['https://app.acme.example/'] }, 'returnOrigins[0]'],
    ['an origin in capitals', { ...acme, returnOrigins: ['https://APP.acme.example'] }, 'returnOrigins[0]'],
    ['a wildcard origin', { ...acme, returnOrigins: ['https://*.acme.example'] }, 'returnOrigins[0]'],
    ['a mail link as support address', { ...acme, support: { url: 'mailto:a@b.example' } }, 'support.url'],
    ['a telephone number with words', { ...acme, support: { phone: 'call me' } }, 'support.phone'],
    ['an underscored language', { ...acme, locales: ['pt_BR'] }, 'locales[0]'],
    ['a language in the wrong case', { ...acme, locales: ['EN'] }, 'locales[0]'],
    ['a language twice', { ...acme, locales: ['en', 'en'] }, 'locales'],
    ['no language', { ...acme, locales: [] }, 'locales'],
    ['an unknown brand setting', { ...acme, brand: { css: 'body{}' } }, 'brand.css'],
    ['a bad colour', { ...acme, brand: { colour: { seed: 'red' } } }, 'brand.colour.seed'],
  ])('%s', (_, json, path) => {
    expect(faultsOf(json)).toContain(path)
  })

  test.each([...reservedSlugs])('the portal’s own name %s as a slug', (slug) => {
    expect(faultsOf({ ...acme, slug })).toContain('slug')
  })

  test('a key called __proto__ or constructor', () => {
    expect(faultsOf(JSON.parse('{"slug":"acme","name":"A","__proto__":{"x":1}}'))).toContain('cognito')
    expect(faultsOf({ ...acme, constructor: 1 })).toContain('constructor')
  })
})

test.each([
  ['one literal secret', 'abcdefghijklmnopqrstuvwxyz0123456789_+'],
  ['two secrets', ['env:NEW_SECRET', 'abcdefghijklmnopqrstuvwx']],
])('%s is taken', (_, clientSecret) => {
  expect(faultsOf({ ...acme, cognito: { ...cognito, clientSecret } })).toEqual([])
})

test('a message never repeats a value that may be a secret', () => {
  const parsed = parseTenantFile({ ...acme, cognito: { ...cognito, clientSecret: 'hunter2-hunter2' } })
  expect(JSON.stringify(parsed)).not.toContain('hunter2')
})

test('no JSON at all makes it throw, and what is refused says where', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.jsonValue(),
        fc.jsonValue().map((value) => ({ ...acme, brand: value, hosts: value })),
      ),
      (json) => {
        const parsed = parseTenantFile(json)
        if (!parsed.ok) expect(parsed.faults.length).toBeGreaterThan(0)
      },
    ),
    { numRuns: 300 },
  )
})

test.each([
  [[], ''],
  [['cognito', 'region'], 'cognito.region'],
  [['hosts', 1], 'hosts[1]'],
  [['cognito', 'clientMetadata', 'a b', 0], 'cognito.clientMetadata["a b"][0]'],
])('the path of %j is %s', (keys, path) => {
  expect(jsonPath(keys)).toBe(path)
})
