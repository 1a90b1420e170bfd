import 'server-only'
import { and, eq, inArray } from 'drizzle-orm'
import { z } from 'zod'
import type { AssetKind } from '../../brand/assets'
import { withValue } from '../../brand/difference'
import { importCognitoBranding, type LeftOut } from '../../brand/import-cognito-branding'
import { wordFaults } from '../../brand/own-words'
import { type BrandOverrides, BrandSchema } from '../../brand/schema'
import { storedShape } from '../../brand/stored-shape'
import { say } from '../../console/words/generated/refusals'
import { brandFaultInWords, readInWords, textFaultInWords } from '../../console/words/refusals'
import type { Database } from '../../db/connection'
import { assets } from '../../db/schema'
import { storePicture } from '../pictures/brand-pictures'

/** A brand with its pictures, as one file. */
const BrandExport = z.strictObject({
  kind: z.literal('rekey-brand'),
  version: z.literal(1),
  brand: z.unknown(),
  pictures: z.record(z.string().regex(/^[0-9a-f]{64}$/), z.string().max(1_000_000)).default({}),
})
export type BrandExport = z.input<typeof BrandExport>

/** `leftOut`: what the file has that the brand can't take, and why, as sentences. */
export type Imported =
  | { ok: true; brand: BrandOverrides; leftOut: string[] }
  | { ok: false; faults: string[] }

/** How the catalogue calls the places of a brand's pictures. */
const placeNames: Record<string, string> = {
  'identity/logo/light': 'light',
  'identity/logo/dark': 'dark',
  'identity/icon': 'icon',
  'layout/art': 'art',
  'layout/art/picture': 'art',
}
const placeOf = (path: string) => placeNames[path] ?? path

type Place = { path: string; kind: AssetKind; hash: string }

/** Every picture that a brand refers to, with its place. */
function picturesOf(brand: BrandOverrides): Place[] {
  const { identity, layout } = brand
  const art = layout?.art
  const places = [
    { path: 'identity/logo/light', kind: 'logo' as const, hash: identity?.logo?.light?.hash },
    { path: 'identity/logo/dark', kind: 'logo' as const, hash: identity?.logo?.dark?.hash },
    { path: 'identity/icon', kind: 'icon' as const, hash: identity?.icon?.hash },
    {
      path: 'layout/art/picture',
      kind: 'picture' as const,
      hash: art?.kind === 'picture' ? art.picture.hash : undefined,
    },
  ]
  return places.flatMap(({ path, kind, hash }) => (hash === undefined ? [] : [{ path, kind, hash }]))
}

/** A brand and its pictures, as one file to keep or to move elsewhere. */
export async function exportBrand(
  database: Database,
  tenantId: string,
  brand: BrandOverrides,
): Promise<BrandExport> {
  const hashes = picturesOf(brand).map(({ hash }) => hash)
  const rows =
    hashes.length === 0
      ? []
      : await database
          .select({ hash: assets.hash, bytes: assets.bytes })
          .from(assets)
          .where(and(eq(assets.tenantId, tenantId), inArray(assets.hash, hashes)))
  const pictures = Object.fromEntries(
    rows.map(({ hash, bytes }) => [hash, Buffer.from(bytes).toString('base64')]),
  )
  return { kind: 'rekey-brand', version: 1, brand: storedShape(brand), pictures }
}

/** Stores a brand's pictures for this tenant; one that is neither in the file nor already stored is left out. */
async function withOwnPictures(
  database: Database,
  tenantId: string,
  brand: BrandOverrides,
  brought: Readonly<Record<string, string>>,
): Promise<Imported> {
  let own = brand
  const faults: string[] = []
  const leftOut: string[] = []
  for (const { path, kind, hash } of picturesOf(brand)) {
    const base64 = brought[hash]
    if (base64 === undefined) {
      const [stored] = await database
        .select({ hash: assets.hash })
        .from(assets)
        .where(and(eq(assets.tenantId, tenantId), eq(assets.hash, hash)))
      if (stored) continue
      // Background art is nothing without its picture.
      own = withValue(own, path === 'layout/art/picture' ? 'layout/art' : path, undefined)
      leftOut.push(say('refusals.brandFile.pictureMissing', { place: placeOf(path) }))
      continue
    }
    const stored = await storePicture(database, tenantId, Buffer.from(base64, 'base64'), kind)
    if (stored.ok) own = withValue(own, path, stored.picture)
    else faults.push(say('refusals.brandFile.pictureAt', { path, fault: stored.reason }))
  }
  return faults.length > 0 ? { ok: false, faults } : { ok: true, brand: own, leftOut }
}

const leftOutInWords = (part: LeftOut): string =>
  part.kind === 'styles'
    ? say('refusals.brandFile.styles', part)
    : say('refusals.brandFile.noPlace', { category: part.category })

async function fromCognito(
  database: Database,
  tenantId: string,
  document: unknown,
): Promise<Imported | null> {
  const imported = importCognitoBranding(document)
  if (imported === null) return null
  let { brand } = imported
  const leftOut = imported.leftOut.map(leftOutInWords)
  for (const { path, kind, base64 } of imported.pictures) {
    const stored = await storePicture(database, tenantId, Buffer.from(base64, 'base64'), kind)
    // A picture of an unsupported kind must not fail the whole import.
    if (!stored.ok) {
      leftOut.push(say('refusals.brandFile.pictureLeftOut', { place: placeOf(path), fault: stored.reason }))
      continue
    }
    const { picture } = stored
    const value = path === 'layout/art' ? { kind: 'picture', picture, background: '#16232c' } : picture
    brand = withValue(brand, path, value)
    if (path === 'layout/art') brand = withValue(brand, 'layout/kind', 'split')
  }
  return { ok: true, brand, leftOut }
}

/**
 * Reads an exported brand or a Cognito managed-login style. Pictures are checked and re-encoded like any uploaded file;
 * a file with a fault is refused whole, with every fault named.
 */
export async function importBrand(database: Database, tenantId: string, json: unknown): Promise<Imported> {
  const exported = BrandExport.safeParse(json)
  if (!exported.success) {
    const cognito = await fromCognito(database, tenantId, json)
    return cognito ?? { ok: false, faults: [say('refusals.brandFile.neither')] }
  }
  const brand = readInWords(BrandSchema, exported.data.brand)
  if (!brand.ok) return { ok: false, faults: brand.refusals.map(brandFaultInWords) }
  const faulty = wordFaults(brand.value)
  const kept = faulty.reduce((rest, { path }) => withValue(rest, path, undefined), brand.value)
  const imported = await withOwnPictures(database, tenantId, kept, exported.data.pictures)
  if (!imported.ok) return imported
  const words = faulty.map(({ locale: language, key, fault }) =>
    say('refusals.brandFile.textLeftOut', { key, language, fault: textFaultInWords(fault) }),
  )
  return { ...imported, leftOut: [...imported.leftOut, ...words] }
}

/** The brand of another tenant, with its pictures copied over. */
export async function copyBrand(
  database: Database,
  from: { tenantId: string; brand: BrandOverrides },
  toTenantId: string,
): Promise<Imported> {
  const exported = await exportBrand(database, from.tenantId, from.brand)
  return importBrand(database, toTenantId, exported)
}
