import { createPublicKey, verify } from 'node:crypto'
import {
  AdminUserGlobalSignOutCommand,
  type CognitoIdentityProviderClient,
  GetUserCommand,
  GlobalSignOutCommand,
  InitiateAuthCommand,
} from '@aws-sdk/client-cognito-identity-provider'
import { describe, expect, test } from 'vitest'
import { clientId, hashFor, jane, oldPassword, poolId, refusal, secret, start } from '../harness'

const parameters = { USERNAME: 'jane', PASSWORD: oldPassword }

const signIn = (sdk: CognitoIdentityProviderClient, change: Record<string, string> = {}) =>
  sdk.send(
    new InitiateAuthCommand({
      AuthFlow: 'USER_PASSWORD_AUTH',
      ClientId: clientId,
      AuthParameters: { ...parameters, ...change },
    }),
  )

const renew = (sdk: CognitoIdentityProviderClient, REFRESH_TOKEN = '', more: Record<string, string> = {}) =>
  sdk.send(
    new InitiateAuthCommand({
      AuthFlow: 'REFRESH_TOKEN_AUTH',
      ClientId: clientId,
      AuthParameters: { REFRESH_TOKEN, ...more },
    }),
  )

const claims = (token = '') => JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())

describe('the tokens', () => {
  test('say who it is, for whom, and for how long', async () => {
    const users = [{ ...jane, groups: ['staff'], attributes: { 'custom:tenant': 'acme' } }]
    const { cognito, sdk } = await start({ pool: { users } })
    const { AuthenticationResult: tokens } = await signIn(sdk)
    const now = cognito.clock.now() / 1000
    const iss = `https://cognito-idp.eu-west-1.amazonaws.com/${poolId}`
    const sub = cognito.findUser(poolId, 'jane')?.sub
    const common = { sub, iss, 'cognito:groups': ['staff'], iat: now, exp: now + 3600, auth_time: now }
    expect(claims(tokens?.IdToken)).toMatchObject({
      ...common,
      'cognito:username': 'jane',
      'custom:tenant': 'acme',
      email: 'jane@example.com',
      email_verified: true,
      aud: clientId,
      token_use: 'id',
    })
    expect(claims(tokens?.AccessToken)).toMatchObject({
      ...common,
      client_id: clientId,
      username: 'jane',
      token_use: 'access',
    })
    expect(tokens).toMatchObject({ ExpiresIn: 3600, TokenType: 'Bearer', RefreshToken: expect.any(String) })
  })

  test('are signed with the key that the pool publishes', async () => {
    const { cognito, sdk } = await start()
    const token = (await signIn(sdk)).AuthenticationResult?.IdToken ?? ''
    const { keys } = await (await fetch(`${cognito.url}/${poolId}/.well-known/jwks.json`)).json()
    const [header, body, signature] = token.split('.')
    const key = createPublicKey({ key: keys[0], format: 'jwk' })
    expect(
      verify('RSA-SHA256', Buffer.from(`${header}.${body}`), key, Buffer.from(signature ?? '', 'base64url')),
    ).toBe(true)
  })

  test('open GetUser until they expire, and a forged one never does', async () => {
    const { cognito, sdk } = await start()
    const AccessToken = (await signIn(sdk)).AuthenticationResult?.AccessToken ?? ''
    const get = (token: string) => sdk.send(new GetUserCommand({ AccessToken: token }))
    expect(await get(AccessToken)).toMatchObject({ Username: 'jane' })
    const [header, , signature] = AccessToken.split('.')
    const body = Buffer.from(JSON.stringify({ ...claims(AccessToken), exp: 9_999_999_999 })).toString(
      'base64url',
    )
    expect(await refusal(get(`${header}.${body}.${signature}`))).toBe(
      'NotAuthorizedException: Invalid Access Token',
    )
    expect(await refusal(get('nonsense'))).toBe('NotAuthorizedException: Invalid Access Token')
    cognito.clock.advance(3600)
    expect(await refusal(get(AccessToken))).toBe('NotAuthorizedException: Access Token has expired')
  })

  test('are dead after a global sign-out, by an administrator or by the user, and new ones are not', async () => {
    const { sdk } = await start()
    for (const end of ['administrator', 'user']) {
      const { AccessToken, RefreshToken } = (await signIn(sdk)).AuthenticationResult ?? {}
      if (end === 'user') await sdk.send(new GlobalSignOutCommand({ AccessToken }))
      else await sdk.send(new AdminUserGlobalSignOutCommand({ UserPoolId: poolId, Username: 'jane' }))
      expect(await refusal(sdk.send(new GetUserCommand({ AccessToken })))).toBe(
        'NotAuthorizedException: Access Token has been revoked',
      )
      expect(await refusal(renew(sdk, RefreshToken))).toBe(
        'NotAuthorizedException: Refresh Token has been revoked',
      )
    }
    const fresh = (await signIn(sdk)).AuthenticationResult
    await sdk.send(new GetUserCommand({ AccessToken: fresh?.AccessToken }))
  })

  test('are renewed for thirty days with the refresh token', async () => {
    const { cognito, sdk } = await start()
    const { RefreshToken } = (await signIn(sdk)).AuthenticationResult ?? {}
    cognito.clock.advance(29 * 24 * 3600)
    const renewed = (await renew(sdk, RefreshToken)).AuthenticationResult
    expect(renewed?.RefreshToken).toBeUndefined()
    await sdk.send(new GetUserCommand({ AccessToken: renewed?.AccessToken }))
    cognito.clock.advance(24 * 3600 + 1)
    expect(await refusal(renew(sdk, RefreshToken))).toBe('NotAuthorizedException: Refresh Token has expired')
    expect(await refusal(renew(sdk, 'nonsense'))).toBe('NotAuthorizedException: Invalid Refresh Token')
  })
})

