import type { Command } from 'commander'
import type { Services } from '../lib/services'
import { CommandFailed, exitCodes } from './exit-codes'
import { plain, printJson } from './print'

/** Each command opens the deployment itself, so that `--help` needs neither environment nor database. */
const inDeployment = async <T>(work: (services: Services) => Promise<T>): Promise<T> =>
  (await import('./deployment')).withDeployment(work)

async function draftOf(services: Services, slug: string) {
  const { getTenant } = await import('./deployment')
  const { tenant } = await getTenant(services, slug)
  const { loadDraft } = await import('../lib/tenants/brand/drafts')
  const connection = await services.db.database()
  return { tenant, connection, draft: await loadDraft(connection, tenant.id) }
}

async function exportAll(
  services: Services,
  slug: string,
  { lang, out }: { lang?: string[]; out?: string },
): Promise<void> {
  const { tenant, draft } = await draftOf(services, slug)
  const { isLocale } = await import('../lib/i18n/languages')
  const { offeredLocales } = await import('../lib/i18n/choose-locale')
  const { exportWords } = await import('../lib/tenants/brand/words-file')
  const unknown = lang?.filter((tag) => !isLocale(tag)) ?? []
  if (unknown.length > 0)
    throw new CommandFailed(`No such language: ${unknown.join(', ')}\n`, exitCodes.usage)
  const file = await exportWords(
    tenant,
    draft.brand,
    lang?.filter(isLocale) ?? offeredLocales(tenant.locales),
  )
  if (out === undefined) return printJson(file)
  const { writeFile } = await import('node:fs/promises')
  await writeFile(out, `${JSON.stringify(file, null, 2)}\n`)
}

async function read(path: string): Promise<unknown> {
  const { open } = await import('node:fs/promises')
  const { LARGEST_WORDS_FILE } = await import('../lib/tenants/brand/words-file')
  const file = await open(path).catch(() => {
    throw new CommandFailed(`${path} cannot be read.\n`)
  })
  try {
    if ((await file.stat()).size > LARGEST_WORDS_FILE)
      throw new CommandFailed(`${path} is larger than 3 MB.\n`)
    return JSON.parse(await file.readFile('utf8'))
  } catch (error) {
    if (error instanceof CommandFailed) throw error
    throw new CommandFailed(`${path} is not a JSON file.\n`)
  } finally {
    await file.close()
  }
}

async function importAll(
  services: Services,
  slug: string,
  path: string,
  { json, dryRun }: { json?: boolean; dryRun?: boolean },
): Promise<void> {
  const document = await read(path)
  const { tenant, connection, draft } = await draftOf(services, slug)
  const { importWords } = await import('../lib/tenants/brand/words-file')
  const imported = await importWords(tenant, draft.brand, document)
  if (!imported.ok) {
    throw new CommandFailed(`Refused, and nothing was changed:\n${imported.faults.map(plain).join('\n')}\n`)
  }
  const { brand, changed, leftOut } = imported
  if (!dryRun && changed > 0) {
    const { saveDraft } = await import('../lib/tenants/brand/drafts')
    const { version, brand: known } = draft
    const saved = await saveDraft(connection, tenant.id, 'command-line', draft, {
      brand,
      version,
      known,
      save: null,
    })
    if (saved.kind === 'conflict')
      throw new CommandFailed('Nothing was changed: somebody saved the draft at this moment. Try again.\n')
    const details = { by: 'command-line', changed }
    await services.audit.record({ event: 'brand.import', tenantId: tenant.id, outcome: 'words', details })
  }
  if (leftOut.length > 0) process.exitCode = exitCodes.found
  if (json) return printJson({ changed, leftOut })
  for (const each of leftOut) process.stderr.write(`Left out: ${plain(each)}\n`)
  const where = dryRun ? 'would change in' : 'changed in'
  process.stdout.write(`${changed} texts ${where} the draft of ${slug}; ${leftOut.length} left out.\n`)
}

export function addWordsCommands(root: Command): void {
  const words = root.command('words').description('a tenant’s own texts, for translators')
  words
    .command('export <slug>')
    .description('write every text of the draft with its source, place and limit, as JSON')
    .option('--lang <tags...>', 'these languages; otherwise all that the tenant offers')
    .option('-o, --out <file>', 'into a file')
    .action((slug: string, options) => inDeployment((services) => exportAll(services, slug, options)))
  words
    .command('import <slug> <file>')
    .description('lay a translated file over the draft; exit code 1 where texts were left out')
    .option('--dry-run', 'only show what would change')
    .option('--json', 'as JSON')
    .action((slug: string, file: string, options) =>
      inDeployment((services) => importAll(services, slug, file, options)),
    )
}
