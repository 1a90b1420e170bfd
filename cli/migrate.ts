import { setTimeout as pause } from 'node:timers/promises'
import type { Command } from 'commander'
import type { Services } from '../lib/services'

const POLL_MS = 1_000

async function migrateAll({ db }: Services): Promise<void> {
  const { runJobs } = await import('../lib/db/jobs')
  const { longSteps } = await import('../lib/db/long-steps')
  const say = (line: string) => process.stdout.write(`${line}\n`)
  const connected = await db.connection()
  say('The tables are those of this release.')
  let hasSaid = false
  while (!(await runJobs(connected, longSteps, ({ job, cursor }) => say(`${job}: ${cursor ?? 'done'}`)))) {
    if (!hasSaid) say('Another process is at a long step; waiting for it.')
    hasSaid = true
    await pause(POLL_MS)
  }
  say('No long step is left.')
}

export function addMigrateCommand(root: Command): void {
  root
    .command('migrate')
    .description(
      'bring the database to the shape of this release, its long steps included; run again, it goes on where it was',
    )
    .action(async () => {
      const { withDeployment } = await import('./deployment')
      await withDeployment(migrateAll)
    })
}
