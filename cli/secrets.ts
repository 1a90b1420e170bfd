import type { Command } from 'commander'
import type { Services } from '../lib/services'
import { printJson, progress } from './print'

type Counts = {
  isDryRun: boolean
  sealedAnew: number
  alreadyNewest: number
  /** Tenants whose stored secret opens with none of the keys, and checkpoints of the audit log that hold under none. */
  unreadable: string[]
  /** Console sessions that no key opens; their people have to sign in again. */
  unreadableSessions: number
}

/** Each row separately, so that an interrupted run continues where it stopped when it is run again. */
async function rotate({ audit, db: { database } }: Services, isDryRun: boolean): Promise<Counts> {
  const { keys } = await import('../lib/crypto/keys')
  const { sealedHeads } = await import('../lib/audit/sealed-heads')
  const { sealedClientSecrets } = await import('../lib/tenants/sealed-secret')
  const { sealedSessions } = await import('../lib/console/auth/sessions')
  const db = await database()
  const secrets = await sealedClientSecrets(db, keys())
  const sessions = await sealedSessions(db, keys())
  const heads = await sealedHeads(db, keys())
  const rows = [...secrets, ...sessions, ...heads]
  const older = rows.filter(({ state }) => state === 'older')
  const unreadable = [...secrets, ...heads].filter(({ state }) => state === 'unreadable')
  if (!isDryRun) {
    const shown = progress('Sealing under the newest secret', older.length)
    for (const row of older) {
      await row.sealAnew()
      shown.step()
    }
    shown.end()
    await audit.record({ event: 'secrets.rotated', tenantId: null, details: { count: older.length } })
  }
  return {
    isDryRun,
    sealedAnew: older.length,
    alreadyNewest: rows.filter(({ state }) => state === 'newest').length,
    unreadable: [...new Set(unreadable.map(({ owner }) => owner))],
    unreadableSessions: sessions.filter(({ state }) => state === 'unreadable').length,
  }
}

function summary({ isDryRun, sealedAnew, alreadyNewest, unreadableSessions }: Counts): string {
  const what = isDryRun ? 'would be sealed anew' : 'sealed anew'
  const signedOut =
    unreadableSessions === 0
      ? ''
      : `${unreadableSessions} sessions of the console open with none of the keys: their people sign in again.\n`
  return `${sealedAnew} ${what}, ${alreadyNewest} were under the newest secret already.\n${signedOut}`
}

export function addSecretsCommands(root: Command): void {
  const secrets = root.command('secrets').description('what this deployment stores sealed')
  secrets
    .command('rotate')
    .description(
      'seal everything stored (client secrets, sessions of the console, checkpoints of the audit log) anew under the first secret of REKEY_SECRET',
    )
    .option('--dry-run', 'count, and change nothing')
    .option('--json', 'print the counts as JSON')
    .action(async ({ json, dryRun }: { json?: boolean; dryRun?: boolean }) => {
      const { withDeployment } = await import('./deployment')
      const counts = await withDeployment((services) => rotate(services, dryRun === true))
      if (json) printJson(counts)
      else process.stdout.write(summary(counts))
      if (counts.unreadable.length === 0) return
      process.stderr.write(`Opens with none of the keys, or was changed: ${counts.unreadable.join(', ')}\n`)
      process.exitCode = 1
    })
}
