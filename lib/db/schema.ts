import 'server-only'
import { sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  bigint,
  boolean,
  check,
  customType,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core'

const bytes = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => 'bytea' })
const moment = () => timestamp({ withTimezone: true, mode: 'date' })

/** The words of a tenant's name and slug: an index has them, and is used by a search that names exactly this. */
export const tenantWords = sql`to_tsvector('simple'::regconfig, regexp_replace(name || ' ' || slug, '[ -/:-@[-\`{-~]+', ' ', 'g'))`

export const tenants = pgTable(
  'tenants',
  {
    id: uuid().primaryKey(),
    slug: text().notNull().unique(),
    name: text().notNull(),
    status: text({ enum: ['active', 'paused'] }).notNull(),
    /** The tenant file without its slug, name, hosts, secrets and brand. */
    config: jsonb().$type<unknown>().notNull(),
    brand: jsonb().$type<unknown>().notNull(),
    /** Hash of everything a page of this tenant depends on, secrets' fingerprints included. */
    revision: text().notNull(),
    /** The revision that the tenant file last resulted in: a file is applied again only when it changes. */
    appliedRevision: text(),
    /** Hash of the brand in that file: a brand published since then stays until the file's own brand changes. */
    appliedBrand: text(),
    createdAt: moment().notNull().defaultNow(),
    updatedAt: moment().notNull().defaultNow(),
  },
  (table) => [
    check('tenants_status_check', sql`status in ('active', 'paused')`),
    // The console's orders, with all that a page of the list is looked for by. Made by a long step.
    index('tenants_name').on(table.name, table.slug, table.id),
    index('tenants_changed').on(table.updatedAt.desc().nullsFirst(), table.slug, table.id),
    // What the search reads, as `named-tenants.ts` asks for it.
    index('tenants_name_begins').on(sql`lower(name) text_pattern_ops`),
    index('tenants_slug_begins').on(sql`slug text_pattern_ops`),
    index('tenants_words').using('gin', tenantWords),
  ],
)

const ownTenantId = () => uuid().notNull()
/** Rows that go with their tenant. */
const ofTenant = <Table extends string>(name: string, tenantId: AnyPgColumn<{ tableName: Table }>) =>
  foreignKey({ name, columns: [tenantId], foreignColumns: [tenants.id] }).onDelete('cascade')

export const tenantHosts = pgTable(
  'tenant_hosts',
  { host: text().primaryKey(), tenantId: ownTenantId(), verifiedAt: moment() },
  (table) => [
    ofTenant('tenant_hosts_tenant_id_fkey', table.tenantId),
    index('tenant_hosts_tenant_id').on(table.tenantId),
  ],
)

export const tenantSecrets = pgTable(
  'tenant_secrets',
  {
    tenantId: ownTenantId(),
    /** 0 is used first; 1 only after "Unable to verify secret hash". */
    position: integer().notNull(),
    sealed: text().notNull(),
    /** The last four characters and a short keyed hash: enough to recognise, useless to sign with. */
    fingerprint: text().notNull(),
    setAt: moment().notNull().defaultNow(),
  },
  (table) => [
    ofTenant('tenant_secrets_tenant_id_fkey', table.tenantId),
    primaryKey({ name: 'tenant_secrets_pkey', columns: [table.tenantId, table.position] }),
  ],
)

export const assets = pgTable(
  'assets',
  {
    tenantId: ownTenantId(),
    hash: text().notNull(),
    kind: text().notNull(),
    contentType: text().notNull(),
    bytes: bytes().notNull(),
    width: integer(),
    height: integer(),
    createdAt: moment().notNull().defaultNow(),
    /** Hash of the file that it was made from; null where that is not known. */
    source: text(),
  },
  (table) => [
    ofTenant('assets_tenant_id_fkey', table.tenantId),
    primaryKey({ name: 'assets_pkey', columns: [table.tenantId, table.hash] }),
    index('assets_source').on(table.source).where(sql`source is not null`),
  ],
)