test('a confidential client signs in and renews with its hash only', async () => {
  const { sdk } = await start({ client: { secrets: [secret] } })
  expect(await refusal(signIn(sdk))).toContain('SECRET_HASH was not received')
  expect(await refusal(signIn(sdk, { SECRET_HASH: hashFor('joe') }))).toContain(
    'Unable to verify secret hash',
  )
  const SECRET_HASH = hashFor('jane')
  const { RefreshToken } = (await signIn(sdk, { SECRET_HASH })).AuthenticationResult ?? {}
  expect(await refusal(renew(sdk, RefreshToken))).toContain('SECRET_HASH was not received')
  await renew(sdk, RefreshToken, { SECRET_HASH })
})

test('a temporary password leads to the challenge for a new one', async () => {
  const { sdk } = await start({ pool: { users: [{ ...jane, status: 'FORCE_CHANGE_PASSWORD' }] } })
  expect(await signIn(sdk)).toMatchObject({
    ChallengeName: 'NEW_PASSWORD_REQUIRED',
    Session: expect.any(String),
    ChallengeParameters: { USER_ID_FOR_SRP: 'jane' },
  })
})

test.each([
  [
    'an unconfirmed user',
    { status: 'UNCONFIRMED' as const },
    'UserNotConfirmedException: User is not confirmed.',
  ],
  [
    'a user whose password was reset',
    { status: 'RESET_REQUIRED' as const },
    'PasswordResetRequiredException: Password reset required for the user',
  ],
  [
    'a federated user',
    { status: 'EXTERNAL_PROVIDER' as const },
    'NotAuthorizedException: Incorrect username or password.',
  ],
  ['a disabled user', { enabled: false }, 'NotAuthorizedException: User is disabled.'],
  ['an unknown user', { username: 'someone' }, 'UserNotFoundException: User does not exist.'],
])('%s does not get in', async (_, change, message) => {
  const { sdk } = await start({ pool: { users: [{ ...jane, ...change }] } })
  expect(await refusal(signIn(sdk))).toBe(message)
})

test.each([
  ['unknown', { username: 'someone' }],
  ['disabled', { enabled: false }],
])('a client that hides who exists calls an %s user a wrong password', async (_, change) => {
  const { sdk } = await start({
    pool: { users: [{ ...jane, ...change }] },
    client: { preventUserExistenceErrors: 'ENABLED' },
  })
  expect(await refusal(signIn(sdk))).toBe('NotAuthorizedException: Incorrect username or password.')
})

test('five wrong passwords are free, then the door stays shut for a second, then for two', async () => {
  const { cognito, sdk } = await start()
  for (let failure = 0; failure < 5; failure++) {
    expect(await refusal(signIn(sdk, { PASSWORD: 'wrong' }))).toContain('Incorrect username or password')
  }
  expect(await refusal(signIn(sdk))).toBe('NotAuthorizedException: Password attempts exceeded')
  cognito.clock.advance(1)
  expect(await refusal(signIn(sdk, { PASSWORD: 'wrong' }))).toContain('Incorrect username or password')
  cognito.clock.advance(1)
  expect(await refusal(signIn(sdk))).toContain('Password attempts exceeded')
  cognito.clock.advance(1)
  await signIn(sdk)
})

test.each([
  [
    'a flow that the client does not allow',
    { AuthFlow: 'USER_SRP_AUTH' as const },
    'USER_SRP_AUTH flow not enabled for this client',
  ],
  ['a missing username', { AuthParameters: { PASSWORD: 'x' } }, 'Missing required parameter USERNAME'],
  [
    'a flow that is none',
    { AuthFlow: 'MAGIC' as 'USER_AUTH' },
    "Value 'MAGIC' at 'authFlow' failed to satisfy constraint: Member must satisfy enum value set",
  ],
])('%s is an invalid parameter', async (_, change, message) => {
  const { sdk } = await start()
  const input = {
    AuthFlow: 'USER_PASSWORD_AUTH' as const,
    ClientId: clientId,
    AuthParameters: parameters,
    ...change,
  }
  expect(await refusal(sdk.send(new InitiateAuthCommand(input)))).toMatch(
    `InvalidParameterException: ${message.startsWith('Value') ? `1 validation error detected: ${message}` : message}`,
  )
})
