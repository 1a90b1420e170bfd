import { USERNAME_SLOT } from '../pool-mails'
import { limitOf, slotsOf } from './word-places'

type Texts = Readonly<Record<string, string>>

/** The part of a brand that holds its own words, as overrides or resolved. */
export type WithWords = {
  readonly words?: Readonly<Record<string, Texts>> | undefined
  readonly mail?:
    | {
        readonly texts?:
          | {
              readonly reset?: Readonly<Record<string, { [name in string]?: string | undefined }>> | undefined
            }
          | undefined
      }
    | undefined
}

/** Texts of the reset mail that every release keeps beside the mail; all others are stored as words. */
const BESIDE_THE_MAIL = /^mail\.reset\.(subject|preheader|heading|intro|button|closing)$/

/** Where a brand keeps its own text: `words/da/forgot.title`. */
export function wordPath(locale: string, key: string): string {
  const name = BESIDE_THE_MAIL.exec(key)?.[1]
  return name === undefined ? `words/${locale}/${key}` : `mail/texts/reset/${locale}/${name}`
}

/** A brand's own texts in one language by dotted key, those of its mails as `mail.reset.subject`. */
export function ownWords({ words, mail }: WithWords, locale: string): Record<string, string> {
  const beside = Object.entries(mail?.texts?.reset?.[locale] ?? {}).flatMap(([name, text]) =>
    text === undefined ? [] : [[`mail.reset.${name}`, text] as const],
  )
  return { ...words?.[locale], ...Object.fromEntries(beside) }
}

/** Every language that a brand has a text of its own in. */
export function languagesWithWords({ words, mail }: WithWords): string[] {
  return [...new Set([...Object.keys(words ?? {}), ...Object.keys(mail?.texts?.reset ?? {})])]
}

export type TextFault =
  | { readonly kind: 'too-long'; readonly length: number; readonly limit: number }
  /** A text message that doesn't hold the place of its code, or of its user name, once. */
  | { readonly kind: 'code' | 'username' }

/** What is wrong with a text by itself; null where nothing is. */
export function textFault(key: string, text: string): TextFault | null {
  const limit = limitOf(key)
  if (text.length > limit) return { kind: 'too-long', length: text.length, limit }
  const slot = slotsOf(key).find((each) => text.split(each).length !== 2)
  if (slot === undefined) return null
  return { kind: slot === USERNAME_SLOT ? 'username' : 'code' }
}

/** A text over its limit, or a text message without its code. */
export type WordFault = {
  readonly locale: string
  readonly key: string
  readonly path: string
  readonly fault: TextFault
}

/**
 * The texts that a brand should not hold.
 *
 * @param known a brand that is stored already: what stands there word for word was taken under an earlier rule and is no
 * fault
 */
export function wordFaults(brand: WithWords, known: WithWords = {}): WordFault[] {
  return languagesWithWords(brand).flatMap((locale) => {
    const before = ownWords(known, locale)
    return Object.entries(ownWords(brand, locale)).flatMap(([key, text]) => {
      const fault = text === before[key] ? null : textFault(key, text)
      return fault === null ? [] : [{ locale, key, path: wordPath(locale, key), fault }]
    })
  })
}

/** Texts that a brand has in some of the offered languages and not in others, by key. */
export function missingTranslations(
  brand: WithWords,
  offered: readonly string[],
): { readonly key: string; readonly missing: readonly string[] }[] {
  const byLocale = offered.map((locale) => ({ locale, own: ownWords(brand, locale) }))
  const keys = [...new Set(byLocale.flatMap(({ own }) => Object.keys(own)))]
  return keys.flatMap((key) => {
    const missing = byLocale.filter(({ own }) => !Object.hasOwn(own, key)).map(({ locale }) => locale)
    return missing.length === 0 ? [] : [{ key, missing }]
  })
}
