import 'server-only'
import {
  bigint,
  customType,
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

export const tenants = pgTable('tenants', {
  id: uuid().primaryKey(),
  slug: text().notNull().unique(),
  name: text().notNull(),
  status: text({ enum: ['active', 'paused'] }).notNull(),
  /** The tenant file without its slug, name, hosts, secrets and brand. */
  config: jsonb().$type<unknown>().notNull(),
  brand: jsonb().$type<unknown>().notNull(),
  /** Hash of everything a page of this tenant depends on, secrets' fingerprints included. */
  revision: text().notNull(),
  createdAt: moment().notNull().defaultNow(),
  updatedAt: moment().notNull().defaultNow(),
})

const ownTenantId = () =>
  uuid()
    .notNull()
    .references(() => tenants.id, { onDelete: 'cascade' })

export const tenantHosts = pgTable(
  'tenant_hosts',
  { host: text().primaryKey(), tenantId: ownTenantId(), verifiedAt: moment() },
  (table) => [index('tenant_hosts_tenant_id').on(table.tenantId)],
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
  (table) => [primaryKey({ columns: [table.tenantId, table.position] })],
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
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.hash] })],
)

export const confirmations = pgTable(
  'confirmations',
  {
    key: text().primaryKey(),
    tenantId: ownTenantId(),
    state: text({ enum: ['pending', 'done', 'unknown', 'rejected'] }).notNull(),
    at: moment().notNull(),
    expiresAt: moment().notNull(),
    /** How an attempt with the same code ended before this one, where that one may have worked. */
    earlierState: text({ enum: ['done', 'unknown'] }),
    earlierAt: moment(),
  },
  (table) => [index('confirmations_expires_at').on(table.expiresAt)],
)

/** When Cognito was last asked to mail a code, per tenant and keyed hash of a user name: tells of replaced links. */
export const newestMails = pgTable(
  'newest_mails',
  {
    key: text().primaryKey(),
    tenantId: ownTenantId(),
    at: moment().notNull(),
    expiresAt: moment().notNull(),
  },
  (table) => [index('newest_mails_expires_at').on(table.expiresAt)],
)

/** No foreign key: what happened stays on record when a tenant goes. */
export const audit = pgTable(
  'audit',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    /** Made by the writer: an entry whose first writing got lost on the way is not written twice. */
    entryId: uuid().notNull().unique(),
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
    details: jsonb().$type<unknown>(),
  },
  (table) => [index('audit_tenant_id').on(table.tenantId, table.id)],
)

/** The table of rate-limiter-flexible; `expire` is in milliseconds since 1970, by the database's clock. */
export const rateLimits = pgTable('rate_limits', {
  key: text().primaryKey(),
  points: integer().notNull().default(0),
  expire: bigint({ mode: 'number' }),
})
