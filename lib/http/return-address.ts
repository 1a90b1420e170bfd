/** No sign-in page has a longer address. */
const MAXIMUM_LENGTH = 1024

/**
 * A return address that a link asked for, if it is on one of the tenant's origins; else null (OWASP, unvalidated
 * redirects). Nothing redirects there automatically: the last page's button leads there.
 */
export function allowedReturn(asked: string | null, origins: readonly string[]): string | null {
  if (asked === null || asked.length > MAXIMUM_LENGTH || /[\p{Cc}\\]/u.test(asked) || !URL.canParse(asked))
    return null
  const url = new URL(asked)
  // `blob:https://app.example/…` has the origin of the page that made it.
  if (!/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') return null
  return origins.includes(url.origin) ? url.href : null
}
