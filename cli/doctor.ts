import type { Command } from 'commander'
import type { Check, Verdict } from '../lib/doctor/check'
import type { Services } from '../lib/services'
import { exitCodes } from './exit-codes'
import { paint, printJson, printTable, progress } from './print'

const colours = { ok: 'green', warning: 'yellow', fault: 'red', unknown: 'grey' } as const

async function run(
  services: Services,
  slugs: readonly string[],
  { json, all }: { json?: boolean; all?: boolean },
): Promise<void> {
  const { examineTenant } = await import('../lib/doctor/examine')
  const { keepResult } = await import('../lib/doctor/last-result')
  const { getTenant } = await import('./deployment')
  const { storedTenants } = await import('./stored-tenants')
  const tenants =
    slugs.length === 0
      ? await storedTenants(services)
      : await Promise.all(slugs.map(async (slug) => (await getTenant(services, slug)).tenant))
  const examined: { tenant: string; checks: readonly Check[] }[] = []
  const shown = progress('Examining tenants', tenants.length)
  for (const tenant of tenants) {
    const told = await examineTenant(services, tenant)
    await keepResult(services.db.database, tenant.id, told, new Date())
    examined.push({ tenant: tenant.slug, checks: told.operator })
    shown.step()
  }
  shown.end()
  if (examined.some(({ checks }) => checks.some(({ verdict }) => verdict === 'fault'))) {
    process.exitCode = exitCodes.found
  }
  if (json) return printJson(examined)
  for (const { tenant, checks } of examined) {
    const count = (wanted: Verdict) => checks.filter(({ verdict }) => verdict === wanted).length
    process.stdout.write(`\n${paint(tenant, 'bold')}\n`)
    const rows = checks.filter(({ verdict }) => all || verdict !== 'ok')
    if (rows.length > 0) {
      printTable(
        ['VERDICT', 'CHECK', 'EVIDENCE', 'FIX'],
        rows.map(({ verdict, id, evidence, fix }) => [
          { text: verdict, colour: colours[verdict] },
          id,
          evidence,
          fix,
        ]),
      )
    }
    process.stdout.write(
      `${count('ok')} ok, ${count('warning')} warnings, ${count('fault')} faults, ${count('unknown')} unknown\n`,
    )
  }
}

export function addDoctorCommand(root: Command): void {
  root
    .command('doctor [slugs...]')
    .description(
      'why would a reset fail for these tenants (all where none is named)? Exit code 1 where a fault is found',
    )
    .option('--all', 'show the checks that are ok as well')
    .option('--json', 'as JSON')
    .action(async (slugs: string[], options: { json?: boolean; all?: boolean }) => {
      const { withDeployment } = await import('./deployment')
      await withDeployment((services) => run(services, slugs, options))
    })
}
