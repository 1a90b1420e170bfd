import { authFlow, challengeName } from './auth-shapes'
import type { Input, Members, Shape } from './shape-types'

const required = <S extends Shape>(shape: S) => ({ ...shape, required: true as const })

const anyString = { type: 'string' } as const
const bounded = { type: 'string', min: 0, max: 131_072 } as const
const map = { type: 'map', value: bounded } as const
const flag = { type: 'boolean' } as const
const integer = { type: 'integer' } as const
const queryLimit = { type: 'integer', min: 0, max: 60 } as const
const groupName = { type: 'string', min: 1, max: 128, pattern: '[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+' } as const
const pageKey = { type: 'string', min: 1, max: 131_072, pattern: '[\\S]+' } as const
const strings = { type: 'list', of: anyString } as const
const clientId = { type: 'string', min: 1, max: 128, pattern: '[\\w+]+' } as const
const poolId = { type: 'string', min: 1, max: 55, pattern: '[\\w-]+_[0-9a-zA-Z]+' } as const
const username = {
  type: 'string',
  min: 1,
  max: 128,
  pattern: '[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+',
  sensitive: true,
} as const
const deviceKeyOfPage = { type: 'string', min: 1, pattern: '[\\S]+' } as const
const deviceKey = { type: 'string', min: 1, max: 55, pattern: '[\\w-]+_[0-9a-f-]+' } as const
const sessionId = { type: 'string', min: 28, max: 28, pattern: '(?:tkn|sso)[a-z0-9]+' } as const
const secretHash = { type: 'string', min: 1, max: 128, pattern: '[\\w+=/]+', sensitive: true } as const
const password = { type: 'string', max: 256, pattern: '[\\S]+', sensitive: true } as const
const code = { type: 'string', min: 1, max: 2048, pattern: '[\\S]+' } as const
const token = { type: 'string', pattern: '[A-Za-z0-9\\-_=.]+', sensitive: true } as const
const name = { type: 'string', min: 1, max: 128, pattern: '[\\w\\s+=,.@-]+' } as const
const session = { type: 'string', min: 20, max: 2048, sensitive: true } as const
const attributeName = {
  type: 'string',
  min: 1,
  max: 32,
  pattern: '[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}\\t\\n\\r ]+',
} as const
const attributeValue = { type: 'string', max: 2048, sensitive: true } as const
const attribute = {
  type: 'structure',
  members: { Name: required(attributeName), Value: attributeValue },
} as const
const attributes = { type: 'list', of: attribute } as const
const analytics = { type: 'structure', members: { AnalyticsEndpointId: bounded } } as const
const userContext = {
  type: 'structure',
  members: {
    IpAddress: { ...bounded, sensitive: true },
    EncodedData: { ...bounded, sensitive: true },
  },
} as const
const userOfPool = { UserPoolId: required(poolId), Username: required(username) } as const

