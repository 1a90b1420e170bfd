import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import type { Challenge, Code } from './codes'
import { errors } from './errors'
import { passwordMatches, type StoredPassword, storePassword } from './passwords'
import { type PoolSeed, UserSeed, type UserStatus } from './seed'
import { type Session, seededSessions } from './sessions'

export type ContactAttribute = 'email' | 'phone_number'

/** A code that proves an address. */
type ContactCode = Code & { attribute: ContactAttribute; address: string }

/** A device that Cognito remembers. */
export type Device = {
  readonly key: string
  readonly name: string
  readonly address: string | undefined
  readonly createdAt: number
}

export type User = {
  username: string
  sub: string
  /** Everything but sub, as strings, the way the service shows it to functions and in tokens. */
  attributes: Map<string, string>
  groups: string[]
  status: UserStatus
  enabled: boolean
  password: StoredPassword | null
  /** Newest first, the current one included. */
  history: StoredPassword[]
  /** For a new password. */
  code: Code | null
  /** For a sign-up. */
  signUpCode: ContactCode | null
  /** For an address that changed or was to be proved later. */
  attributeCodes: Map<ContactAttribute, ContactCode>
  secondFactor: ContactAttribute | null
  /** A sign-in that waits for its second step. */
  challenge: Challenge | null
  sessions: Session[]
  devices: Device[]
  failedSignIns: number
  lockedUntil: number
  createdAt: number
  modifiedAt: number
}

/** What of a pool decides how its users are called and found. */
type UserPool = Pick<
  z.output<typeof PoolSeed>,
  'usernameAttributes' | 'aliasAttributes' | 'caseSensitive'
> & { region: string; clients: ReadonlyMap<string, unknown>; users: Map<string, User> }

/** Adds a user, or replaces the one that has the name. */
export function addUser(pool: UserPool, seed: UserSeed, now: number): User {
  const parsed = UserSeed.parse(seed)
  const contact = contactOf(parsed.username)
  // In a pool that signs in by e-mail or phone number the username is the contact, and a UUID takes its place.
  const byContact = contact && pool.usernameAttributes.includes(contact) ? contact : null
  const before = findUser(pool, parsed.username)
  const sub = parsed.sub ?? before?.sub ?? randomUUID()
  const email = byContact === 'email' ? parsed.username : parsed.email
  const phone = byContact === 'phone_number' ? parsed.username : parsed.phone
  const attributes = new Map(Object.entries(parsed.attributes))
  if (email !== undefined) {
    attributes.set('email', email).set('email_verified', String(parsed.emailVerified))
  }
  if (phone !== undefined) {
    attributes.set('phone_number', phone).set('phone_number_verified', String(parsed.phoneVerified))
  }
  const user: User = {
    username: byContact ? sub : parsed.username,
    sub,
    attributes,
    groups: parsed.groups,
    status: parsed.status,
    enabled: parsed.enabled,
    password: null,
    history: [],
    code: null,
    signUpCode: null,
    attributeCodes: new Map(),
    secondFactor: parsed.secondFactor,
    challenge: null,
    sessions: seededSessions(parsed.sessions, [...pool.clients.keys()][0] ?? '', now),
    devices: parsed.devices.map(({ name, address }) => ({
      key: `${pool.region}_${randomUUID()}`,
      name,
      address,
      createdAt: now,
    })),
    failedSignIns: 0,
    lockedUntil: 0,
    createdAt: now,
    modifiedAt: now,
  }
  if (parsed.password !== undefined) changePassword(user, parsed.password, now)
  if (before) pool.users.delete(nameKey(pool, before.username))
  pool.users.set(nameKey(pool, user.username), user)
  return user
}

/** Finds by username, by sub, or by a contact that this pool signs in with. */
export function findUser(pool: UserPool, typed: string): User | null {
  const wanted = nameKey(pool, typed)
  const byName = pool.users.get(wanted)
  if (byName) return byName
  const users = [...pool.users.values()]
  const bySub = users.find((user) => user.sub === typed)
  if (bySub) return bySub
  const has = (user: User, attribute: ContactAttribute) => {
    const value = user.attributes.get(attribute)
    return value !== undefined && nameKey(pool, value) === wanted
  }
  return (
    users.find(
      (user) =>
        pool.usernameAttributes.some((attribute) => has(user, attribute)) ||
        pool.aliasAttributes.some((attribute) => has(user, attribute) && isVerified(user, attribute)),
    ) ?? null
  )
}

/** Sets a password, keeps it for the history rule, and lifts a sign-in lockout. */
export function changePassword(user: User, password: string, now: number): void {
  user.password = storePassword(password)
  user.history = [user.password, ...user.history].slice(0, 24)
  user.failedSignIns = 0
  user.lockedUntil = 0
  user.modifiedAt = now
}

export function wasUsedBefore(user: User, password: string, historySize: number): boolean {
  return user.history.slice(0, historySize).some((old) => passwordMatches(password, old))
}

export function isVerified(user: User, attribute: ContactAttribute): boolean {
  return user.attributes.has(attribute) && user.attributes.get(`${attribute}_verified`) === 'true'
}

/**
 * Marks the address that a code went to as the user's own. Where it is another account's alias, that is refused, or
 * taken from there by force.
 */
export function proveAddress(pool: UserPool, user: User, proved: ContactCode, force: boolean): void {
  const { attribute, address } = proved
  // An address that was changed since was not proved by this code.
  if (user.attributes.get(attribute) !== address) return
  const holder = aliasHolder(pool, attribute, address)
  if (holder && holder !== user) {
    if (!force) throw errors.aliasExists(attribute)
    holder.attributes.set(`${attribute}_verified`, 'false')
  }
  user.attributes.set(`${attribute}_verified`, 'true')
}

function aliasHolder(pool: UserPool, attribute: ContactAttribute, address: string): User | null {
  if (!pool.aliasAttributes.includes(attribute)) return null
  const has = (user: User) => nameKey(pool, user.attributes.get(attribute) ?? '') === nameKey(pool, address)
  return [...pool.users.values()].find((user) => has(user) && isVerified(user, attribute)) ?? null
}

/** What functions and AdminGetUser see: every attribute with the sub first. */
export function attributesOf(user: User): Record<string, string> {
  return { sub: user.sub, ...Object.fromEntries(user.attributes) }
}

/** What a username looks like, which decides how a made-up delivery for an unknown one is dressed. */
export function contactOf(username: string): ContactAttribute | null {
  if (/^[^@\s]+@[^@\s]+$/.test(username)) return 'email'
  return /^\+\d{5,15}$/.test(username) ? 'phone_number' : null
}

export function nameKey(pool: Pick<UserPool, 'caseSensitive'>, name: string): string {
  return pool.caseSensitive ? name : name.toLowerCase()
}