export const confirmations = pgTable(
  'confirmations',
  {
    key: text().primaryKey(),
    tenantId: ownTenantId(),
    state: text({ enum: ['pending', 'done', 'unknown', 'rejected'] }).notNull(),
    at: moment().notNull(),
    expiresAt: moment().notNull(),
    /** How an earlier attempt with the same code ended, where that one may have worked. */
    earlierState: text({ enum: ['done', 'unknown'] }),
    earlierAt: moment(),
    earlierRequest: text(),
    /** Names the attempt of this row, and the request that it came by (code and password) as a keyed hash. */
    holder: text(),
    request: text(),
  },
  (table) => [
    check('confirmations_state_check', sql`state in ('pending', 'done', 'unknown', 'rejected')`),
    check('confirmations_earlier_state_check', sql`earlier_state in ('done', 'unknown')`),
    ofTenant('confirmations_tenant_id_fkey', table.tenantId),
    index('confirmations_expires_at').on(table.expiresAt),
  ],
)

/**
 * When Cognito was last asked to mail a code, per tenant and keyed hash of a user name: shows which links are replaced.
 */
export const newestMails = pgTable(
  'newest_mails',
  {
    key: text().primaryKey(),
    tenantId: ownTenantId(),
    at: moment().notNull(),
    expiresAt: moment().notNull(),
  },
  (table) => [
    ofTenant('newest_mails_tenant_id_fkey', table.tenantId),
    index('newest_mails_expires_at').on(table.expiresAt),
  ],
)

/** Answers to AWS clients, for the same request sent again; too short-lived for a rotation to re-seal them. */
export const keptAnswers = pgTable(
  'kept_answers',
  {
    key: text().primaryKey(),
    tenantId: ownTenantId(),
    sealed: text().notNull(),
    expiresAt: moment().notNull(),
  },
  (table) => [
    ofTenant('kept_answers_tenant_id_fkey', table.tenantId),
    index('kept_answers_expires_at').on(table.expiresAt),
  ],
)

/**
 * No foreign key: what happened stays on record when a tenant is deleted. A column that is added is null in rows that are
 * there: what is sealed of them stays the same.
 */
export const audit = pgTable(
  'audit',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    /** Made by the writer: an entry that is sent again, because the first answer was lost, is not written twice. */
    entryId: uuid().notNull().unique('audit_entry_id_unique'),
    at: moment().notNull().defaultNow(),
    tenantId: uuid(),
    event: text().notNull(),
    outcome: text(),
    usernameTag: text(),
    address: text(),
    supportCode: text(),
    cognitoRequestId: text(),
    brandRevision: text(),
    locale: text(),
    flow: text(),
    /** The trace of the request that it came from, as in the log. Null in rows of earlier releases, and without a request. */
    traceId: text(),
    details: jsonb().$type<unknown>(),
  },
  (table) => [
    index('audit_tenant_id').on(table.tenantId, table.id),
    // Made by long steps (`long-steps.ts`), since the table may be large.
    index('audit_support_code').on(table.supportCode).where(sql`support_code is not null`),
    index('audit_username_tag')
      .on(table.tenantId, table.usernameTag, table.id)
      .where(sql`username_tag is not null`),
    // The console lists by time, the newest first.
    index('audit_at').on(table.at, table.id),
    index('audit_tenant_at').on(table.tenantId, table.at, table.id),
    index('audit_address').on(table.address, table.at, table.id).where(sql`address is not null`),
    index('audit_cognito_request').on(table.cognitoRequestId).where(sql`cognito_request_id is not null`),
    // What is looked for among very many that went well.
    index('audit_outcome').on(table.outcome, table.at, table.id).where(sql`outcome not in ('sent', 'done')`),
    // Everything but resets: a few among very many.
    index('audit_console')
      .on(table.at, table.id)
      .where(sql`event not like 'forgot.%' and event not like 'confirm.%'`),
    // A few among very many: changes to tenants and hosts from the console.
    index('audit_changes').on(table.id).where(sql`event like 'tenant.%' or event like 'host.%'`),
  ],
)