/** The requests of the operations, members in the order of AWS's service model. */
export const inputs = {
  ForgotPassword: {
    ClientId: required(clientId),
    SecretHash: secretHash,
    UserContextData: userContext,
    Username: required(username),
    AnalyticsMetadata: analytics,
    ClientMetadata: map,
  },
  ConfirmForgotPassword: {
    ClientId: required(clientId),
    SecretHash: secretHash,
    Username: required(username),
    ConfirmationCode: required(code),
    Password: required(password),
    AnalyticsMetadata: analytics,
    UserContextData: userContext,
    ClientMetadata: map,
  },
  SignUp: {
    ClientId: required(clientId),
    SecretHash: secretHash,
    Username: required(username),
    Password: password,
    UserAttributes: attributes,
    ValidationData: attributes,
    AnalyticsMetadata: analytics,
    UserContextData: userContext,
    ClientMetadata: map,
  },
  ConfirmSignUp: {
    ClientId: required(clientId),
    SecretHash: secretHash,
    Username: required(username),
    ConfirmationCode: required(code),
    ForceAliasCreation: flag,
    AnalyticsMetadata: analytics,
    UserContextData: userContext,
    ClientMetadata: map,
    Session: session,
  },
  ResendConfirmationCode: {
    ClientId: required(clientId),
    SecretHash: secretHash,
    UserContextData: userContext,
    Username: required(username),
    AnalyticsMetadata: analytics,
    ClientMetadata: map,
  },
  InitiateAuth: {
    AuthFlow: required(authFlow),
    AuthParameters: { type: 'map', value: anyString },
    ClientMetadata: map,
    ClientId: required(clientId),
    AnalyticsMetadata: analytics,
    UserContextData: userContext,
    Session: anyString,
  },
  RespondToAuthChallenge: {
    ClientId: required(clientId),
    ChallengeName: required(challengeName),
    Session: session,
    ChallengeResponses: { type: 'map', value: anyString },
    AnalyticsMetadata: analytics,
    UserContextData: userContext,
    ClientMetadata: map,
  },
  GetUser: { AccessToken: required(token) },
  UpdateUserAttributes: {
    UserAttributes: required(attributes),
    AccessToken: required(token),
    ClientMetadata: map,
  },
  GetUserAttributeVerificationCode: {
    AccessToken: required(token),
    AttributeName: required(attributeName),
    ClientMetadata: map,
  },
  VerifyUserAttribute: {
    AccessToken: required(token),
    AttributeName: required(attributeName),
    Code: required(code),
  },
  GlobalSignOut: { AccessToken: required(token) },
  GetUserPoolSessionConfiguration: { UserPoolId: required(poolId) },
  ListUserPoolClients: {
    UserPoolId: required(poolId),
    MaxResults: { type: 'integer', min: 1, max: 60 },
    NextToken: pageKey,
  },
  DescribeUserPool: { UserPoolId: required(poolId) },
  GetUserPoolMfaConfig: { UserPoolId: required(poolId) },
  ListUserPoolReplicas: { UserPoolId: required(poolId) },
  DescribeUserPoolClient: { UserPoolId: required(poolId), ClientId: required(clientId) },
  CreateUserPool: {
    PoolName: required(name),
    Policies: {
      type: 'structure',
      members: {
        PasswordPolicy: {
          type: 'structure',
          members: {
            MinimumLength: integer,
            RequireUppercase: flag,
            RequireLowercase: flag,
            RequireNumbers: flag,
            RequireSymbols: flag,
            PasswordHistorySize: integer,
          },
        },
      },
    },
    AliasAttributes: strings,
    UsernameAttributes: strings,
    UsernameConfiguration: { type: 'structure', members: { CaseSensitive: flag } },
    AccountRecoverySetting: {
      type: 'structure',
      members: {
        RecoveryMechanisms: {
          type: 'list',
          of: { type: 'structure', members: { Priority: required(integer), Name: required(anyString) } },
        },
      },
    },
  },
  CreateUserPoolClient: {
    UserPoolId: required(poolId),
    ClientName: required(name),
    GenerateSecret: flag,
    ExplicitAuthFlows: strings,
    PreventUserExistenceErrors: { type: 'string', oneOf: ['LEGACY', 'ENABLED'] },
    EnablePropagateAdditionalUserContextData: flag,
  },
  AdminCreateUser: {
    ...userOfPool,
    UserAttributes: attributes,
    TemporaryPassword: password,
    MessageAction: { type: 'string', oneOf: ['RESEND', 'SUPPRESS'] },
    DesiredDeliveryMediums: strings,
    ClientMetadata: map,
  },
  AdminSetUserPassword: { ...userOfPool, Password: required(password), Permanent: flag },
  AdminConfirmSignUp: { ...userOfPool, ClientMetadata: map },
  AdminGetUser: userOfPool,
  AdminUserGlobalSignOut: userOfPool,
  AdminListUserSessions: { ...userOfPool, NextToken: pageKey },
  AdminRevokeUserSession: {
    ...userOfPool,
    SessionId: required(sessionId),
    RevokeAssociatedSessions: { type: 'string', oneOf: ['NONE', 'LINKED'] },
  },
  AdminListDevices: { ...userOfPool, Limit: queryLimit, PaginationToken: deviceKeyOfPage },
  AdminForgetDevice: { ...userOfPool, DeviceKey: required(deviceKey) },
  AdminDisableUser: userOfPool,
  AdminEnableUser: userOfPool,
  AdminResetUserPassword: { ...userOfPool, ClientMetadata: map },
  AdminUpdateUserAttributes: { ...userOfPool, UserAttributes: required(attributes), ClientMetadata: map },
  ListUsersInGroup: {
    UserPoolId: required(poolId),
    GroupName: required(groupName),
    Limit: queryLimit,
    NextToken: pageKey,
  },
  ListUsers: { UserPoolId: required(poolId), Limit: integer, PaginationToken: anyString, Filter: anyString },
} as const satisfies Record<string, Members>

type Operation = keyof typeof inputs
export type OperationInput<O extends Operation> = Input<(typeof inputs)[O]>
