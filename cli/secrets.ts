import type { Command } from 'commander'
import { printJson, progress } from './print'

type Rotated = { sealedAnew: number; alreadyNewest: number; unreadable: string[] }

async function rotate(): Promise<Rotated> {
  const { and, eq } = await import('drizzle-orm')
  const { database } = await import('../lib/db/client')
  const { tenantSecrets, tenants } = await import('../lib/db/schema')
  const { keys } = await import('../lib/crypto/keys')
  const { isUnderNewestKey, openClientSecret, sealClientSecret } = await import(
    '../lib/tenants/sealed-secret'
  )
  const { record } = await import('../lib/audit/record')
  const db = await database()
  const rows = await db
    .select({
      slug: tenants.slug,
      tenantId: tenantSecrets.tenantId,
      position: tenantSecrets.position,
      sealed: tenantSecrets.sealed,
    })
    .from(tenantSecrets)
    .innerJoin(tenants, eq(tenants.id, tenantSecrets.tenantId))
  const rotated: Rotated = { sealedAnew: 0, alreadyNewest: 0, unreadable: [] }
  const shown = progress('Sealing client secrets under the newest key', rows.length)
  for (const { slug, tenantId, position, sealed } of rows) {
    const secret = openClientSecret(keys(), tenantId, position, sealed)
    if (secret === null) rotated.unreadable.push(slug)
    else if (isUnderNewestKey(keys(), sealed)) rotated.alreadyNewest += 1
    else {
      // Only the row that was read is replaced: a secret that somebody sets meanwhile stays.
      await db
        .update(tenantSecrets)
        .set({ sealed: sealClientSecret(keys(), tenantId, position, secret) })
        .where(
          and(
            eq(tenantSecrets.tenantId, tenantId),
            eq(tenantSecrets.position, position),
            eq(tenantSecrets.sealed, sealed),
          ),
        )
      rotated.sealedAnew += 1
    }
    shown.step()
  }
  shown.end()
  await record({ event: 'secrets.rotated', tenantId: null, details: { count: rotated.sealedAnew } })
  return rotated
}

export function addSecretsCommands(root: Command): void {
  const secrets = root.command('secrets').description('the sealed client secrets of the tenants')
  secrets
    .command('rotate')
    .description('seal every stored client secret anew under the first secret of REKEY_SECRET')
    .option('--json', 'print the counts as JSON')
    .action(async ({ json }: { json?: boolean }) => {
      const { withDeployment } = await import('./deployment')
      const rotated = await withDeployment(rotate)
      if (json) printJson(rotated)
      else
        process.stdout.write(
          `${rotated.sealedAnew} sealed anew, ${rotated.alreadyNewest} were under the newest key already.\n`,
        )
      if (rotated.unreadable.length === 0) return
      process.stderr.write(`Opens with none of the keys: ${rotated.unreadable.join(', ')}\n`)
      process.exitCode = 1
    })
}
