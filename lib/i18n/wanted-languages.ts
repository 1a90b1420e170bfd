import Negotiator from 'negotiator'

/** A header is read no further than this, since a client can write anything into it. */
const MAXIMUM_LENGTH = 1_000
const MAXIMUM_COUNT = 20

const languageTag = /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/

/** The first language tags of an `Accept-Language`, the most wanted first, as they were written (RFC 9110 §12.5.4). */
export function wantedLanguages(acceptLanguage: string | null): string[] {
  if (acceptLanguage === null) return []
  const headers = { 'accept-language': acceptLanguage.slice(0, MAXIMUM_LENGTH) }
  return new Negotiator({ headers })
    .languages()
    .filter((tag) => languageTag.test(tag))
    .slice(0, MAXIMUM_COUNT)
}
