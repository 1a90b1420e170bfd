import { z } from 'zod'

/** Addresses that a tenant file may name. */

export const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u

function isWebAddress(text: string): boolean {
  if (!URL.canParse(text) || INVISIBLE.test(text)) return false
  const url = new URL(text)
  if (url.username || url.password || !/^[a-z0-9.-]+$/.test(url.hostname)) return false
  if (url.protocol === 'https:') return true
  return url.protocol === 'http:' && (url.hostname === 'localhost' || url.hostname === '127.0.0.1')
}

export const webAddress = z.string().max(2_048).refine(isWebAddress, { error: 'webAddress' })

export const webOrigin = webAddress.refine((text) => !URL.canParse(text) || new URL(text).origin === text, {
  error: 'webOrigin',
})