/**
 * The tables of the audit log by the month in which they were begun, and the id behind which their entries have theirs. The
 * newest is `audit` itself, an earlier one for example `audit_2026_11`, its child (`audit-tables.ts`).
 */
export const auditTables = pgTable('audit_tables', {
  month: text().primaryKey(),
  afterId: bigint({ mode: 'number' }).notNull(),
})

/**
 * What proves the audit log (`lib/audit/chain.ts`): each row covers the entries of one month's table with ids behind
 * `after_id` up to `to_id`. Never changed; goes with the entries.
 */
export const auditSeals = pgTable(
  'audit_seals',
  {
    /** Of `audit_tables`, as in 2026-11. */
    month: text().notNull(),
    number: integer().notNull(),
    afterId: bigint({ mode: 'number' }).notNull(),
    toId: bigint({ mode: 'number' }).notNull(),
    entries: integer().notNull(),
    /** A hash of each entry, of 16 bytes, in the order of their ids. */
    marks: bytes().notNull(),
    sealedAt: timestamp({ withTimezone: true, mode: 'date', precision: 3 }).notNull(),
    /** Hash of all above, and of the digest of the month's seal before. */
    digest: text().notNull(),
  },
  (table) => [
    primaryKey({ name: 'audit_seals_pkey', columns: [table.month, table.number] }),
    index('audit_seals_to_id').on(table.toId, table.month),
  ],
)

/** A month's signed checkpoint, which stays when the month's entries and seals go. */
export const auditMonths = pgTable('audit_months', {
  month: text().primaryKey(),
  seals: integer().notNull(),
  entries: bigint({ mode: 'number' }).notNull(),
  /** Of the newest seal. */
  digest: text().notNull(),
  /** The seals up to this one went with their entries, and `gone_digest` is its digest; 0 and empty where none did. */
  goneSeals: integer().notNull().default(0),
  goneDigest: text().notNull().default(''),
  keyId: text().notNull(),
  mac: text().notNull(),
})

/** The one row that says how far the log is sealed, signed together with all checkpoints: none can be taken away. */
export const auditChain = pgTable(
  'audit_chain',
  {
    id: integer().primaryKey(),
    begunAt: timestamp({ withTimezone: true, mode: 'date', precision: 3 }).notNull(),
    sealedTo: bigint({ mode: 'number' }).notNull(),
    keyId: text().notNull(),
    mac: text().notNull(),
  },
  () => [check('audit_chain_one_row', sql`id = 1`)],
)

/**
 * The servers that write to the audit log and have not ended in order, as far as they were heard of (`lib/audit/writer.ts`).
 */
export const auditWriters = pgTable('audit_writers', {
  id: uuid().primaryKey(),
  heardAt: timestamp({ withTimezone: true, mode: 'date', precision: 3 }).notNull(),
  /** Everything that the server recorded before is in the log. */
  writtenTo: timestamp({ withTimezone: true, mode: 'date', precision: 3 }).notNull(),
})

/** Stands for all tenants together in `activity_hours`; never a tenant's own id. */
export const ALL_TENANTS = '00000000-0000-0000-0000-000000000000'

/**
 * What happened at a tenant by the hour, and at all of them together under `ALL_TENANTS`. Resets' entries of the audit log by event and outcome (empty where there is none),
 * and beside them `reset.took`: how long after its mail a password was changed, by the upper end in seconds
 * (`TOOK_SECONDS`). A trigger of the audit log writes both in the same statement: whatever release writes an entry, it is
 * counted once. `link.opened`, and `mailbox.asked` and `mailbox.done` by
 * who keeps the mailbox, are written by the portal (`lib/audit/tallies.ts`).
 */
export const activityHours = pgTable(
  'activity_hours',
  {
    tenantId: uuid().notNull(),
    hour: moment().notNull(),
    event: text().notNull(),
    outcome: text().notNull(),
    count: integer().notNull(),
  },
  (table) => [
    primaryKey({
      name: 'activity_hours_pkey',
      columns: [table.tenantId, table.hour, table.event, table.outcome],
    }),
    index('activity_hours_hour').on(table.hour),
  ],
)

