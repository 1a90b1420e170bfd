import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { storedShape } from '../lib/brand/stored-shape'
import { assets } from '../lib/db/schema'
import type { Services } from '../lib/services'
import { sealedSecretsOf } from '../lib/tenants/store'
import { settingsOf } from '../lib/tenants/tenant'
import { getTenant } from './deployment'

const PictureRef = z.looseObject({ hash: z.string().regex(/^[0-9a-f]{64}$/), width: z.number() })
const extensions: Record<string, string> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
}

type Exported = { json: string; pictures: { path: string; bytes: Uint8Array }[] }

/** `acme` becomes `ACME_CLIENT_SECRET`: the secret itself leaves the store for calls only. */
const variableOf = (slug: string) => `${slug.toUpperCase().replaceAll('-', '_')}_CLIENT_SECRET`

function withFiles(value: unknown, fileOf: ReadonlyMap<string, string>): unknown {
  const reference = PictureRef.safeParse(value)
  const file = reference.success ? fileOf.get(reference.data.hash) : undefined
  if (file !== undefined) return `file:./${file}`
  if (Array.isArray(value)) return value.map((item) => withFiles(item, fileOf))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withFiles(item, fileOf)]))
}

/** A tenant as the file that would recreate it, and the pictures that belong beside it. */
export async function exportTenant(services: Services, slug: string): Promise<Exported> {
  const { tenant } = await getTenant(services, slug)
  const db = await services.db.database()
  const stored = await db.select().from(assets).where(eq(assets.tenantId, tenant.id))
  const fileOf = new Map(
    stored.map(({ hash, kind, contentType }) => {
      const extension = extensions[contentType] ?? 'bin'
      return [hash, `assets/${slug}-${kind}-${hash.slice(0, 8)}.${extension}`]
    }),
  )
  const variable = variableOf(slug)
  const count = (await sealedSecretsOf(db, tenant.id)).length
  const clientSecret = count > 1 ? [`env:${variable}`, `env:${variable}_NEXT`] : `env:${variable}`
  const { cognito, isPublicClient, ...settings } = settingsOf(tenant)
  const file = {
    $schema: '../tenant.schema.json',
    slug,
    name: tenant.name,
    hosts: tenant.hosts,
    cognito: { ...cognito, ...(!isPublicClient && { clientSecret }) },
    ...settings,
    brand: withFiles(storedShape(tenant.brand), fileOf),
  }
  return {
    json: `${JSON.stringify(file, null, 2)}\n`,
    pictures: stored.flatMap(({ hash, bytes }) => {
      const path = fileOf.get(hash)
      return path === undefined ? [] : [{ path, bytes }]
    }),
  }
}
