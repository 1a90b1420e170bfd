import { z } from 'zod'
import { isNearbyHost } from './nearby-host'

const RANGES_OF_HAVE_I_BEEN_PWNED = 'https://api.pwnedpasswords.com/range/'

function isMirror(value: string): boolean {
  if (!URL.canParse(value)) return false
  const { protocol, hostname, username, password, search, hash } = new URL(value)
  if (username || password || search || hash) return false
  return protocol === 'https:' || (protocol === 'http:' && isNearbyHost(hostname))
}

/** The address that a prefix is added to; null where nothing is looked up. A mirror may be named with `/range` or without. */
export const breachedPasswords = z
  .string()
  .default('off')
  .refine((value) => value === 'off' || value === 'on' || isMirror(value), {
    error:
      'must be off, on or the https address of a mirror, without credentials (http only for localhost, private addresses, .test and .internal)',
  })
  .transform((value) => {
    if (value === 'off') return null
    return value === 'on' ? RANGES_OF_HAVE_I_BEEN_PWNED : `${value.replace(/(?:\/range)?\/*$/, '')}/range/`
  })
