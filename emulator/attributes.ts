import { errors, invalidParameter } from './errors'
import { contactOf } from './users'

type Attributes = Record<string, string>

export function toList(attributes: Attributes): { Name: string; Value: string }[] {
  return Object.entries(attributes).map(([Name, Value]) => ({ Name, Value }))
}

/** The attributes of a request. Throws for an address that is none; an empty value is left for its caller to judge. */
export function readAttributes(list: readonly { Name: string; Value?: string }[] = []): Attributes {
  const attributes = Object.fromEntries(list.map(({ Name, Value }) => [Name, Value ?? '']))
  const { email = '', phone_number: phone = '' } = attributes
  if (email !== '' && contactOf(email) !== 'email') throw invalidParameter('Invalid email address format.')
  if (phone !== '' && contactOf(phone) !== 'phone_number')
    throw invalidParameter('Invalid phone number format.')
  return attributes
}

/** Throws where a user's own request would write what only the service or an administrator may. */
export function requireWritable(attributes: Attributes): void {
  for (const name of ['sub', 'email_verified', 'phone_number_verified', 'identities']) {
    if (name in attributes) throw errors.attributeNotWritable()
  }
}
