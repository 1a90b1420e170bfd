import { invalidParameter } from './errors'

/**
 * A part of a list, and the token of the next.
 *
 * @throws CognitoError where the token is none of this list
 */
export function pageOf<T>(list: readonly T[], size: number, token?: string): { items: T[]; next?: string } {
  const from = token === undefined ? 0 : Number(token)
  if (!Number.isInteger(from) || from < 0 || (token !== undefined && from >= list.length))
    throw invalidParameter('Invalid pagination token.')
  const to = from + size
  return { items: list.slice(from, to), ...(to < list.length && { next: String(to) }) }
}
