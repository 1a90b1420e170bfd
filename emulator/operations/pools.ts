import { randomInt } from 'node:crypto'
import { errors, invalidParameter } from '../errors'
import { pageOf } from '../pages-of-lists'
import type { Client, Pool } from '../pool'
import { PoolSeed } from '../seed'
import type { OperationInput } from '../shapes'
import type { Call } from '../world'

const region = 'us-east-1'

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DescribeUserPool.html */
export function describeUserPool(input: OperationInput<'DescribeUserPool'>, { world }: Call) {
  return { UserPool: poolView(world.pools.get(input.UserPoolId)) }
}

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GetUserPoolMfaConfig.html */
export function getUserPoolMfaConfig(input: OperationInput<'GetUserPoolMfaConfig'>, { world }: Call) {
  const pool = world.pools.get(input.UserPoolId)
  const { MfaConfiguration } = poolView(pool)
  return { MfaConfiguration, ...pool.describedMfa }
}

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListUserPoolReplicas.html */
export function listUserPoolReplicas(input: OperationInput<'ListUserPoolReplicas'>, { world }: Call) {
  const { region, replica } = world.pools.get(input.UserPoolId)
  if (replica === null) return { UserPoolReplicas: [] }
  const others = Object.entries(replica.others).map(([RegionName, Role]) => ({
    RegionName,
    Role,
    Status: 'ACTIVE',
  }))
  return { UserPoolReplicas: [{ RegionName: region, Role: replica.role, Status: replica.status }, ...others] }
}

export function describeUserPoolClient(input: OperationInput<'DescribeUserPoolClient'>, { world }: Call) {
  const pool = world.pools.get(input.UserPoolId)
  const client = pool.clients.get(input.ClientId)
  if (!client) throw errors.noSuchClient(input.ClientId)
  return { UserPoolClient: clientView(pool, client) }
}

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GetUserPoolSessionConfiguration.html */
export function getUserPoolSessionConfiguration(
  input: OperationInput<'GetUserPoolSessionConfiguration'>,
  { world }: Call,
) {
  const { id, tracksSessions } = world.pools.get(input.UserPoolId)
  return {
    UserPoolId: id,
    UserSessionTracking: tracksSessions ? 'ENABLED' : 'DISABLED',
    TokenSession: { MaxPerUser: 20 },
  }
}

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListUserPoolClients.html */
export function listUserPoolClients(input: OperationInput<'ListUserPoolClients'>, { world }: Call) {
  const { id, clients } = world.pools.get(input.UserPoolId)
  const { items, next } = pageOf([...clients.values()], input.MaxResults ?? 60, input.NextToken)
  return {
    UserPoolClients: items.map((client) => ({
      ClientId: client.id,
      UserPoolId: id,
      ClientName: client.name,
    })),
    ...(next !== undefined && { NextToken: next }),
  }
}

/** Only what this emulator acts on is taken; other settings are ignored. */
export function createUserPool(input: OperationInput<'CreateUserPool'>, { world }: Call) {
  const policy = input.Policies?.PasswordPolicy
  const seed = PoolSeed.safeParse({
    id: `${region}_${letters(9)}`,
    name: input.PoolName,
    policy: {
      minimumLength: policy?.MinimumLength,
      requireUppercase: policy?.RequireUppercase,
      requireLowercase: policy?.RequireLowercase,
      requireNumbers: policy?.RequireNumbers,
      requireSymbols: policy?.RequireSymbols,
    },
    historySize: policy?.PasswordHistorySize,
    usernameAttributes: input.UsernameAttributes,
    aliasAttributes: input.AliasAttributes,
    caseSensitive: input.UsernameConfiguration?.CaseSensitive,
    recovery: input.AccountRecoverySetting?.RecoveryMechanisms?.toSorted(
      (a, b) => a.Priority - b.Priority,
    ).map((mechanism) => mechanism.Name),
  })
  if (!seed.success) throw invalidParameter(seed.error.issues.map((issue) => issue.message).join('; '))
  return { UserPool: poolView(world.pools.add(seed.data, world.clock.now())) }
}

