import type { BrandOverrides } from './schema'
import type { OwnMailTexts } from './schema-parts'

/**
 * A brand as this release writes it: the texts of the one mail that has any stand without the name of its kind, as the
 * release before knew them. Two releases run side by side during a deployment, so a shape is read by one release before
 * it is written by the next.
 */
export type StoredBrand = Omit<BrandOverrides, 'mail'> & {
  mail?: { senderName?: string | undefined; texts?: Record<string, OwnMailTexts> | undefined } | undefined
}

/** What to write of a brand: in the database, in an exported file, and under the hash that names it. Pure. */
export function storedShape({ mail, ...brand }: BrandOverrides): StoredBrand {
  if (mail === undefined) return brand
  const { texts, ...rest } = mail
  return { ...brand, mail: { ...rest, ...(texts?.reset && { texts: texts.reset }) } }
}