/**
 * What the doctor last said of a tenant: to operators all of it, to owners without what is not theirs to know. Replaced by
 * the next examination.
 */
export const doctorResults = pgTable(
  'doctor_results',
  {
    tenantId: ownTenantId(),
    toldTo: text({ enum: ['operator', 'owner'] }).notNull(),
    at: moment().notNull(),
    faults: integer().notNull(),
    warnings: integer().notNull(),
    checks: jsonb().$type<unknown>().notNull(),
    /** The result before: when, and the verdict of each check by its id. Null where there was none. */
    beforeAt: moment(),
    beforeVerdicts: jsonb().$type<unknown>(),
  },
  (table) => [
    ofTenant('doctor_results_tenant_id_fkey', table.tenantId),
    primaryKey({ name: 'doctor_results_pkey', columns: [table.tenantId, table.toldTo] }),
    index('doctor_results_faulty').on(table.toldTo, table.tenantId).where(sql`faults > 0`),
    check('doctor_results_told_to_check', sql`told_to in ('operator', 'owner')`),
  ],
)

/**
 * When a tenant was last examined, or its turn at the scheduled examinations came; 1970 where neither ever was. Who takes it
 * examines the tenant, and nobody else does. A trigger of the tenants adds the row, whatever release makes the tenant.
 */
export const doctorTurns = pgTable(
  'doctor_turns',
  {
    tenantId: ownTenantId().primaryKey(),
    takenAt: moment().notNull(),
    /** Whether faults were found at the last examination, so that it is due again sooner. */
    hasFaults: boolean().notNull().default(false),
  },
  (table) => [
    ofTenant('doctor_turns_tenant_id_fkey', table.tenantId),
    index('doctor_turns_due').on(table.hasFaults, table.takenAt, table.tenantId),
  ],
)

/** Which alerts were sent, or are being sent: each once for each hour. */
export const alertsSent = pgTable(
  'alerts_sent',
  { tenantId: ownTenantId(), kind: text().notNull(), hour: moment().notNull() },
  (table) => [
    ofTenant('alerts_sent_tenant_id_fkey', table.tenantId),
    primaryKey({ name: 'alerts_sent_pkey', columns: [table.tenantId, table.kind, table.hour] }),
    index('alerts_sent_hour').on(table.hour),
  ],
)

/** What counts towards limits; `expire` is in milliseconds since 1970, by the database's clock. */
export const rateLimits = pgTable('rate_limits', {
  key: text().primaryKey(),
  points: integer().notNull().default(0),
  expire: bigint({ mode: 'number' }),
})

/** A brand as it once was; never changed, identified by the hash of its content. */
export const brandRevisions = pgTable(
  'brand_revisions',
  {
    tenantId: ownTenantId(),
    hash: text().notNull(),
    content: jsonb().$type<unknown>().notNull(),
    createdAt: moment().notNull().defaultNow(),
    createdBy: text().notNull(),
  },
  (table) => [
    ofTenant('brand_revisions_tenant_id_fkey', table.tenantId),
    primaryKey({ name: 'brand_revisions_pkey', columns: [table.tenantId, table.hash] }),
  ],
)

/** The one unpublished state of a tenant's brand. */
export const brandDrafts = pgTable(
  'brand_drafts',
  {
    tenantId: ownTenantId().primaryKey(),
    content: jsonb().$type<unknown>().notNull(),
    /** The published revision that the draft began from. */
    baseRevision: text().notNull(),
    /** Counts the saves: each save names the version that it changes. */
    version: integer().notNull(),
    updatedAt: moment().notNull().defaultNow(),
    updatedBy: text().notNull(),
    /** Which open editor made this version with which of its saves: an answer that was lost is told again. */
    lastSave: jsonb().$type<unknown>(),
  },
  (table) => [ofTenant('brand_drafts_tenant_id_fkey', table.tenantId)],
)

