import type { ContextData } from '../cognito/encoded-data'
import { wantedLanguages } from '../i18n/wanted-languages'

/** Longer values are cut: a client can write anything into its headers. */
const MAXIMUM_LENGTH = 512

const clip = (value: string): string => value.slice(0, MAXIMUM_LENGTH)

/** The first language of `Accept-Language` with the highest weight (RFC 9110 §12.5.4), e.g. `da-DK`. */
export function preferredLanguage(acceptLanguage: string | null): string | undefined {
  return wantedLanguages(acceptLanguage)[0]
}

/** `navigator.platform` as browsers freeze it, from the client hint or else from the user agent. */
export function devicePlatform(userAgent: string, platformHint: string | null): string | undefined {
  const hint = platformHint?.replaceAll('"', '')
  if (hint === 'Windows' || (!hint && /Windows NT/.test(userAgent))) return 'Win32'
  if (/iPhone/.test(userAgent)) return 'iPhone'
  if (/iPad/.test(userAgent)) return 'iPad'
  if (hint === 'macOS' || (!hint && /Macintosh/.test(userAgent))) return 'MacIntel'
  if (hint === 'Android' || /Android/.test(userAgent)) return 'Linux armv81'
  if (/Linux aarch64/.test(userAgent)) return 'Linux aarch64'
  if (hint === 'Linux' || hint === 'Chrome OS' || /Linux x86_64|CrOS x86_64/.test(userAgent))
    return 'Linux x86_64'
  return undefined
}

/**
 * An offset from UTC as the web library writes it. The library doesn't floor the hours, so zones with half hours
 * come out as `.5:30`; Cognito has been given these strings for years, and a corrected one would look like no browser.
 *
 * @param offsetMinutes as `Date.prototype.getTimezoneOffset` gives it: minutes behind UTC, negative in the east
 */
export function webLibraryTimezone(offsetMinutes: number): string {
  const hours = Math.abs(offsetMinutes) / 60
  const minutes = Math.abs(offsetMinutes) % 60
  const sign = offsetMinutes > 0 ? '-' : ''
  return `${sign}${`0${hours}`.slice(-2)}:${`0${minutes}`.slice(-2)}`
}

/** Minutes behind UTC of an IANA zone at an instant, or undefined where the zone isn't one. */
export function offsetOfZone(zone: string, at: Date): number | undefined {
  try {
    const name = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' })
      .formatToParts(at)
      .find((part) => part.type === 'timeZoneName')?.value
    if (name === 'GMT') return 0
    const match = /^GMT([+-])(\d{2}):(\d{2})$/.exec(name ?? '')
    if (!match) return undefined
    const minutes = Number(match[2]) * 60 + Number(match[3])
    return match[1] === '+' ? 0 - minutes : minutes
  } catch {
    return undefined
  }
}

/**
 * The facts about a device that an HTTP request really contains, under the names of Cognito's web library.
 *
 * The list of plug-ins, which the library adds to the fingerprint, is not known here and not made up.
 *
 * @param timeZone IANA name from a trusted platform's header, where there is one
 */
export function contextDataOf(
  headers: Headers,
  { deviceId, timeZone, now }: { deviceId: string | null; timeZone: string | null; now: Date },
): ContextData {
  const userAgent = clip(headers.get('user-agent') ?? '')
  const language = preferredLanguage(headers.get('accept-language'))
  const platform = devicePlatform(userAgent, headers.get('sec-ch-ua-platform'))
  const offset = timeZone === null ? undefined : offsetOfZone(timeZone, now)
  return {
    ...(userAgent !== '' && { UserAgent: userAgent }),
    ...(deviceId !== null && { DeviceId: deviceId }),
    ...(language !== undefined && { DeviceLanguage: language }),
    ...(userAgent !== '' && { DeviceFingerprint: `${userAgent}${language ?? ''}` }),
    ...(platform !== undefined && { DevicePlatform: platform }),
    ...(offset !== undefined && { ClientTimezone: webLibraryTimezone(offset) }),
  }
}
