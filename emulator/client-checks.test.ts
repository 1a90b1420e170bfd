import { ForgotPasswordCommand } from '@aws-sdk/client-cognito-identity-provider'
import { describe, expect, test } from 'vitest'
import { contextSignature } from './encoded-data'
import { asJane, clientId, hashFor, poolId, refusal, secret, start } from './harness'

const forgot = (input: Partial<ConstructorParameters<typeof ForgotPasswordCommand>[0]> = {}) =>
  new ForgotPasswordCommand({ ...asJane, ...input })

describe('the secret hash of a client with a secret', () => {
  const client = { secrets: [secret] }

  test('is required', async () => {
    const { cognito, sdk } = await start({ client })
    expect(await refusal(sdk.send(forgot()))).toBe(
      `NotAuthorizedException: Client ${clientId} is configured with secret but SECRET_HASH was not received`,
    )
    expect(cognito.requests.last()?.verdict.secretHash).toBe('absent')
  })

  test('is verified over the username as sent', async () => {
    const { cognito, sdk } = await start({ client, pool: { aliasAttributes: ['email'] } })
    await sdk.send(forgot({ SecretHash: hashFor('jane') }))
    expect(cognito.requests.last()?.verdict.secretHash).toBe('ok')
    const alias = { Username: 'jane@example.com', SecretHash: hashFor('jane') }
    expect(await refusal(sdk.send(forgot(alias)))).toBe(
      `NotAuthorizedException: Unable to verify secret hash for client ${clientId}`,
    )
    expect(cognito.requests.last()?.verdict.secretHash).toBe('wrong')
    await sdk.send(forgot({ ...alias, SecretHash: hashFor('jane@example.com') }))
  })

  test('may be made with either of two secrets', async () => {
    const { sdk } = await start({ client: { secrets: [secret, 'theSecretFromBefore00000000'] } })
    await sdk.send(forgot({ SecretHash: hashFor('jane', 'theSecretFromBefore00000000') }))
    await sdk.send(forgot({ SecretHash: hashFor('jane') }))
  })

  test('is looked at before the user, so that only the client learns who exists', async () => {
    const { sdk } = await start({ client })
    expect(await refusal(sdk.send(forgot({ Username: 'nobody', SecretHash: hashFor('jane') })))).toContain(
      'secret hash',
    )
  })
})

test('a secret hash for a client without a secret is ignored', async () => {
  const { cognito, sdk } = await start()
  await sdk.send(forgot({ SecretHash: 'whatever' }))
  expect(cognito.requests.last()?.verdict.secretHash).toBe('not-needed')
})

describe('the user context', () => {
  const client = { secrets: [secret], propagateUserContext: true }
  const hashed = { SecretHash: hashFor('jane') }
  const encoded = (username: string) => {
    const version = 'JS20171115'
    const payload = JSON.stringify({
      contextData: {},
      username,
      userPoolId: poolId,
      timestamp: '1795478400000',
    })
    const envelope = { payload, signature: contextSignature(clientId, version, payload), version }
    return Buffer.from(JSON.stringify(envelope)).toString('base64')
  }

  test('is taken with a public address and a signed fingerprint, and its payload is recorded', async () => {
    const { cognito, sdk } = await start({ client })
    await sdk.send(
      forgot({ ...hashed, UserContextData: { IpAddress: '203.0.113.7', EncodedData: encoded('jane') } }),
    )
    expect(cognito.requests.last()?.verdict).toMatchObject({
      encodedData: 'ok',
      payload: { username: 'jane' },
    })
  })

  test.each(['10.0.0.1', 'not an address', ''])('is refused with the address "%s"', async (IpAddress) => {
    const { sdk } = await start({ client })
    expect(await refusal(sdk.send(forgot({ ...hashed, UserContextData: { IpAddress } })))).toMatch(
      /^InvalidParameterException: IpAddress in UserContextData/,
    )
  })

  test('is refused with an address where the client does not propagate it', async () => {
    const { sdk } = await start()
    expect(await refusal(sdk.send(forgot({ UserContextData: { IpAddress: '8.8.8.8' } })))).toContain(
      'EnablePropagateAdditionalUserContextData',
    )
  })

  test('is refused with the fingerprint of somebody else, whose payload is still recorded', async () => {
    const { cognito, sdk } = await start()
    const call = sdk.send(forgot({ UserContextData: { EncodedData: encoded('joe') } }))
    expect(await refusal(call)).toBe(
      'InvalidParameterException: Invalid EncodedData in UserContextData: it is for another username',
    )
    expect(cognito.requests.last()?.verdict).toMatchObject({
      encodedData: 'bad',
      payload: { username: 'joe' },
    })
  })

  test('may be empty', async () => {
    const { cognito, sdk } = await start()
    await sdk.send(forgot({ UserContextData: {}, AnalyticsMetadata: {} }))
    expect(cognito.requests.last()?.verdict.encodedData).toBe('absent')
  })
})
