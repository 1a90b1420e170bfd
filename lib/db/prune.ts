import 'server-only'
import { z } from 'zod'
import type { Connection } from './connection'

const CountSchema = z.tuple([z.object({ count: z.coerce.number() })])

export type Pruned = {
  readonly rateLimits: number
  readonly confirmations: number
  readonly newestMails: number
  readonly keptAnswers: number
  readonly adminSessions: number
  readonly adminNoticesSeen: number
  readonly alertsSent: number
  readonly brandPreviewLinks: number
}

/**
 * Deletes what has expired: counters after their window (a day at most), attempts and answers to AWS clients after a
 * quarter of an hour, the times of mails after two hours, the console's sessions after a day, and which notices were
 * seen once they are no longer shown, alerts after a day, and links to previews once they have expired. The audit log is
 * not touched. Safe to run from several instances.
 */
export async function pruneExpired({ query }: Pick<Connection, 'query'>): Promise<Pruned> {
  const count = async (statement: string) => {
    const [row] = CountSchema.parse(
      await query(`with gone as (${statement} returning 1) select count(*) from gone`),
    )
    return row.count
  }
  return {
    rateLimits: await count(
      `delete from rate_limits where expire < (extract(epoch from clock_timestamp()) * 1000)::bigint`,
    ),
    confirmations: await count(`delete from confirmations where expires_at < now()`),
    newestMails: await count(`delete from newest_mails where expires_at < now()`),
    keptAnswers: await count(`delete from kept_answers where expires_at < now()`),
    adminSessions: await count(`delete from admin_sessions where created_at < now() - interval '1 day'`),
    adminNoticesSeen: await count(
      `delete from admin_notices_seen where seen_at < now() - interval '31 days'`,
    ),
    alertsSent: await count(`delete from alerts_sent where hour < now() - interval '1 day'`),
    brandPreviewLinks: await count(`delete from brand_preview_links where expires_at < now()`),
  }
}
