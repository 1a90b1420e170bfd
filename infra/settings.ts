import { readFileSync } from 'node:fs'

/** One tenant's share of AWS. */
export type TenantSettings = {
  /** As in the tenant file. */
  slug: string
  /** The name in front of the sender's address. */
  name: string
  /** The tenant's pages, without a slash at the end. */
  portal: string
  /** The user pool, where there is one already; else one is made. Its triggers are then set by hand (docs/aws-setup.md). */
  userPoolId?: string
  /** The domain that the mails come from; its identity is made in SES. */
  mailDomain: string
  /** The sender, at that domain. */
  mailFrom: string
  /** Whether a reset ends the sessions that are open: always, never, or `ask`, as the page and the portal's setting say. */
  signsOut?: boolean | 'ask'
  /** Where a reset is reported to. */
  webhookUrl?: string
}

export type VercelSettings = {
  team: string
  project: string
  environment: string
  /** Whether the portal may look up why a user can't reset. Without it the console says "unknown", and no mail explains it. */
  looksUpUsers?: boolean
  /** The console's own user pool, of this region and account, whose groups its page of people shows. Without it that page names nobody. */
  consolePoolId?: string
  /** The sender of test mails and of those to who can't reset, REKEY_MAIL_FROM, at one of the tenants' mail domains. */
  testMailFrom?: string
}

export type InfraSettings = {
  region: string
  /** The folder that `npm run pack:triggers` wrote. */
  functions: string
  tenants: TenantSettings[]
  /** The Vercel project that may read what the doctor checks; left out where the portal runs elsewhere. */
  vercel?: VercelSettings
}

const patterns = {
  slug: /^[a-z0-9-]{1,63}$/,
  portal: /^https:\/\/[a-z0-9.-]+(?:\/[a-z0-9-]+)?$/,
  mailDomain: /^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/,
  mailFrom: /^[^\s@<>"]+@[a-z0-9.-]+$/,
  userPoolId: /^[a-z]{2}(?:-[a-z]+)+-\d_[A-Za-z0-9]+$/,
  webhookUrl: /^https:\/\/\S+$/,
} as const

function checked(tenant: TenantSettings): TenantSettings {
  for (const [name, pattern] of Object.entries(patterns)) {
    const value: unknown = Reflect.get(tenant, name)
    const isOptional = name === 'userPoolId' || name === 'webhookUrl'
    if (value === undefined && isOptional) continue
    if (typeof value !== 'string' || !pattern.test(value))
      throw new Error(`${tenant.slug}: ${name} is not right`)
  }
  if (![undefined, true, false, 'ask'].includes(tenant.signsOut))
    throw new Error(`${tenant.slug}: signsOut is not right`)
  if (!tenant.mailFrom.endsWith(`@${tenant.mailDomain}`))
    throw new Error(`${tenant.slug}: mailFrom is not an address at ${tenant.mailDomain}`)
  return tenant
}

/**
 * Reads and checks the settings.
 *
 * @throws Error naming the first that is wrong
 */
export function readSettings(file: string): InfraSettings {
  const settings = JSON.parse(readFileSync(file, 'utf8')) as InfraSettings
  settings.tenants.forEach(checked)
  const consolePool = settings.vercel?.consolePoolId
  if (consolePool !== undefined && !patterns.userPoolId.test(consolePool))
    throw new Error('vercel: consolePoolId is not right')
  const from = settings.vercel?.testMailFrom
  const isOurs = settings.tenants.some(({ mailDomain }) => from?.endsWith(`@${mailDomain}`))
  if (from !== undefined && !(patterns.mailFrom.test(from) && isOurs))
    throw new Error('vercel: testMailFrom is not an address at a mailDomain of a tenant')
  return settings
}
