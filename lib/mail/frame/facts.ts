import type { Brand } from '../../brand/schema'
import type { MailTextKind } from '../../brand/schema-parts'
import type { Typesetting } from '../../brand/scripts'
import type { Locale } from '../../i18n/languages'
import type { Look } from './look'
import type { MailWords } from './words'

/** Everything that the mails of one tenant in one language are drawn from. */
export type MailFacts = {
  readonly slug: string
  readonly brand: Brand
  readonly look: Look
  readonly locale: Locale
  readonly direction: 'ltr' | 'rtl'
  readonly typesetting: Typesetting
  readonly words: MailWords
  /** The tenant's pages, without a slash at the end: `https://reset.acme.example` or `https://portal.example/acme`. */
  readonly portal: string
  readonly support: {
    readonly email: string | null
    readonly phone: string | null
    readonly url: string | null
  }
}

/** The texts of a kind of mail that the brand has put in the catalogue's place. */
export const ownTexts = ({ brand, locale }: Pick<MailFacts, 'brand' | 'locale'>, kind: MailTextKind) =>
  brand.mail.texts?.[kind]?.[locale] ?? {}

/**
 * A place that is filled in when a mail goes out. Written in letters of private use, which no text of a brand can hold
 * after `tidy`, until the mail is drawn; only then does it get its braces.
 */
export const slot = (name: string) => `\u{E000}${name}\u{E001}`

/** What neither Cognito nor a reader has a use for: controls, private and unassigned code points, stray surrogates. */
const WASTE = /[\p{Cc}\p{Co}\p{Cn}\p{Cs}]+/gu

/** A text with the brand's name in it, cleared of what could be taken for a place to fill in. */
export function say({ brand }: Pick<MailFacts, 'brand'>, text: string): string {
  const name = brand.identity.productName.replace(WASTE, ' ')
  // As a function: a name may hold what `replaceAll` takes for a pattern of its own, such as `$&`.
  return text.replace(WASTE, ' ').replaceAll('{name}', () => name)
}

/** For where HTML's own way of writing a brace isn't read: one that a brand wrote is not a place to fill in. */
export const noBraces = (text: string) => text.replaceAll('{', '(').replaceAll('}', ')')
