import type { UserPoolClientType } from '@aws-sdk/client-cognito-identity-provider'

/** A pool with more is not asked about each. */
export const MOST_CLIENTS = 10

const MINUTES = { days: 1_440, hours: 60, minutes: 1, seconds: 1 / 60 } as const

/**
 * How long an app client's access and ID tokens live, whichever is longer: an ended session can go on with them for up to
 * that long. The default is one hour (DescribeUserPoolClient, API reference).
 *
 * @returns minutes, rounded up
 */
export function tokenLifeMinutes({
  AccessTokenValidity,
  IdTokenValidity,
  TokenValidityUnits: units,
}: Pick<UserPoolClientType, 'AccessTokenValidity' | 'IdTokenValidity' | 'TokenValidityUnits'>): number {
  const lives = [
    (AccessTokenValidity ?? 1) * MINUTES[(AccessTokenValidity && units?.AccessToken) || 'hours'],
    (IdTokenValidity ?? 1) * MINUTES[(IdTokenValidity && units?.IdToken) || 'hours'],
  ]
  return Math.ceil(Math.max(...lives))
}

/**
 * How long an app client's refresh tokens live, with which a session that is not ended gets new ones. The default, for zero
 * as well, is thirty days (CreateUserPoolClient, API reference).
 *
 * @returns minutes, rounded up
 */
export function refreshLifeMinutes({
  RefreshTokenValidity,
  TokenValidityUnits: units,
}: Pick<UserPoolClientType, 'RefreshTokenValidity' | 'TokenValidityUnits'>): number {
  const unit = (RefreshTokenValidity && units?.RefreshToken) || 'days'
  return Math.ceil((RefreshTokenValidity || 30) * MINUTES[unit])
}
