import { invalidParameter } from './errors'
import type { Pool } from './pool'
import { contactOf } from './users'

const sentences = {
  email: 'Username should be an email.',
  phone_number: 'Username should be a phone number.',
}
const aliases = { email: 'email', phone_number: 'phone number' }

/** Throws where a new user can't have this name because of what people sign in with here. */
export function requireUsableName(pool: Pool, username: string): void {
  const contact = contactOf(username)
  const [only, ...more] = pool.usernameAttributes
  if (only !== undefined && !(contact && pool.usernameAttributes.includes(contact))) {
    throw invalidParameter(
      more.length > 0 ? 'Username should be either an email or a phone number.' : sentences[only],
    )
  }
  if (contact && pool.aliasAttributes.includes(contact)) {
    const what = aliases[contact]
    throw invalidParameter(
      `Username cannot be of ${what} format, since user pool is configured for ${what} alias.`,
    )
  }
}
