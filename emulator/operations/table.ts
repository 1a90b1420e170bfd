import { errors } from '../errors'
import type { Input, Members } from '../shape-types'
import { inputs } from '../shapes'
import { readInput } from '../validate'
import type { Call } from '../world'
import { adminCreateUser } from './admin-create-user'
import {
  adminDisableUser,
  adminEnableUser,
  adminGetUser,
  adminSetUserPassword,
  adminUserGlobalSignOut,
} from './admin-users'
import {
  adminUpdateUserAttributes,
  getUserAttributeVerificationCode,
  updateUserAttributes,
  verifyUserAttribute,
} from './attributes'
import { confirmForgotPassword } from './confirm-forgot-password'
import { adminConfirmSignUp, confirmSignUp } from './confirm-sign-up'
import { forgotPassword } from './forgot-password'
import { listUsersInGroup } from './groups'
import { initiateAuth } from './initiate-auth'
import {
  createUserPool,
  createUserPoolClient,
  describeUserPool,
  describeUserPoolClient,
  getUserPoolMfaConfig,
  getUserPoolSessionConfiguration,
  listUserPoolClients,
  listUserPoolReplicas,
} from './pools'
import { resendConfirmationCode } from './resend-confirmation-code'
import { respondToAuthChallenge } from './second-factor'
import {
  adminForgetDevice,
  adminListDevices,
  adminListUserSessions,
  adminRevokeUserSession,
} from './sessions'
import { signUp } from './sign-up'
import { adminResetUserPassword, getSelf, globalSignOut, listUsers } from './users'

/** One operation of the API, from its parsed body to its output. */
export type Handler = { signed: boolean; run(body: unknown, call: Call): Promise<object> }

export type Operations = Readonly<Record<string, Handler>>

/** An operation that anybody may call, as the model marks it with `authtype: none`. */
function open<M extends Members>(
  members: M,
  run: (input: Input<M>, call: Call) => object | Promise<object>,
): Handler {
  return { signed: false, run: async (body, call) => run(readInput(members, body), call) }
}

/** An operation that takes AWS credentials. Their presence is required; whose they are is not looked at. */
function signed<M extends Members>(
  members: M,
  run: (input: Input<M>, call: Call) => object | Promise<object>,
): Handler {
  return { ...open(members, run), signed: true }
}

/**
 * What changes a user is done by the primary replica of a pool alone. Whether the real service looks at that before it looks
 * at the client's secret is not known.
 */
function atPrimary<I extends { ClientId: string }>(run: (input: I, call: Call) => object | Promise<object>) {
  return (input: I, call: Call) => {
    const { pool } = call.world.pools.clientById(input.ClientId)
    if (pool.replica?.role === 'SECONDARY') throw errors.notInSecondary()
    return run(input, call)
  }
}

export const operations: Operations = {
  ForgotPassword: open(inputs.ForgotPassword, atPrimary(forgotPassword)),
  ConfirmForgotPassword: open(inputs.ConfirmForgotPassword, atPrimary(confirmForgotPassword)),
  SignUp: open(inputs.SignUp, atPrimary(signUp)),
  ConfirmSignUp: open(inputs.ConfirmSignUp, atPrimary(confirmSignUp)),
  ResendConfirmationCode: open(inputs.ResendConfirmationCode, atPrimary(resendConfirmationCode)),
  InitiateAuth: open(inputs.InitiateAuth, initiateAuth),
  RespondToAuthChallenge: open(inputs.RespondToAuthChallenge, respondToAuthChallenge),
  GetUser: open(inputs.GetUser, getSelf),
  UpdateUserAttributes: open(inputs.UpdateUserAttributes, updateUserAttributes),
  GetUserAttributeVerificationCode: open(
    inputs.GetUserAttributeVerificationCode,
    getUserAttributeVerificationCode,
  ),
  VerifyUserAttribute: open(inputs.VerifyUserAttribute, verifyUserAttribute),
  GlobalSignOut: open(inputs.GlobalSignOut, globalSignOut),
  AdminCreateUser: signed(inputs.AdminCreateUser, adminCreateUser),
  AdminConfirmSignUp: signed(inputs.AdminConfirmSignUp, adminConfirmSignUp),
  AdminGetUser: signed(inputs.AdminGetUser, adminGetUser),
  AdminSetUserPassword: signed(inputs.AdminSetUserPassword, adminSetUserPassword),
  AdminResetUserPassword: signed(inputs.AdminResetUserPassword, adminResetUserPassword),
  AdminUpdateUserAttributes: signed(inputs.AdminUpdateUserAttributes, adminUpdateUserAttributes),
  AdminDisableUser: signed(inputs.AdminDisableUser, adminDisableUser),
  AdminEnableUser: signed(inputs.AdminEnableUser, adminEnableUser),
  AdminUserGlobalSignOut: signed(inputs.AdminUserGlobalSignOut, adminUserGlobalSignOut),
  AdminListUserSessions: signed(inputs.AdminListUserSessions, adminListUserSessions),
  AdminRevokeUserSession: signed(inputs.AdminRevokeUserSession, adminRevokeUserSession),
  AdminListDevices: signed(inputs.AdminListDevices, adminListDevices),
  AdminForgetDevice: signed(inputs.AdminForgetDevice, adminForgetDevice),
  ListUsers: signed(inputs.ListUsers, listUsers),
  ListUsersInGroup: signed(inputs.ListUsersInGroup, listUsersInGroup),
  GetUserPoolSessionConfiguration: signed(
    inputs.GetUserPoolSessionConfiguration,
    getUserPoolSessionConfiguration,
  ),
  ListUserPoolClients: signed(inputs.ListUserPoolClients, listUserPoolClients),
  DescribeUserPool: signed(inputs.DescribeUserPool, describeUserPool),
  DescribeUserPoolClient: signed(inputs.DescribeUserPoolClient, describeUserPoolClient),
  GetUserPoolMfaConfig: signed(inputs.GetUserPoolMfaConfig, getUserPoolMfaConfig),
  ListUserPoolReplicas: signed(inputs.ListUserPoolReplicas, listUserPoolReplicas),
  CreateUserPool: signed(inputs.CreateUserPool, createUserPool),
  CreateUserPoolClient: signed(inputs.CreateUserPoolClient, createUserPoolClient),
}
