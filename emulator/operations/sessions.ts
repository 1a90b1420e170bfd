import { errors } from '../errors'
import { pageOf } from '../pages-of-lists'
import { activeSessions, linkedSessions, type Session } from '../sessions'
import type { OperationInput } from '../shapes'
import type { User } from '../users'
import type { Call } from '../world'
import { getUser } from './admin-users'

const PAGE = 60

/** The user of a pool that tracks sessions. */
function trackedUser({ world }: Call, input: { UserPoolId: string; Username: string }): User {
  if (!world.pools.get(input.UserPoolId).tracksSessions) throw errors.sessionsNotTracked()
  return getUser(world, input)
}

function sessionView(session: Session) {
  return {
    SessionId: session.id,
    SessionType: session.type,
    ClientId: session.clientId,
    CreateDate: session.createdAt / 1000,
    LastActiveDate: session.lastActiveAt / 1000,
    DeviceType: session.device ?? 'unknown',
    ...(session.address !== null && { LastIPAddress: session.address }),
    LastLocation: {
      ...(session.city !== null && { City: session.city }),
      Country: session.country ?? 'unknown',
    },
    ...(session.originId !== null && { OriginSessionId: session.originId }),
    IsCurrentSession: false,
  }
}

/**
 * All active sessions of a user, in one page.
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminListUserSessions.html
 */
export function adminListUserSessions(input: OperationInput<'AdminListUserSessions'>, call: Call) {
  const user = trackedUser(call, input)
  const { items } = pageOf(activeSessions(user, call.world.clock.now()), 125, input.NextToken)
  return { Sessions: items.map(sessionView) }
}

/**
 * Ends a session with its tokens and, where that is asked for, those that are directly linked with it.
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminRevokeUserSession.html
 */
export function adminRevokeUserSession(input: OperationInput<'AdminRevokeUserSession'>, call: Call) {
  const user = trackedUser(call, input)
  const active = activeSessions(user, call.world.clock.now())
  const session = active.find(({ id }) => id === input.SessionId)
  if (!session) throw errors.noSuchSession()
  session.isEnded = true
  if (input.RevokeAssociatedSessions === 'LINKED')
    for (const linked of linkedSessions(user, session)) linked.isEnded = true
  return {}
}

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminListDevices.html */
export function adminListDevices(input: OperationInput<'AdminListDevices'>, { world }: Call) {
  const { devices } = getUser(world, input)
  const { items, next } = pageOf(devices, input.Limit || PAGE, input.PaginationToken)
  return {
    Devices: items.map(({ key, name, address, createdAt }) => ({
      DeviceKey: key,
      DeviceAttributes: [
        { Name: 'device_name', Value: name },
        { Name: 'device_status', Value: 'valid' },
        ...(address === undefined ? [] : [{ Name: 'last_ip_used', Value: address }]),
      ],
      DeviceCreateDate: createdAt / 1000,
      DeviceLastModifiedDate: createdAt / 1000,
      DeviceLastAuthenticatedDate: createdAt / 1000,
    })),
    ...(next !== undefined && { PaginationToken: next }),
  }
}

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminForgetDevice.html */
export function adminForgetDevice(input: OperationInput<'AdminForgetDevice'>, { world }: Call) {
  const user = getUser(world, input)
  const kept = user.devices.filter(({ key }) => key !== input.DeviceKey)
  if (kept.length === user.devices.length) throw errors.noSuchDevice()
  user.devices = kept
  return {}
}
