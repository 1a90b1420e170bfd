import type {
  UpdateUserPoolClientRequest,
  UpdateUserPoolRequest,
  UserPoolClientType,
  UserPoolType,
} from '@aws-sdk/client-cognito-identity-provider'
import type { Tenant } from '../tenants/tenant'

type Pool = Tenant['cognito']

/** What AWS describes and an update doesn't take; the compiler holds the lists to the SDK's types. */
const clientFacts: Record<Exclude<keyof UserPoolClientType, keyof UpdateUserPoolClientRequest>, true> = {
  ClientSecret: true,
  ClientType: true,
  CreationDate: true,
  LastModifiedDate: true,
}
const poolFacts: Record<Exclude<keyof UserPoolType, keyof UpdateUserPoolRequest>, true> = {
  Id: true,
  Name: true,
  Arn: true,
  Status: true,
  CreationDate: true,
  LastModifiedDate: true,
  EstimatedNumberOfUsers: true,
  SchemaAttributes: true,
  AliasAttributes: true,
  UsernameAttributes: true,
  UsernameConfiguration: true,
  Domain: true,
  CustomDomain: true,
  EmailConfigurationFailure: true,
  SmsConfigurationFailure: true,
}

const without = (facts: Readonly<Record<string, true>>) =>
  `del(${Object.keys(facts)
    .map((name) => `.${name}`)
    .join(', ')})`

/**
 * The AWS CLI's commands for one change. Both updates set whatever they aren't told back to its default, so each reads
 * all of it, changes that one thing (with jq) and writes it back; the secret leaves the pipe with the rest of what can't
 * be set.
 */
function changed(what: 'user-pool' | 'user-pool-client', { region }: Pool, target: string, filter: string) {
  const query = what === 'user-pool' ? 'UserPool' : 'UserPoolClient'
  return [
    `aws cognito-idp describe-${what} --region ${region} ${target} \\`,
    `  --query ${query} --output json \\`,
    `  | jq '${filter}' > ${what}.json`,
    `aws cognito-idp update-${what} --region ${region} --cli-input-json file://${what}.json`,
  ].join('\n')
}

/** @param change an assignment of jq's, such as `.EnableTokenRevocation = true` */
export const changeClient = (pool: Pool, change: string): string =>
  changed(
    'user-pool-client',
    pool,
    `--user-pool-id ${pool.userPoolId} --client-id ${pool.clientId}`,
    `${without(clientFacts)} | ${change}`,
  )

/** @param change an assignment of jq's, such as `.AutoVerifiedAttributes = ["email"]` */
export const changePool = (pool: Pool, change: string): string =>
  changed(
    'user-pool',
    pool,
    `--user-pool-id ${pool.userPoolId}`,
    // Described beside its successor in the password policy; an update refuses the two together.
    `.UserPoolId = .Id | ${without(poolFacts)} | del(.AdminCreateUserConfig.UnusedAccountValidityDays) | ${change}`,
  )

/** Sets no more than what it is told, unlike the updates. */
export const trackSessions = ({ region, userPoolId }: Pool, mostPerUser: number): string =>
  [
    `aws cognito-idp set-user-pool-session-configuration --region ${region} --user-pool-id ${userPoolId} \\`,
    `  --user-session-tracking ENABLED --token-session MaxPerUser=${mostPerUser}`,
  ].join('\n')
