import { createHash } from 'node:crypto'
import { createLocalJWKSet, jwtVerify } from 'jose'
import { describe, expect, test } from 'vitest'
import { clientId, oldPassword, poolId, secret, start } from '../harness'

const callback = 'http://localhost:3000/api/auth/callback/cognito'
const home = 'http://localhost:3000/admin/sign-in'
const verifier = 'a-verifier-of-at-least-forty-three-characters-0'
const challenge = createHash('sha256').update(verifier).digest('base64url')

const app = { secrets: [secret], callbackUrls: [callback], logoutUrls: [home] }
const request = {
  response_type: 'code',
  client_id: clientId,
  redirect_uri: callback,
  scope: 'openid email',
  state: 'the-state',
  nonce: 'the-nonce',
  code_challenge: challenge,
  code_challenge_method: 'S256',
}
type Changes = Record<string, string | undefined>

const form = (fields: Changes) =>
  new URLSearchParams(
    Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
const basic = (id = clientId, key = secret) => `Basic ${Buffer.from(`${id}:${key}`).toString('base64')}`

async function pages(client: Partial<typeof app> = app) {
  const { cognito } = await start({
    pool: {
      users: [{ username: 'jane', email: 'jane@example.com', password: oldPassword, groups: ['acme-owner'] }],
    },
    client,
  })
  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(cognito.url + path, { headers, redirect: 'manual' })
  const authorize = (changes: Changes = {}, headers: Record<string, string> = {}) =>
    get(`/oauth2/authorize?${form({ ...request, ...changes })}`, headers)
  const login = (fields: Changes = { username: 'jane', password: oldPassword }, changes: Changes = {}) =>
    fetch(`${cognito.url}/login?${form({ ...request, ...changes })}`, {
      method: 'POST',
      body: form(fields),
      redirect: 'manual',
    })
  const codeOf = (answer: Response) => backOf(answer).get('code') ?? ''
  const exchange = (fields: Changes, headers: Record<string, string> = { authorization: basic() }) =>
    fetch(`${cognito.url}/oauth2/token`, { method: 'POST', body: form(fields), headers })
  const fresh = async () => ({
    grant_type: 'authorization_code',
    code: codeOf(await login()),
    redirect_uri: callback,
    code_verifier: verifier,
  })
  return { cognito, get, authorize, login, codeOf, exchange, fresh }
}

/** What an answer tells the app. */
function backOf(answer: Response): URLSearchParams {
  const address = answer.headers.get('location') ?? ''
  expect(address.split('?', 1)[0]).toBe(callback)
  return new URL(address).searchParams
}

const errorOf = async (answer: Response) => [answer.status, (await answer.json()).error]

test('the pool describes itself with the real issuer and the addresses of this emulator', async () => {
  const { cognito, get } = await pages()
  const found = await (await get(`/${poolId}/.well-known/openid-configuration`)).json()
  expect(found).toMatchObject({
    issuer: `https://cognito-idp.eu-west-1.amazonaws.com/${poolId}`,
    authorization_endpoint: `${cognito.url}/oauth2/authorize`,
    token_endpoint: `${cognito.url}/oauth2/token`,
    jwks_uri: `${cognito.url}/${poolId}/.well-known/jwks.json`,
  })
  expect((await get('/eu-west-1_Nowhere00/.well-known/openid-configuration')).status).toBe(404)
})

test('a password becomes a code, and the code tokens that prove themselves', async () => {
  const { get, authorize, login, codeOf, exchange } = await pages()
  const first = await authorize()
  expect(first.status).toBe(302)
  expect(await (await get(first.headers.get('location') ?? '')).text()).toContain('data-page="login"')
  const answer = await login()
  expect(backOf(answer).get('state')).toBe('the-state')
  const tokens = await exchange({
    grant_type: 'authorization_code',
    code: codeOf(answer),
    redirect_uri: callback,
    code_verifier: verifier,
  })
  expect(tokens.headers.get('cache-control')).toBe('no-store')
  const { id_token, refresh_token, token_type } = await tokens.json()
  expect(token_type).toBe('Bearer')
  const keys = createLocalJWKSet(await (await get(`/${poolId}/.well-known/jwks.json`)).json())
  const { payload, protectedHeader } = await jwtVerify(id_token, keys, {
    issuer: `https://cognito-idp.eu-west-1.amazonaws.com/${poolId}`,
    audience: clientId,
    currentDate: new Date('2026-11-24T10:31:00Z'),
  })
  expect(protectedHeader.alg).toBe('RS256')
  expect(payload).toMatchObject({
    nonce: 'the-nonce',
    token_use: 'id',
    'cognito:groups': ['acme-owner'],
    auth_time: Date.parse('2026-11-24T10:31:00Z') / 1000,
  })
  const renewed = await (await exchange({ grant_type: 'refresh_token', refresh_token })).json()
  expect(renewed).toMatchObject({ id_token: expect.any(String), access_token: expect.any(String) })
  expect(renewed.refresh_token).toBeUndefined()
})

describe('nobody is led to an address that the app client does not have', () => {
  test.each([
    ['another address', { redirect_uri: 'http://localhost:3000/elsewhere' }, 'redirect_mismatch'],
    ['the right address with a slash more', { redirect_uri: `${callback}/` }, 'redirect_mismatch'],
    ['no address', { redirect_uri: undefined }, 'redirect_mismatch'],
    ['another client', { client_id: '1nobody' }, 'invalid_client'],
  ])('%s', async (_, changes, error) => {
    const { authorize, login } = await pages()
    for (const answer of [await authorize(changes), await login(undefined, changes)]) {
      expect(answer.status).toBe(400)
      expect(await answer.text()).toContain(`data-error="${error}"`)
    }
  })

  test('a client without callback URLs has no such pages', async () => {
    const { authorize } = await pages({ secrets: [secret] })
    expect((await authorize()).status).toBe(400)
  })

  test('a parameter that is there twice is refused', async () => {
    const { get } = await pages()
    const answer = await get(`/oauth2/authorize?${form(request)}&state=another`)
    expect(await answer.text()).toContain('data-error="invalid_request"')
  })
})

describe('what else is wrong is told to the app, with its state', () => {
  test.each([
    [{ response_type: undefined }, 'invalid_request'],
    [{ response_type: 'token' }, 'unauthorized_client'],
    [{ scope: 'openid phone' }, 'invalid_scope'],
    [{ code_challenge_method: 'plain' }, 'invalid_request'],
    [{ code_challenge: undefined }, 'invalid_request'],
    [{ code_challenge: 'short' }, 'invalid_request'],
    [{ prompt: 'none' }, 'login_required'],
  ])('%o is %s', async (changes, error) => {
    const { authorize } = await pages()
    const told = backOf(await authorize(changes))
    expect([told.get('error'), told.get('state'), told.get('code')]).toEqual([error, 'the-state', null])
  })
})

test('a wrong password stays on the page and shows nothing of it', async () => {
  const { login } = await pages()
  const answer = await login({ username: '"><b>', password: 'My-Secret-1' })
  const text = await answer.text()
  expect(answer.status).toBe(400)
  expect(text).toContain('value="&#34;&#62;&#60;b&#62;"')
  expect(text).not.toContain('My-Secret-1')
})

describe('a code is good', () => {
  test('once', async () => {
    const { exchange, fresh } = await pages()
    const fields = await fresh()
    expect((await exchange(fields)).status).toBe(200)
    expect(await errorOf(await exchange(fields))).toEqual([400, 'invalid_grant'])
  })

  test('for five minutes', async () => {
    const { cognito, exchange, fresh } = await pages()
    const fields = await fresh()
    cognito.clock.advance(301)
    expect(await errorOf(await exchange(fields))).toEqual([400, 'invalid_grant'])
  })

  test.each([
    ['address', { redirect_uri: home }],
    ['verifier', { code_verifier: verifier.replace('0', '1') }],
    ['verifier, even none', { code_verifier: undefined }],
  ])('for its own %s, and gone after another was tried', async (_, changes) => {
    const { exchange, fresh } = await pages()
    const fields = await fresh()
    expect(await errorOf(await exchange({ ...fields, ...changes }))).toEqual([400, 'invalid_grant'])
    expect(await errorOf(await exchange(fields))).toEqual([400, 'invalid_grant'])
  })
})

describe('an app client', () => {
  test('is known by its secret, in the header or in the body and not in both', async () => {
    const { exchange, fresh } = await pages()
    const inBody = { client_id: clientId, client_secret: secret }
    expect((await exchange({ ...(await fresh()), ...inBody }, {})).status).toBe(200)
    expect(await errorOf(await exchange({ ...(await fresh()), ...inBody }))).toEqual([400, 'invalid_client'])
  })

  test.each([
    ['none', {}],
    ['another', { authorization: basic(clientId, 'wrong') }],
    ['that of nobody', { authorization: basic('1nobody') }],
  ])('with a secret is refused with %s, and its code stays good', async (_, headers) => {
    const { exchange, fresh } = await pages()
    const fields = await fresh()
    expect(await errorOf(await exchange({ ...fields, client_id: clientId }, headers))).toEqual([
      400,
      'invalid_client',
    ])
    expect((await exchange(fields)).status).toBe(200)
  })

  test('without a secret gives only its name', async () => {
    const { exchange, fresh } = await pages({ callbackUrls: [callback] })
    expect(await errorOf(await exchange(await fresh()))).toEqual([400, 'invalid_client'])
    expect((await exchange({ ...(await fresh()), client_id: clientId }, {})).status).toBe(200)
  })

  test('sends forms, and grants that there are', async () => {
    const { cognito, exchange } = await pages()
    const json = { 'content-type': 'application/json', authorization: basic() }
    const sent = await fetch(`${cognito.url}/oauth2/token`, { method: 'POST', body: '{}', headers: json })
    expect(await errorOf(sent)).toEqual([400, 'invalid_request'])
    expect(await errorOf(await exchange({}))).toEqual([400, 'invalid_request'])
    expect(await errorOf(await exchange({ grant_type: 'password' }))).toEqual([400, 'unsupported_grant_type'])
    expect((await fetch(`${cognito.url}/oauth2/token`)).status).toBe(405)
  })
})

test('a refresh token is good until somebody signs out everywhere or is disabled', async () => {
  const { cognito, exchange, fresh } = await pages()
  const { refresh_token } = await (await exchange(await fresh())).json()
  const renew = () => exchange({ grant_type: 'refresh_token', refresh_token })
  expect((await renew()).status).toBe(200)
  const jane = cognito.findUser(poolId, 'jane')
  if (jane) jane.enabled = false
  expect(await errorOf(await renew())).toEqual([400, 'invalid_grant'])
  expect(await errorOf(await exchange({ grant_type: 'refresh_token', refresh_token: 'made up' }))).toEqual([
    400,
    'invalid_grant',
  ])
})

test('a browser is remembered for an hour, unless the app asks for the password or it was signed out', async () => {
  const { cognito, authorize, login, get, exchange, codeOf } = await pages()
  const cookie = (await login()).headers.get('set-cookie') ?? ''
  expect(cookie).toMatch(/^cognito=[\w-]+; Path=\/; HttpOnly; SameSite=Lax$/)
  const known = { cookie: cookie.split(';', 1)[0] ?? '' }
  cognito.clock.advance(600)
  const again = await authorize({ prompt: 'none' }, known)
  const answer = await exchange({
    grant_type: 'authorization_code',
    code: codeOf(again),
    redirect_uri: callback,
    code_verifier: verifier,
  })
  const [, claims = ''] = (await answer.json()).id_token.split('.')
  expect(JSON.parse(Buffer.from(claims, 'base64url').toString()).auth_time).toBe(
    Date.parse('2026-11-24T10:31:00Z') / 1000,
  )
  expect((await authorize({ prompt: 'login' }, known)).headers.get('location')).toMatch(/^\/login\?/)
  const left = await get(`/logout?${form({ client_id: clientId, logout_uri: home })}`, known)
  expect([left.status, left.headers.get('location')]).toEqual([302, home])
  expect((await authorize({}, known)).headers.get('location')).toMatch(/^\/login\?/)
})

test('a sign-out leads nowhere but to an address of the app client', async () => {
  const { get } = await pages()
  for (const logout_uri of ['https://evil.example', undefined]) {
    expect((await get(`/logout?${form({ client_id: clientId, logout_uri })}`)).status).toBe(400)
  }
})
