import type { Command } from 'commander'
import type { Services } from '../lib/services'
import { CommandFailed, exitCodes } from './exit-codes'
import { printJson, printTable } from './print'

/** Each command opens the deployment itself, so that `--help` needs neither environment nor database. */
const inDeployment = async <T>(work: (services: Services) => Promise<T>): Promise<T> =>
  (await import('./deployment')).withDeployment(work)

async function list(services: Services, { json }: { json?: boolean }): Promise<void> {
  const { storedTenants } = await import('./stored-tenants')
  const rows = (await storedTenants(services)).map((tenant) => ({
    slug: tenant.slug,
    name: tenant.name,
    status: tenant.status,
    hosts: tenant.hosts,
    region: tenant.cognito.region,
    userPoolId: tenant.cognito.userPoolId,
    client: tenant.isPublicClient ? 'public' : 'secret',
    revision: tenant.revision,
  }))
  if (json) return printJson(rows)
  printTable(
    ['SLUG', 'NAME', 'STATUS', 'POOL', 'CLIENT', 'HOSTS'],
    rows.map(({ slug, name, status, userPoolId, client, hosts }) => [
      slug,
      name,
      { text: status, colour: status === 'active' ? 'green' : 'yellow' },
      userPoolId,
      client,
      hosts.join(', ') || '-',
    ]),
  )
}

async function load(path: string) {
  const { describeFaults, loadTenantFiles } = await import('../lib/tenants/files/files')
  const { drawAnew } = await import('../lib/tenants/pictures/draw-anew')
  const loaded = await loadTenantFiles(path, drawAnew).catch(() => {
    throw new CommandFailed(`${path} cannot be read.\n`)
  })
  if (loaded.ok) return loaded.tenants
  throw new CommandFailed(`Refused, and nothing was changed:\n${describeFaults(loaded.faults)}\n`)
}

async function apply(
  services: Services,
  path: string,
  { json, dryRun }: { json?: boolean; dryRun?: boolean },
): Promise<void> {
  const files = await load(path)
  if (dryRun) return diff(services, path, { ...(json !== undefined && { json }) })
  const { applyTenants } = await import('../lib/tenants/files/apply')
  const { ofThisProcess } = await import('../lib/tenants/files/apply-at-start')
  const { describeFaults } = await import('../lib/tenants/files/files')
  const applied = await applyTenants(await ofThisProcess(services.db.database), files)
  if (!applied.ok) {
    throw new CommandFailed(`Refused, and nothing was changed:\n${describeFaults(applied.faults)}\n`)
  }
  const { written, unchanged } = applied
  await services.audit.record({ event: 'tenants.applied', tenantId: null, details: { written } })
  if (json) return printJson({ written, unchanged })
  process.stdout.write(
    `Written: ${written.join(', ') || 'none'}. Unchanged: ${unchanged.join(', ') || 'none'}.\n`,
  )
}

async function diff(services: Services, path: string, { json }: { json?: boolean }): Promise<void> {
  const files = await load(path)
  const { differences } = await import('./tenant-diff')
  const found = await differences(services, files)
  if (json) printJson(found)
  else if (found.length === 0) process.stdout.write('No difference.\n')
  else {
    printTable(
      ['TENANT', 'SETTING', 'STORED', 'FILE'],
      found.map(({ slug, path: setting, stored, file }) => [slug, setting, stored ?? '-', file ?? '-']),
    )
  }
  if (found.length > 0) process.exitCode = exitCodes.found
}

async function exportOne(services: Services, slug: string, { out }: { out?: string }): Promise<void> {
  const { exportTenant } = await import('./tenant-export')
  const { json, pictures } = await exportTenant(services, slug)
  if (out === undefined) {
    process.stdout.write(json)
    if (pictures.length > 0) process.stderr.write(`${pictures.length} pictures are left out; use --out.\n`)
    return
  }
  const { mkdir, writeFile } = await import('node:fs/promises')
  const { dirname, join } = await import('node:path')
  for (const { path, bytes } of [{ path: `${slug}.json`, bytes: json }, ...pictures]) {
    await mkdir(dirname(join(out, path)), { recursive: true })
    await writeFile(join(out, path), bytes)
    process.stderr.write(`${join(out, path)}\n`)
  }
}

async function confirm(slug: string): Promise<boolean> {
  if (!process.stdin.isTTY || !process.stderr.isTTY) return false
  const { createInterface } = await import('node:readline/promises')
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  try {
    return (
      (await terminal.question(`Remove ${slug} with its brand, hosts and secrets? Type its name: `)) === slug
    )
  } finally {
    terminal.close()
  }
}

async function remove(
  services: Services,
  slug: string,
  { yes, json }: { yes?: boolean; json?: boolean },
): Promise<void> {
  const { getTenant } = await import('./deployment')
  const { tenant } = await getTenant(services, slug)
  if (!yes && !(await confirm(slug))) {
    throw new CommandFailed('Nothing was removed: confirm with the name, or pass --yes.\n')
  }
  const { deleteTenant } = await import('../lib/tenants/settings/delete-tenant')
  await deleteTenant(services, tenant, 'command-line')
  if (json) printJson({ removed: slug })
  else process.stdout.write(`Removed ${slug}. Its audit entries stay.\n`)
}

export function addTenantsCommands(root: Command): void {
  const tenants = root.command('tenants').description('the tenants of this deployment')
  tenants
    .command('list')
    .description('list all tenants')
    .option('--json', 'as JSON')
    .action((options: { json?: boolean }) => inDeployment((services) => list(services, options)))
  tenants
    .command('apply <path>')
    .description('store a tenant file or a folder of them: all, or at any fault none')
    .option('--dry-run', 'only show what would change')
    .option('--json', 'as JSON')
    .action((path: string, options) => inDeployment((services) => apply(services, path, options)))
  tenants
    .command('diff <path>')
    .description('compare tenant files with what is stored; exit code 1 where they differ')
    .option('--json', 'as JSON')
    .action((path: string, options) => inDeployment((services) => diff(services, path, options)))
  tenants
    .command('export <slug>')
    .description('print a tenant as a file; its secret becomes env:NAME')
    .option('-o, --out <folder>', 'write the file and its pictures into a folder')
    .action((slug: string, options) => inDeployment((services) => exportOne(services, slug, options)))
  tenants
    .command('remove <slug>')
    .description('remove a tenant with its brand, hosts and secrets')
    .option('--yes', 'without asking')
    .option('--json', 'as JSON')
    .action((slug: string, options) => inDeployment((services) => remove(services, slug, options)))
}
