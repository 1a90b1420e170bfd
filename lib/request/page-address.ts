export const LANGUAGE_COOKIE = 'rekey_language'

/**
 * Whether a path is one that a page may have: it decodes, and holds no encoded slash, backslash or control
 * character. (A dynamic segment would otherwise match `/acme%00/forgot`.)
 */
export function isReadablePath(pathname: string): boolean {
  if (pathname.includes('//') || pathname.includes('\\') || /%(2f|5c|00|25)/i.test(pathname)) return false
  try {
    return !/\p{Cc}/u.test(decodeURIComponent(pathname))
  } catch {
    return false
  }
}

const languageTag = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/

/** The language that the person chose, by the address or else by an earlier choice; null where neither is a tag. */
export function languageChoice(asked: string | null, remembered: string | undefined): string | null {
  if (asked !== null && languageTag.test(asked)) return asked
  return remembered !== undefined && languageTag.test(remembered) ? remembered : null
}