export function createUserPoolClient(input: OperationInput<'CreateUserPoolClient'>, { world }: Call) {
  const pool = world.pools.get(input.UserPoolId)
  const propagates = input.EnablePropagateAdditionalUserContextData ?? false
  if (propagates && !input.GenerateSecret) {
    throw invalidParameter('EnablePropagateAdditionalUserContextData needs a client with a secret')
  }
  const client = world.pools.addClient(pool, {
    id: letters(26).toLowerCase(),
    name: input.ClientName,
    secrets: input.GenerateSecret ? [letters(51).toLowerCase()] : [],
    preventUserExistenceErrors: input.PreventUserExistenceErrors === 'ENABLED' ? 'ENABLED' : 'LEGACY',
    propagateUserContext: propagates,
    // The older names of the flows have no ALLOW_ in front.
    authFlows: (
      input.ExplicitAuthFlows ?? ['ALLOW_USER_SRP_AUTH', 'ALLOW_CUSTOM_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH']
    ).map((flow) => (flow.startsWith('ALLOW_') ? flow : `ALLOW_${flow}`)),
  })
  return { UserPoolClient: clientView(pool, client) }
}

const functionArn = ({ region }: Pool, name: string) =>
  `arn:aws:lambda:${region}:000000000000:function:${name}`

function poolView(pool: Pool) {
  return {
    Id: pool.id,
    Name: pool.name,
    Arn: `arn:aws:cognito-idp:${pool.region}:000000000000:userpool/${pool.id}`,
    Policies: {
      PasswordPolicy: {
        MinimumLength: pool.policy.minimumLength,
        RequireUppercase: pool.policy.requireUppercase,
        RequireLowercase: pool.policy.requireLowercase,
        RequireNumbers: pool.policy.requireNumbers,
        RequireSymbols: pool.policy.requireSymbols,
        PasswordHistorySize: pool.historySize,
        TemporaryPasswordValidityDays: 7,
      },
    },
    ...(pool.autoVerified.length > 0 && { AutoVerifiedAttributes: pool.autoVerified }),
    AdminCreateUserConfig: { AllowAdminCreateUserOnly: !pool.selfSignUp },
    ...(pool.usernameAttributes.length > 0 && { UsernameAttributes: pool.usernameAttributes }),
    ...(pool.aliasAttributes.length > 0 && { AliasAttributes: pool.aliasAttributes }),
    UsernameConfiguration: { CaseSensitive: pool.caseSensitive },
    AccountRecoverySetting: {
      RecoveryMechanisms: pool.recovery.map((name, index) => ({ Priority: index + 1, Name: name })),
    },
    EmailConfiguration: { EmailSendingAccount: pool.mail.sendingAccount },
    EstimatedNumberOfUsers: pool.users.size,
    MfaConfiguration: 'OFF',
    LambdaConfig: {
      ...(pool.customMessage && { CustomMessage: functionArn(pool, 'custom-message') }),
      ...(pool.postConfirmation && { PostConfirmation: functionArn(pool, 'post-confirmation') }),
    },
    ...pool.described,
  }
}

function clientView(pool: Pool, client: Client) {
  const [secret] = client.secrets
  return {
    UserPoolId: pool.id,
    ClientName: client.name,
    ClientId: client.id,
    ...(secret !== undefined && { ClientSecret: secret }),
    ExplicitAuthFlows: client.authFlows,
    PreventUserExistenceErrors: client.preventUserExistenceErrors,
    EnablePropagateAdditionalUserContextData: client.propagateUserContext,
    RefreshTokenValidity: 30,
    EnableTokenRevocation: true,
    ...client.described,
  }
}

function letters(length: number): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
  return Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('')
}
