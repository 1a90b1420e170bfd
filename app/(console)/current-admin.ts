import 'server-only'
import { cache } from 'react'
import { services } from '@/app/services'
import type { Admin } from '@/lib/console/auth/authorise'
import { adminProvider } from '@/lib/console/auth/provider'
import { dropSessionCookie, tokenOfCookie } from '@/lib/console/auth/session-cookie'

/**
 * Who sent this request, with their current rights; null where nobody is signed in. Throws where the database or the
 * pool is away: rights that can't be read don't count.
 */
export const currentAdmin = cache(async (): Promise<Admin | null> => {
  if (adminProvider() === null) return null
  const token = await tokenOfCookie()
  return token === null ? null : services().sessions.find(token)
})

/** Ends the session of this request everywhere and deletes its cookie. */
export async function endSession(): Promise<void> {
  const token = await tokenOfCookie()
  if (token !== null) {
    const admin = await services().sessions.find(token)
    await services().sessions.end(token)
    await services().audit.record({
      event: 'admin.signed_out',
      tenantId: null,
      details: { by: admin?.subject },
    })
  }
  await dropSessionCookie()
}
