import type { BrandOverrides } from './schema'
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
