import 'server-only'
import { createHash, randomBytes } from 'node:crypto'
import { and, eq, gt, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import { IdentityRefused } from '../../cognito/console-identity'
import type { KeyRing } from '../../crypto/key-ring'
import { open, seal } from '../../crypto/seal'
import { type SealedRow, sealedRow } from '../../crypto/sealed-row'
import type { Database } from '../../db/connection'
import { adminPeople, adminSessions } from '../../db/schema'
import { deviceOf } from '../../http/device-name'
import { ipNetwork } from '../../platform/ip-network'
import type { Admin } from './authorise'

/** NIST SP 800-63B-4, §2.2.3 (AAL2): one hour without a request, a day in all. */
export const IDLE_SECONDS = 3_600
export const WHOLE_SECONDS = 86_400
/** A role that was taken away may be used this long, plus one call to the pool. */
const GROUPS_FRESH_SECONDS = 3
const TOUCH_SECONDS = 60
const PURPOSE = 'admin-session'

const Sealed = z.object({ username: z.string(), refreshToken: z.string().nullable() })
const Groups = z.array(z.string())

const idOf = (token: string) => createHash('sha256').update(token).digest('hex')

export type NewSession = {
  subject: string
  name: string
  groups: readonly string[]
  username: string
  refreshToken: string | null
  authenticatedAt: Date
  /** Where it was signed in; of this only the network is kept. */
  address: string | null
  /** The header; of this only the names of browser and system are kept. */
  userAgent: string | null
}

const networkOf = (address: string | null) => (address === null ? null : ipNetwork(address, 3, 3))

/** `Firefox on Windows`; null where the header names nothing known. */
function browserOf(userAgent: string | null): string | null {
  const { browser, system } = deviceOf(userAgent ?? '')
  return [browser, system].filter((name) => name !== null).join(' on ') || null
}

export type Sessions = {
  /** Opens a session; the token is for the cookie and stored nowhere. */
  open(session: NewSession): Promise<string>
  /** Who holds this token, with groups at most seconds old; null where it has ended, expired or was made up. */
  find(token: string): Promise<Admin | null>
  end(token: string): Promise<void>
  /**
   * Opens the sealed user name and refresh token for one call; null where the session is over or has no refresh token.
   */
  withIdentity<T>(
    sessionId: string,
    use: (username: string, refreshToken: string) => Promise<T>,
  ): Promise<T | null>
}

type Options = {
  database: () => Promise<Database>
  ring: KeyRing
  /** Asks the pool; throws IdentityRefused where the person may not be signed in any more. */
  readGroups: (username: string, refreshToken: string) => Promise<readonly string[]>
}

/** The console's sessions: rows that every instance reads on every request, so one that ends, ends everywhere. */
export function openSessions({ database, ring, readGroups }: Options): Sessions {
  const asking = new Map<string, Promise<readonly string[] | null>>()

  async function renew(id: string, sealed: string): Promise<readonly string[] | null> {
    const text = open(ring, PURPOSE, sealed, id)
    const secret = text === null ? null : Sealed.parse(JSON.parse(text))
    const db = await database()
    try {
      // Without a refresh token the rights of the sign-in could never be taken back before it ends.
      if (secret?.refreshToken == null) throw new IdentityRefused('there is no refresh token')
      const groups = await readGroups(secret.username, secret.refreshToken)
      await db.update(adminSessions).set({ groups, groupsReadAt: sql`now()` }).where(eq(adminSessions.id, id))
      return groups
    } catch (error) {
      if (!(error instanceof IdentityRefused)) throw error
      await db.update(adminSessions).set({ revokedAt: sql`now()` }).where(eq(adminSessions.id, id))
      return null
    }
  }

  /** Requests that arrive together ask the pool once. */
  function renewOnce(id: string, sealed: string): Promise<readonly string[] | null> {
    const going = asking.get(id)
    if (going) return going
    const started = renew(id, sealed).finally(() => asking.delete(id))
    asking.set(id, started)
    return started
  }

  return {
    async open({ subject, name, groups, username, refreshToken, authenticatedAt, address, userAgent }) {
      const token = randomBytes(32).toString('base64url')
      const id = idOf(token)
      const db = await database()
      const sealed = seal(ring, PURPOSE, JSON.stringify({ username, refreshToken }), id)
      await db
        .insert(adminPeople)
        .values({ subject, name })
        .onConflictDoUpdate({ target: adminPeople.subject, set: { name, seenAt: sql`now()` } })
      const [network, browser] = [networkOf(address), browserOf(userAgent)]
      await db
        .insert(adminSessions)
        .values({ id, subject, groups, sealed, authenticatedAt, network, browser })
      return token
    },

    async find(token) {
      const id = idOf(token)
      const db = await database()
      const age = (column: unknown) => sql<number>`extract(epoch from now() - ${column})`.mapWith(Number)
      const [row] = await db
        .select({
          subject: adminSessions.subject,
          name: adminPeople.name,
          groups: adminSessions.groups,
          sealed: adminSessions.sealed,
          wholeAge: age(adminSessions.createdAt),
          idleAge: age(adminSessions.seenAt),
          groupsAge: age(adminSessions.groupsReadAt),
          signedInAgoSeconds: age(adminSessions.authenticatedAt),
        })
        .from(adminSessions)
        .innerJoin(adminPeople, eq(adminPeople.subject, adminSessions.subject))
        .where(and(eq(adminSessions.id, id), isNull(adminSessions.revokedAt)))
      if (!row || row.wholeAge > WHOLE_SECONDS || row.idleAge > IDLE_SECONDS) return null
      const stored = Groups.safeParse(row.groups)
      const groups =
        stored.success && row.groupsAge <= GROUPS_FRESH_SECONDS
          ? stored.data
          : await renewOnce(id, row.sealed)
      if (groups === null) return null
      if (row.idleAge > TOUCH_SECONDS) {
        await db.update(adminSessions).set({ seenAt: sql`now()` }).where(eq(adminSessions.id, id))
      }
      const { subject, name, signedInAgoSeconds } = row
      return { sessionId: id, subject, name, groups, signedInAgoSeconds }
    },

    async end(token) {
      const db = await database()
      await db
        .update(adminSessions)
        .set({ revokedAt: sql`now()` })
        .where(and(eq(adminSessions.id, idOf(token)), isNull(adminSessions.revokedAt)))
    },

    async withIdentity(sessionId, use) {
      const db = await database()
      const [row] = await db
        .select({ sealed: adminSessions.sealed })
        .from(adminSessions)
        .where(and(eq(adminSessions.id, sessionId), isNull(adminSessions.revokedAt)))
      const text = row ? open(ring, PURPOSE, row.sealed, sessionId) : null
      const secret = text === null ? null : Sealed.parse(JSON.parse(text))
      return secret?.refreshToken == null ? null : use(secret.username, secret.refreshToken)
    },
  }
}

/** The sealed tokens of live sessions, for a rotation; where no key opens one, its person is signed out. */
export async function sealedSessions(database: Database, ring: KeyRing): Promise<SealedRow[]> {
  const { id, subject, sealed, createdAt, revokedAt } = adminSessions
  const rows = await database
    .select({ id, subject, sealed })
    .from(adminSessions)
    .where(and(isNull(revokedAt), gt(createdAt, sql`now() - make_interval(secs => ${WHOLE_SECONDS})`)))
  return rows.map((row) =>
    sealedRow(ring, {
      owner: `session of ${row.subject}`,
      sealed: row.sealed,
      purpose: PURPOSE,
      context: [row.id],
      replace: (before, after) =>
        database
          .update(adminSessions)
          .set({ sealed: after })
          .where(and(eq(id, row.id), eq(sealed, before))),
    }),
  )
}
