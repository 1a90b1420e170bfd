import { setTimeout as pause } from 'node:timers/promises'
import type { Command } from 'commander'
import { readSupportCode } from '../lib/flows/support-code'
import type { Services } from '../lib/services'
import { addAuditVerifyCommands } from './audit-verify'
import { CommandFailed, exitCodes } from './exit-codes'
import { plain } from './print'

type Options = { tenant?: string; code?: string; lines: string; follow?: boolean; json?: boolean }

const POLL_MS = 1_000

function countOf(text: string): number {
  if (/^\d{1,6}$/.test(text)) return Number(text)
  throw new CommandFailed('--lines takes a number\n', exitCodes.usage)
}

/** A support code as it is stored; undefined where none is asked for. */
function storedCode(typed: string | undefined): string | undefined {
  const code = typed === undefined ? undefined : readSupportCode(typed)
  if (code === null) throw new CommandFailed('--code takes a support code such as K7Q-2MX\n', exitCodes.usage)
  return code
}

async function tail(services: Services, options: Options): Promise<void> {
  const { and, desc, eq, gt } = await import('drizzle-orm')
  const { audit, tenants } = await import('../lib/db/schema')
  const { getTenant } = await import('./deployment')
  const db = await services.db.database()
  const wanted =
    options.tenant === undefined ? undefined : (await getTenant(services, options.tenant)).tenant.id
  const ofTenant = wanted === undefined ? undefined : eq(audit.tenantId, wanted)
  const code = storedCode(options.code)
  const ofCode = code === undefined ? undefined : eq(audit.supportCode, code)
  const slugs = new Map<string, string>()

  async function rows(after: number, limit: number) {
    for (const { id, slug } of await db.select({ id: tenants.id, slug: tenants.slug }).from(tenants)) {
      slugs.set(id, slug)
    }
    const found = await db
      .select()
      .from(audit)
      .where(and(gt(audit.id, after), ofTenant, ofCode))
      .orderBy(desc(audit.id))
      .limit(limit)
    return found.reverse()
  }
  type Row = Awaited<ReturnType<typeof rows>>[number]

  function print(row: Row): void {
    const { entryId: _, tenantId, ...rest } = row
    const tenant = tenantId === null ? null : (slugs.get(tenantId) ?? tenantId)
    if (options.json) {
      process.stdout.write(`${JSON.stringify({ ...rest, tenant })}\n`)
      return
    }
    const facts = [
      row.at.toISOString(),
      tenant ?? '-',
      row.event,
      row.outcome ?? '-',
      row.usernameTag && `user=${row.usernameTag}`,
      row.address && `from=${row.address}`,
      row.supportCode && `support=${row.supportCode}`,
      row.traceId && `trace=${row.traceId}`,
      row.cognitoRequestId && `cognito=${row.cognitoRequestId}`,
      row.details ? JSON.stringify(row.details) : null,
    ]
    process.stdout.write(`${plain(facts.filter(Boolean).join(' '))}\n`)
  }

  let last = 0
  let limit = countOf(options.lines)
  for (;;) {
    for (const row of limit > 0 ? await rows(last, limit) : []) {
      print(row)
      last = row.id
    }
    if (!options.follow) return
    await pause(POLL_MS)
    limit = 1_000
  }
}

export function addAuditCommands(root: Command): void {
  const audit = root.command('audit').description('what happened: the audit log')
  audit
    .command('tail')
    .description('print the newest entries; user names appear only as keyed hashes')
    .option('-t, --tenant <slug>', 'only this tenant')
    .option('-c, --code <code>', 'only the entry that has this support code')
    .option('-n, --lines <count>', 'how many', '20')
    .option('-f, --follow', 'go on as entries are written')
    .option('--json', 'one JSON object a line')
    .action(async (options: Options) => {
      const { withDeployment } = await import('./deployment')
      await withDeployment((services) => tail(services, options))
    })
  addAuditVerifyCommands(audit)
}
