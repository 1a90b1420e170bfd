import 'server-only'
import { cache } from 'react'
import { record } from '../../audit/record'
import { IdentityRefused, readGroups, readProvenEmail } from '../../cognito/console-identity'
import { keys } from '../../crypto/keys'
import { database } from '../../db/client'
import { processWide } from '../../platform/process-wide'
import type { Admin } from './authorise'
import { adminProvider } from './provider'
import { dropSessionCookie, tokenOfCookie } from './session-cookie'
import { openSessions, type Sessions } from './sessions'

/** The sessions of this deployment. */
export function sessions(): Sessions {
  return processWide<Sessions>('admin-sessions', () =>
    openSessions({
      database,
      ring: keys(),
      readGroups: async (username, refreshToken) => {
        const provider = adminProvider()
        return provider === null ? [] : readGroups(provider, username, refreshToken)
      },
    }),
  )
}

/**
 * Who sent this request, with their current rights; null where nobody is signed in. Throws where the database or the
 * pool is away: rights that can't be read don't count.
 */
export const currentAdmin = cache(async (): Promise<Admin | null> => {
  if (adminProvider() === null) return null
  const token = await tokenOfCookie()
  return token === null ? null : sessions().find(token)
})

/**
 * The signed-in person's own mail address, where the console's pool has verified it; read now and stored nowhere.
 * Throws where the pool is away.
 */
export async function provenEmailOf({ sessionId }: Admin): Promise<string | null> {
  const provider = adminProvider()
  if (provider === null) return null
  try {
    return await sessions().withIdentity(sessionId, (username, refreshToken) =>
      readProvenEmail(provider, username, refreshToken),
    )
  } catch (error) {
    if (error instanceof IdentityRefused) return null
    throw error
  }
}

/** Ends the session of this request everywhere and deletes its cookie. */
export async function endSession(): Promise<void> {
  const token = await tokenOfCookie()
  if (token !== null) {
    const admin = await sessions().find(token)
    await sessions().end(token)
    await record({ event: 'admin.signed_out', tenantId: null, details: { by: admin?.subject } })
  }
  await dropSessionCookie()
}
