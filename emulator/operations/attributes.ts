import { readAttributes, requireWritable } from '../attributes'
import { checkCode, codeLifetimes, newCode } from '../codes'
import { type CodeDeliveryDetails, type Contact, detailsFor, draftMessage, sendMessage } from '../delivery'
import { errors, invalidParameter } from '../errors'
import { userKey } from '../limits'
import type { Pool } from '../pool'
import type { OperationInput } from '../shapes'
import { type CustomMessageEvent, noClient } from '../triggers'
import { type ContactAttribute, proveAddress, type User } from '../users'
import type { Call, World } from '../world'
import { getUser } from './admin-users'

type About = {
  user: User
  pool: Pool
  clientId: string
  clientMetadata: Record<string, string> | undefined
}

/**
 * A user's own changes. A new address that the pool proves is sent a code at once.
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UpdateUserAttributes.html
 */
export async function updateUserAttributes(input: OperationInput<'UpdateUserAttributes'>, { world }: Call) {
  if (!world.quota.take('UserUpdate')) throw errors.tooManyRequests()
  const session = world.tokens.sessionOf(input.AccessToken)
  const changes = readAttributes(input.UserAttributes)
  requireWritable(changes)
  const about = { ...session, clientMetadata: input.ClientMetadata }
  return { CodeDeliveryDetailsList: await proveChanged(world, about, change(world, session.user, changes)) }
}

/**
 * A changed contact is unverified, and is sent a code where the pool proves it, unless the same call says that it is
 * verified.
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminUpdateUserAttributes.html
 */
export async function adminUpdateUserAttributes(
  input: OperationInput<'AdminUpdateUserAttributes'>,
  { world }: Call,
) {
  if (!world.quota.take('UserUpdate')) throw errors.tooManyRequests()
  const user = getUser(world, input)
  const changes = readAttributes(input.UserAttributes)
  if ('sub' in changes) throw invalidParameter('Cannot modify an already provided sub')
  const pool = world.pools.get(input.UserPoolId)
  const about = { user, pool, clientId: noClient, clientMetadata: input.ClientMetadata }
  const unproved = change(world, user, changes).filter(
    ({ attribute }) => changes[`${attribute}_verified`] !== 'true',
  )
  await proveChanged(world, about, unproved)
  return {}
}

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GetUserAttributeVerificationCode.html */
export async function getUserAttributeVerificationCode(
  input: OperationInput<'GetUserAttributeVerificationCode'>,
  { world }: Call,
) {
  if (!world.quota.take('UserResourceRead')) throw errors.tooManyRequests()
  const session = world.tokens.sessionOf(input.AccessToken)
  const { user, pool } = session
  const attribute = contactNamed(input.AttributeName)
  const address = user.attributes.get(attribute)
  if (address === undefined) throw invalidParameter(`User has no ${attribute}.`)
  if (!world.hourly.GetUserAttributeVerificationCode.take(userKey(pool, user, user.username)))
    throw errors.limitExceeded()
  const about = { ...session, clientMetadata: input.ClientMetadata }
  const contact = { attribute, address }
  return {
    CodeDeliveryDetails: await sendCode(world, about, contact, 'CustomMessage_VerifyUserAttribute'),
  }
}

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_VerifyUserAttribute.html */
export function verifyUserAttribute(input: OperationInput<'VerifyUserAttribute'>, { world }: Call) {
  if (!world.quota.take('UserUpdate')) throw errors.tooManyRequests()
  const { user, pool } = world.tokens.sessionOf(input.AccessToken)
  const attribute = contactNamed(input.AttributeName)
  if (!world.hourly.VerifyUserAttribute.take(userKey(pool, user, user.username))) throw errors.limitExceeded()
  const code = user.attributeCodes.get(attribute) ?? null
  checkCode(code, input.Code, world.clock.now(), codeLifetimes.attribute)
  if (code) proveAddress(pool, user, code, false)
  user.attributeCodes.delete(attribute)
  user.modifiedAt = world.clock.now()
  return {}
}

/** Writes the changes and gives the contacts that are others now. */
function change(world: World, user: User, changes: Record<string, string>): Contact[] {
  const changed: Contact[] = []
  for (const attribute of ['email', 'phone_number'] as const) {
    const address = changes[attribute]
    if (address === undefined || address === user.attributes.get(attribute)) continue
    user.attributes.set(`${attribute}_verified`, 'false')
    // A code proves the address that it went to and no other.
    user.attributeCodes.delete(attribute)
    if (address !== '') changed.push({ attribute, address })
  }
  for (const [name, value] of Object.entries(changes)) {
    if (value === '') user.attributes.delete(name)
    else user.attributes.set(name, value)
  }
  user.modifiedAt = world.clock.now()
  return changed
}

async function proveChanged(world: World, about: About, contacts: Contact[]): Promise<CodeDeliveryDetails[]> {
  const sent: CodeDeliveryDetails[] = []
  for (const contact of contacts) {
    if (!about.pool.autoVerified.includes(contact.attribute)) continue
    sent.push(await sendCode(world, about, contact, 'CustomMessage_UpdateUserAttribute'))
  }
  return sent
}

async function sendCode(
  world: World,
  { user, pool, clientId, clientMetadata }: About,
  contact: Contact,
  triggerSource: CustomMessageEvent['triggerSource'],
): Promise<CodeDeliveryDetails> {
  const to = { user, contact, clientId, clientMetadata, triggerSource }
  const draft = await draftMessage(world, pool, to)
  const code = { ...newCode(world.clock.now()), ...contact }
  user.attributeCodes.set(contact.attribute, code)
  sendMessage(world, pool, user, draft, code.value)
  return detailsFor(contact)
}

function contactNamed(name: string): ContactAttribute {
  if (name === 'email' || name === 'phone_number') return name
  throw invalidParameter('Only email and phone_number can be verified.')
}
