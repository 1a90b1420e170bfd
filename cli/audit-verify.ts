import type { Command } from 'commander'
import type { Fault } from '../lib/audit/compare-seals'
import type { Verdict } from '../lib/audit/verify'
import type { Services } from '../lib/services'
import { CommandFailed, exitCodes } from './exit-codes'
import { paint, printJson } from './print'

type Options = { anchor?: string; json?: boolean }

const counted = (count: number, one: string, more: string) => `${count} ${count === 1 ? one : more}`
const entries = (count: number) => counted(count, 'entry', 'entries')

function sentence(fault: Fault): string {
  switch (fault.kind) {
    case 'changed':
      return `Entry ${fault.entry} of ${fault.month} is not as it was sealed: it was changed, or put in since.`
    case 'missing':
      return `${entries(fault.count)} of ${fault.month} with ids from ${fault.from} to ${fault.to} ${fault.count === 1 ? 'is' : 'are'} missing.`
    case 'put in':
      return `Entry ${fault.entry} was put in, or its id was changed: no seal covers it.`
    case 'seal':
      return `Seal ${fault.seal} of ${fault.month} was changed, or one before it is missing.`
    case 'cut':
      return `The seals of ${fault.month} end at ${fault.seals} of ${fault.of}, or otherwise than its checkpoint says.`
    case 'checkpoint':
      return fault.month === undefined
        ? 'A checkpoint is missing, or what says how far the log is sealed was changed.'
        : `The checkpoint of ${fault.month} was changed.`
    case 'secret':
      return `The checkpoint of ${fault.month ?? 'all months'} is signed under a secret that is not in REKEY_SECRET: it can't be checked.`
    case 'not sealed':
      return `None of ${entries(fault.entries)} is sealed: no server of this release has run for long enough, or the seals were removed.`
    case 'anchor':
      return `Seal ${fault.seal} of ${fault.month} is not the one that the anchor names: the end of the log was cut off, or an older state of it put back.`
  }
}

function print(verdict: Verdict): void {
  const lines = verdict.faults.map((fault) => paint(sentence(fault), 'red'))
  const { sealedSince, fromBefore, notYetSealed, anchor } = verdict
  lines.push(
    `${entries(verdict.entries)} compared with ${counted(verdict.months.length, 'month', 'months')} of seals.`,
  )
  for (const { month, goneSeals, seals, entries: count } of verdict.months) {
    const gone = goneSeals === 0 ? '' : goneSeals === seals ? ', deleted by age' : ', some deleted by age'
    lines.push(`  ${month}: ${entries(count)}${gone}`)
  }
  if (notYetSealed > 0) lines.push(`${entries(notYetSealed)} not sealed yet.`)
  if (sealedSince && fromBefore > 0) {
    lines.push(`${entries(fromBefore)} from before ${sealedSince.toISOString()}, when sealing began.`)
  }
  if (anchor !== null) lines.push(`Anchor: ${anchor}`)
  const { length } = verdict.faults
  lines.push(length === 0 ? 'Nothing was changed.' : paint(counted(length, 'fault', 'faults'), 'red'))
  process.stdout.write(`${lines.join('\n')}\n`)
}

async function verify({ db }: Services, options: Options): Promise<void> {
  const { keys } = await import('../lib/crypto/keys')
  const { readAnchor } = await import('../lib/audit/chain')
  const { verifyAudit } = await import('../lib/audit/verify')
  const anchor = options.anchor === undefined ? null : readAnchor(options.anchor)
  if (anchor === null && options.anchor !== undefined)
    throw new CommandFailed('--anchor takes what this command printed as anchor\n', exitCodes.usage)
  const verdict = await verifyAudit(await db.database(), keys(), anchor)
  if (verdict.faults.length > 0) process.exitCode = exitCodes.found
  if (options.json) printJson({ isIntact: verdict.faults.length === 0, ...verdict })
  else print(verdict)
}

async function reseal({ audit, auditUpkeep, db }: Services, { yes }: { yes?: boolean }): Promise<void> {
  const { keys } = await import('../lib/crypto/keys')
  const { dropSeals } = await import('../lib/audit/reseal')
  const { verifyAudit } = await import('../lib/audit/verify')
  if (!yes) throw new CommandFailed('The seals there are prove nothing any more after this: pass --yes.\n')
  const database = await db.database()
  const { faults, anchor } = await verifyAudit(database, keys())
  if (!(await dropSeals(database)))
    throw new CommandFailed('A server is sealing at this moment: try again.\n')
  await audit.record({ event: 'audit.resealed', tenantId: null, details: { faults: faults.length, anchor } })
  const { isBehind } = await auditUpkeep.round()
  const rest = isBehind ? ' The servers go on with the rest.' : ''
  process.stdout.write(
    `The log is sealed anew as it stands, with ${counted(faults.length, 'fault', 'faults')} in it.${rest}\n`,
  )
}

export function addAuditVerifyCommands(audit: Command): void {
  audit
    .command('reseal')
    .description('after verify found something, or a backup was put back: seal the log anew as it stands')
    .option('--yes', 'give up the seals that there are')
    .action(async (options: { yes?: boolean }) => {
      const { withDeployment } = await import('./deployment')
      await withDeployment((services) => reseal(services, options))
    })
  audit
    .command('verify')
    .description(
      'was the audit log changed? Compares every entry with the seals. Exit code 1 where anything was changed, put in or removed',
    )
    .option(
      '--anchor <anchor>',
      'an anchor that was kept elsewhere: shows that nothing up to it was cut off since',
    )
    .option('--json', 'as JSON')
    .action(async (options: Options) => {
      const { withDeployment } = await import('./deployment')
      await withDeployment((services) => verify(services, options))
    })
}
