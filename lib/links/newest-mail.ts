import 'server-only'
import { z } from 'zod'
import { keyedHash } from '../crypto/keyed-hash'
import { keys } from '../crypto/keys'
import { orNull } from '../db/optional'
import { labelOfKind } from '../link-kinds'

/** Longer than a code lives, so that a link is recognised as replaced for as long as its successor works. */
const KEPT_AFTER_LIFE_MS = 3_600_000
const LIMIT_MS = 500
const MARK = /^([\w-]{22})\.([0-9a-z]{8,9})$/

const NOTE = `
insert into newest_mails as row (key, tenant_id, at, expires_at) values ($1, $2, $3, now() + $4 * interval '1 millisecond')
on conflict (key) do update set at = greatest(row.at, excluded.at), expires_at = excluded.expires_at`

const READ = 'select at from newest_mails where key = $1 and tenant_id = $2'
const RowsSchema = z.array(z.object({ at: z.coerce.date() }))

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
  tenantId: string,
  mark: string,
  codeLifeMs: number,
  run: typeof orNull = orNull,
): Promise<void> {
  const asked = readMark(mark)
  if (asked === null) return
  const values = [asked.key, tenantId, asked.at.toISOString(), codeLifeMs + KEPT_AFTER_LIFE_MS]
  await run(errand('Noting a mail'), (query) => query(NOTE, values))
}

/**
 * When a later mail than the one with this mark was asked for; null where there is none or it can't be known. Never
 * throws.
 */
export async function newerMail(
  tenantId: string,
  mark: string,
  run: typeof orNull = orNull,
): Promise<Date | null> {
  const asked = readMark(mark)
  if (asked === null) return null
  const rows = await run(errand('Looking for a newer mail'), (query) => query(READ, [asked.key, tenantId]))
  const [row] = RowsSchema.parse(rows ?? [])
  return row !== undefined && row.at > asked.at ? row.at : null
}
