import { type BrandOverrides, BrandSchema } from './schema'
import type { OwnMailTexts } from './schema-parts'

/**
 * A brand as this release writes it: the texts of the reset mail are stored without the name of their kind, as the
 * previous release knew them. Two releases run side by side during a deployment, so one release reads a new shape
 * before the next writes it.
 */
export type StoredBrand = Omit<BrandOverrides, 'mail'> & {
  mail?: { senderName?: string | undefined; texts?: Record<string, OwnMailTexts> | undefined } | undefined
}

/** The shape of a brand for the database, an exported file, and the hash that names it. Pure. */
export function storedShape({ mail, ...brand }: BrandOverrides): StoredBrand {
  if (mail === undefined) return brand
  const { texts, ...rest } = mail
  return { ...brand, mail: { ...rest, ...(texts?.reset && { texts: texts.reset }) } }
}

/** What of a stored brand's links keeps today's rules. */
function withoutFaultyLinks(content: unknown, faulty: ReadonlySet<unknown>): unknown {
  if (!(content instanceof Object) || !('links' in content) || !(content.links instanceof Object))
    return content
  const links = Object.entries(content.links).filter(([name]) => !faulty.has(name))
  return { ...content, links: Object.fromEntries(links) }
}

/**
 * A brand that was stored, by this release or one before it; null where it isn't one. Where the rule for links became
 * stricter since, the brand loses the link that breaks it, and nothing else. Pure.
 */
export function fromStored(content: unknown): BrandOverrides | null {
  const parsed = BrandSchema.safeParse(content)
  if (parsed.success) return parsed.data
  const faulty = new Set(
    parsed.error.issues.filter(({ path }) => path[0] === 'links').map(({ path }) => path[1]),
  )
  return BrandSchema.safeParse(withoutFaultyLinks(content, faulty)).data ?? null
}