/** The links that show a draft to people without an account. A link whose row is gone leads nowhere. */
export const brandPreviewLinks = pgTable(
  'brand_preview_links',
  {
    id: uuid().primaryKey(),
    tenantId: ownTenantId(),
    createdBy: text().notNull(),
    createdAt: moment().notNull().defaultNow(),
    expiresAt: moment().notNull(),
  },
  (table) => [
    ofTenant('brand_preview_links_tenant_id_fkey', table.tenantId),
    index('brand_preview_links_tenant_id').on(table.tenantId),
    index('brand_preview_links_expires_at').on(table.expiresAt),
  ],
)

export const brandPublications = pgTable(
  'brand_publications',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    tenantId: uuid().notNull(),
    revision: text().notNull(),
    at: moment().notNull().defaultNow(),
    publishedBy: text().notNull(),
    comment: text().notNull().default(''),
  },
  (table) => [
    index('brand_publications_tenant_id').on(table.tenantId, table.id),
    foreignKey({
      name: 'brand_publications_revision',
      columns: [table.tenantId, table.revision],
      foreignColumns: [brandRevisions.tenantId, brandRevisions.hash],
    }).onDelete('cascade'),
  ],
)

/** A host that a tenant claims, until the DNS proves it; then it moves to `tenant_hosts`. */
export const hostClaims = pgTable(
  'host_claims',
  {
    tenantId: ownTenantId(),
    host: text().notNull(),
    token: text().notNull(),
    createdAt: moment().notNull().defaultNow(),
  },
  (table) => [
    ofTenant('host_claims_tenant_id_fkey', table.tenantId),
    primaryKey({ name: 'host_claims_pkey', columns: [table.tenantId, table.host] }),
  ],
)

/** The people of the console by the pool's `sub`: the only place that holds their names. */
export const adminPeople = pgTable('admin_people', {
  subject: text().primaryKey(),
  name: text().notNull(),
  seenAt: moment().notNull().defaultNow(),
})

export const adminSessions = pgTable(
  'admin_sessions',
  {
    /** SHA-256 of the id that the cookie holds. */
    id: text().primaryKey(),
    subject: text().notNull(),
    groups: jsonb().$type<unknown>().notNull(),
    groupsReadAt: moment().notNull().defaultNow(),
    /** The refresh token and user name with which the groups are read again. */
    sealed: text().notNull(),
    authenticatedAt: moment().notNull(),
    /** Of the sign-in: its network (/24 or /48), and its browser and system by name. */
    network: text(),
    browser: text(),
    createdAt: moment().notNull().defaultNow(),
    seenAt: moment().notNull().defaultNow(),
    revokedAt: moment(),
  },
  (table) => [index('admin_sessions_subject').on(table.subject)],
)

/** Which dangerous changes of others somebody has marked as seen. */
export const adminNoticesSeen = pgTable(
  'admin_notices_seen',
  {
    subject: text().notNull(),
    auditId: bigint({ mode: 'number' }).notNull(),
    seenAt: moment().notNull().defaultNow(),
  },
  (table) => [primaryKey({ name: 'admin_notices_seen_pkey', columns: [table.subject, table.auditId] })],
)

/** How far the long steps of migrations are, which are made outside of the migrations' transaction. */
export const migrationJobs = pgTable(
  'migration_jobs',
  {
    id: text().primaryKey(),
    state: text({ enum: ['running', 'done'] }).notNull(),
    /** What the last part returned; null where it is done. */
    cursor: text(),
    updatedAt: moment().notNull().defaultNow(),
  },
  () => [check('migration_jobs_state_check', sql`state in ('running', 'done')`)],
)

/** Where releases up to 0.1 look for what was applied: complete for them, so that they run beside this one and after it. */
export const earlierMigrations = pgTable('rekey_migrations', {
  id: text().primaryKey(),
  at: moment().notNull().defaultNow(),
})
