import 'server-only'
import { sql } from 'drizzle-orm'
import type { Database } from '../db/connection'
import { audit } from '../db/schema'
import { ipNetwork } from '../platform/ip-network'
import { log } from '../platform/log'
import { redact } from '../platform/redact'
import { currentTraceId } from '../platform/tracing'
import { type AuditEntry, type AuditLog, auditLog, type WaitingEntry } from './audit-log'
import type { AuditEventName } from './events'

const MAXIMUM_TEXT = 200
const WRITTEN_LIMIT_MS = 2_500
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

export type AuditEvent = {
  readonly event: AuditEventName
  readonly tenantId: string | null
  readonly outcome?: string | null
  /** `usernameTag`; the name itself is never written. */
  readonly usernameTag?: string | null
  /** The caller's whole address; only its network is written, /24 or /48. */
  readonly address?: string | null
  readonly supportCode?: string | null
  readonly cognitoRequestId?: string | null
  readonly brandRevision?: string | null
  readonly locale?: string | null
  /** The kind of emailed link that it is about; null where it is about none. */
  readonly flow?: string | null
  /** Anything else that is neither secret nor personal; goes through `redact`. */
  readonly details?: Readonly<Record<string, unknown>>
}

export type Audit = {
  /**
   * Appends one row to the audit log. Never throws and never loses an entry silently: while the database is away, entries
   * wait in memory, and those that do not fit are counted in an entry `audit.gap`.
   *
   * Resolves once the row is written, or waits because the database is away.
   */
  record(event: AuditEvent): Promise<void>
  /**
   * Resolves once all recorded events are written, or wait because the database is away. For `after()`: a platform that
   * stops the process after the answer must not stop it in the middle of a row.
   */
  written(): Promise<void>
  /**
   * Writes what is waiting, for the end of the process.
   *
   * @returns false where some entries could not be written within the limit
   */
  drain(limitMs?: number): Promise<boolean>
  counts: AuditLog['counts']
  unwrittenForMs: AuditLog['unwrittenForMs']
}

/** PostgreSQL takes neither NUL nor half of a surrogate pair. */
const text = (value: string | null | undefined): string | null =>
  value ? value.slice(0, MAXIMUM_TEXT).replace(/\0|\p{Surrogate}/gu, '') : null

const entryOf = ({ tenantId, address, ...event }: AuditEvent): AuditEntry => ({
  tenantId: tenantId && UUID.test(tenantId) ? tenantId : null,
  event: event.event,
  outcome: text(event.outcome),
  usernameTag: text(event.usernameTag),
  address: address ? ipNetwork(address, 3, 3) : null,
  supportCode: text(event.supportCode),
  cognitoRequestId: text(event.cognitoRequestId),
  brandRevision: text(event.brandRevision),
  locale: text(event.locale),
  flow: text(event.flow),
  traceId: currentTraceId(),
  details: event.details ? redact(event.details) : null,
})

async function write(db: Database, entries: readonly WaitingEntry[]): Promise<void> {
  await db
    .insert(audit)
    .values(
      entries.map(({ ageMs, ...entry }) => ({
        ...entry,
        at: sql`clock_timestamp() - make_interval(secs => ${ageMs / 1_000})`,
      })),
    )
    .onConflictDoNothing({ target: audit.entryId })
}

export function openAudit(database: () => Promise<Database>): Audit {
  const trail = auditLog({
    write: async (entries) => write(await database(), entries),
    onAway: (error) => log.error('audit.store_away', { error }),
    onBack: () => log.info('audit.store_back'),
    onLost: () => log.error('audit.entries_lost'),
  })
  return {
    record: (event) => trail.append(entryOf(event)),
    async written() {
      await trail.drain(WRITTEN_LIMIT_MS)
    },
    async drain(limitMs = 5_000) {
      const isWritten = await trail.drain(limitMs)
      if (!isWritten) log.error('audit.entries_lost')
      return isWritten
    },
    counts: trail.counts,
    unwrittenForMs: trail.unwrittenForMs,
  }
}
