import 'server-only'
import { randomUUID } from 'node:crypto'
import {
  type Emulator,
  type EmulatorOptions,
  type Mail,
  type PoolSeed,
  startEmulator,
} from '../../emulator/index'
import { loadSdk } from '../cognito/sdk'
import { keys } from '../crypto/keys'
import { tenantSecrets, tenants } from '../db/schema'
import { testDatabase } from '../db/test-database'
import { makeServices } from '../make-services'
import type { Services } from '../services'
import { sealClientSecret } from '../tenants/sealed-secret'
import type { Tenant } from '../tenants/tenant'
import { testTenant } from '../tenants/test-tenant'
import type { Caller } from './caller'

/** For tests: a Cognito over HTTP, a database in memory, a tenant in it, and people who ask. */

export const oldPassword = 'Old-Horse-1'
export const newPassword = 'New-Horse-1'
export const clientSecret = 'abcdefSECRET0123456789abcdef'

let count = 0

/** An address of its own for each caller, so that tests don't share limits. */
export const newCaller = (overrides: Partial<Caller> = {}): Caller => ({
  address: `203.0.${113 + Math.floor(++count / 250)}.${(count % 250) + 1}`,
  contextData: { UserAgent: 'Mozilla/5.0', DeviceLanguage: 'da' },
  locale: 'da',
  ...overrides,
})

/** Long enough for any call that isn't delayed on purpose, even on a busy machine. */
export const CONFIRM_DEADLINE_MS = 6_000

/** Sets this process's environment; must run before anything reads it. */
function setTestEnvironment(cognito: Emulator): void {
  Object.assign(process.env, {
    REKEY_SECRET: 'q9fT2xLw7Zk4Vb1Nn8Rm5Yc3Hd6Jg0Ps',
    REKEY_BASE_URL: 'http://localhost:3000',
    DATABASE_URL: 'memory://',
    AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: cognito.url,
    REKEY_CONFIRM_DEADLINE_MS: String(CONFIRM_DEADLINE_MS),
    // Asks go on behind an answer, so a slow machine may take its time.
    REKEY_REQUEST_DEADLINE_MS: String(CONFIRM_DEADLINE_MS + 2_500),
    // These tests don't measure the time of answers.
    REKEY_ANSWER_TIME_FACTOR: '0.1',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  })
}

type TenantOptions = {
  /** The stored client secrets, in order; the pool has the last one. */
  secrets?: string[]
  client?: Partial<NonNullable<PoolSeed['client']>>
  pool?: Partial<PoolSeed>
  cognito?: Partial<Tenant['cognito']>
}

export type TestPortal = {
  cognito: Emulator
  services: Services
  addTenant(options?: TenantOptions): Promise<Tenant>
  /** Adds somebody to the tenant's pool and gives the name. */
  addUser(tenant: Tenant, user?: Partial<NonNullable<PoolSeed['users']>[number]>): string
  mailOf(username: string): Mail | null
  /** The code that the newest mail brought. */
  codeOf(username: string): string
  isPassword(tenant: Tenant, username: string, password: string): boolean
  auditOf(tenant: Tenant): Promise<Record<string, unknown>[]>
  close(): Promise<void>
}

export async function startTestPortal(options: EmulatorOptions = {}): Promise<TestPortal> {
  // As in a process that has called Cognito before: no test waits for its code.
  const [cognito] = await Promise.all([startEmulator(options), loadSdk()])
  setTestEnvironment(cognito)
  const services = makeServices(null, testDatabase())
  const emails = new Map<string, string>()

  return {
    cognito,
    services,
    async addTenant({ secrets = [clientSecret], client = {}, pool = {}, cognito: settings = {} } = {}) {
      const name = randomUUID().replaceAll('-', '').slice(0, 12)
      const known = secrets.at(-1)
      const userPoolId = `eu-west-1_${name}`
      const clientId = `client${name}`
      cognito.addPool({
        id: userPoolId,
        ...pool,
        client: { id: clientId, secrets: known === undefined ? [] : [known], ...client },
      })
      const base = testTenant()
      const tenant = testTenant({
        id: randomUUID(),
        slug: `acme-${name}`,
        isPublicClient: secrets.length === 0,
        cognito: { ...base.cognito, userPoolId, clientId, clientMetadata: { app: 'banking' }, ...settings },
      })
      const db = await services.db.database()
      const { id, slug, status, revision } = tenant
      await db
        .insert(tenants)
        .values({ id, slug, name: tenant.name, status, config: {}, brand: {}, revision })
      for (const [position, secret] of secrets.entries()) {
        const sealed = sealClientSecret(keys(), id, position, secret)
        await db.insert(tenantSecrets).values({ tenantId: id, position, sealed, fingerprint: 'x' })
      }
      return tenant
    },
    addUser(tenant, user = {}) {
      const username = user.username ?? `jane-${randomUUID()}`
      const email = user.email ?? `${randomUUID()}@example.com`
      emails.set(username, email)
      cognito.addUser(tenant.cognito.userPoolId, { password: oldPassword, ...user, username, email })
      return username
    },
    mailOf: (username) => cognito.inbox.latest({ to: emails.get(username) ?? '' }) ?? null,
    codeOf: (username) => cognito.inbox.latest({ to: emails.get(username) ?? '' })?.code ?? '',
    isPassword: (tenant, username, password) =>
      cognito.passwordIs(tenant.cognito.userPoolId, username, password),
    async auditOf(tenant) {
      const { query } = await services.db.connection()
      return query('select * from audit where tenant_id = $1 order by id', [tenant.id])
    },
    async close() {
      await cognito.close()
      await services.db.close()
    },
  }
}
