import 'server-only'
import { and, asc, gt, lte, sql } from 'drizzle-orm'
import type { Database } from '../db/connection'
import { audit } from '../db/schema'
import type { SealedEntry } from './chain'

/**
 * Everything that an entry says, as one text that is the same at every server, time zone and release: times in whole
 * microseconds, the details as the database writes them, and no columns that are empty, which a later release may add.
 */
const content = sql<string>`jsonb_strip_nulls(
  to_jsonb(${audit}) - 'at' - 'details' || jsonb_build_object(
    'at', (extract(epoch from ${audit.at}) * 1000000)::bigint,
    'details', ${audit.details}::text
  ))::text`

/** The entries with ids behind `afterId` up to `toId` as they are sealed, in the order of their ids. */
export const readSealable = (
  database: Database,
  afterId: number,
  toId: number,
  limit: number,
): Promise<SealedEntry[]> =>
  database
    .select({ id: audit.id, content })
    .from(audit)
    .where(and(gt(audit.id, afterId), lte(audit.id, toId)))
    .orderBy(asc(audit.id))
    .limit(limit)
