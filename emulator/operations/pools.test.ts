import {
  CreateUserPoolClientCommand,
  CreateUserPoolCommand,
  DescribeUserPoolClientCommand,
  DescribeUserPoolCommand,
  ForgotPasswordCommand,
  InitiateAuthCommand,
  ListUserPoolReplicasCommand,
} from '@aws-sdk/client-cognito-identity-provider'
import { expect, test } from 'vitest'
import { clientId, jane, poolId, refusal, secret, start } from '../harness'

test('a pool and its client are described with what an operator configures a portal by', async () => {
  const { sdk } = await start({
    pool: {
      historySize: 3,
      caseSensitive: false,
      policy: { minimumLength: 12, requireSymbols: false },
      customMessage: (event) => event,
    },
    client: { secrets: [secret], propagateUserContext: true, preventUserExistenceErrors: 'ENABLED' },
  })
  const { UserPool } = await sdk.send(new DescribeUserPoolCommand({ UserPoolId: poolId }))
  expect(UserPool).toMatchObject({
    Id: poolId,
    Policies: {
      PasswordPolicy: {
        MinimumLength: 12,
        RequireSymbols: false,
        RequireNumbers: true,
        PasswordHistorySize: 3,
      },
    },
    UsernameConfiguration: { CaseSensitive: false },
    LambdaConfig: { CustomMessage: expect.stringMatching(/^arn:aws:lambda:/) },
    AccountRecoverySetting: {
      RecoveryMechanisms: [{ Priority: 1, Name: 'verified_email' }, { Priority: 2 }],
    },
  })
  const described = await sdk.send(
    new DescribeUserPoolClientCommand({ UserPoolId: poolId, ClientId: clientId }),
  )
  expect(described.UserPoolClient).toMatchObject({
    ClientSecret: secret,
    PreventUserExistenceErrors: 'ENABLED',
    EnablePropagateAdditionalUserContextData: true,
    EnableTokenRevocation: true,
  })
})

test('a created pool keeps the settings it was given', async () => {
  const { sdk } = await start()
  const created = await sdk.send(
    new CreateUserPoolCommand({
      PoolName: 'second',
      UsernameConfiguration: { CaseSensitive: false },
      AccountRecoverySetting: {
        RecoveryMechanisms: [
          { Priority: 2, Name: 'verified_email' },
          { Priority: 1, Name: 'verified_phone_number' },
        ],
      },
    }),
  )
  expect(created.UserPool).toMatchObject({
    Name: 'second',
    UsernameConfiguration: { CaseSensitive: false },
    AccountRecoverySetting: {
      RecoveryMechanisms: [{ Name: 'verified_phone_number' }, { Name: 'verified_email' }],
    },
  })
  const bad = new CreateUserPoolCommand({
    PoolName: 'third',
    Policies: { PasswordPolicy: { MinimumLength: 3 } },
  })
  expect(await refusal(sdk.send(bad))).toContain('InvalidParameterException')
})

test('only a client with a secret may propagate addresses', async () => {
  const { sdk } = await start()
  const create = (GenerateSecret: boolean) =>
    sdk.send(
      new CreateUserPoolClientCommand({
        UserPoolId: poolId,
        ClientName: 'web',
        GenerateSecret,
        EnablePropagateAdditionalUserContextData: true,
      }),
    )
  expect(await refusal(create(false))).toContain('InvalidParameterException')
  const { UserPoolClient } = await create(true)
  expect(UserPoolClient?.ClientSecret).toMatch(/^\w{51}$/)
})

test('a secondary replica signs people in and changes nothing, until it is the primary one', async () => {
  const { sdk, cognito } = await start({
    pool: { replica: { role: 'SECONDARY', others: { 'eu-central-1': 'PRIMARY' } } },
    client: { secrets: [], authFlows: ['ALLOW_USER_PASSWORD_AUTH'] },
  })
  const listed = await sdk.send(new ListUserPoolReplicasCommand({ UserPoolId: poolId }))
  expect(listed.UserPoolReplicas).toEqual([
    { RegionName: poolId.split('_')[0], Role: 'SECONDARY', Status: 'ACTIVE' },
    { RegionName: 'eu-central-1', Role: 'PRIMARY', Status: 'ACTIVE' },
  ])
  const ask = new ForgotPasswordCommand({ ClientId: clientId, Username: jane.username })
  expect(await refusal(sdk.send(ask))).toMatch(/^OperationNotEnabledException/)
  const AuthParameters = { USERNAME: jane.username, PASSWORD: jane.password }
  const signIn = new InitiateAuthCommand({
    ClientId: clientId,
    AuthFlow: 'USER_PASSWORD_AUTH',
    AuthParameters,
  })
  expect((await sdk.send(signIn)).AuthenticationResult).toBeDefined()
  const pool = cognito.pools.get(poolId)
  pool.replica = { role: 'PRIMARY', status: 'ACTIVE', others: {} }
  expect((await sdk.send(ask)).CodeDeliveryDetails).toBeDefined()
})
