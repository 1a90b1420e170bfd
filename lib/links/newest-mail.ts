import 'server-only'
import { and, eq, sql } from 'drizzle-orm'
import { keyedHash } from '../crypto/keyed-hash'
import { keys } from '../crypto/keys'
import type { Database } from '../db/connection'
import { orNull } from '../db/optional'
import { newestMails } from '../db/schema'
import { labelOfKind } from '../link-kinds'

/** Longer than a code lives, so that a link is recognised as replaced for as long as its successor works. */
const KEPT_AFTER_LIFE_MS = 3_600_000
const LIMIT_MS = 500
const MARK = /^([\w-]{22})\.([0-9a-z]{8,9})$/

/**
 * Identifies one ask for a mail of a kind: whose and when. It travels to the mail function in the client metadata and
 * comes back in the link's envelope, so that a link can be compared with later asks, whatever name Cognito knows the
 * user by. A keyed hash, so it reveals nothing.
 */
export function askMark(kind: string, tenantId: string, normalisedUsername: string, at: Date): string {
  return `${keyedHash(keys(), labelOfKind('newest-mail', kind), tenantId, normalisedUsername)}.${at.getTime().toString(36)}`
}

function readMark(mark: string): { key: string; at: Date } | null {
  const [, key, at] = MARK.exec(mark) ?? []
  return key === undefined || at === undefined ? null : { key, at: new Date(Number.parseInt(at, 36)) }
}

const errand = (what: string) => ({ limitMs: LIMIT_MS, what, event: 'newest_mail.store_away' })

/**
 * Notes that Cognito accepted an ask for a mail. Never throws: what isn't noted is just not claimed later.
 *
 * @param codeLifeMs how long the mail's code works
 */
export async function noteNewestMail(
  database: () => Promise<Database>,
  tenantId: string,
  mark: string,
  codeLifeMs: number,
): Promise<void> {
  const asked = readMark(mark)
  if (asked === null) return
  const keptSeconds = (codeLifeMs + KEPT_AFTER_LIFE_MS) / 1_000
  await orNull(database, errand('Noting a mail'), (db) =>
    db
      .insert(newestMails)
      .values({ ...asked, tenantId, expiresAt: sql`now() + make_interval(secs => ${keptSeconds})` })
      .onConflictDoUpdate({
        target: newestMails.key,
        set: { at: sql`greatest(${newestMails.at}, excluded.at)`, expiresAt: sql`excluded.expires_at` },
      }),
  )
}

/**
 * When a later mail than the one with this mark was asked for; null where there is none or it can't be known. Never
 * throws.
 */
export async function newerMail(
  database: () => Promise<Database>,
  tenantId: string,
  mark: string,
): Promise<Date | null> {
  const asked = readMark(mark)
  if (asked === null) return null
  const rows = await orNull(database, errand('Looking for a newer mail'), (db) =>
    db
      .select({ at: newestMails.at })
      .from(newestMails)
      .where(and(eq(newestMails.key, asked.key), eq(newestMails.tenantId, tenantId))),
  )
  const [row] = rows ?? []
  return row !== undefined && row.at > asked.at ? row.at : null
}
