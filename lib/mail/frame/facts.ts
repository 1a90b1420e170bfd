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
  /** Where people go on to sign in; null where the tenant names no such page. */
  readonly signInPage: string | null
  readonly support: {
    readonly email: string | null
    readonly phone: string | null
    readonly url: string | null
  }
}

/** The brand's own texts for a kind of mail, which replace the catalogue's. */
export const ownTexts = ({ brand, locale }: Pick<MailFacts, 'brand' | 'locale'>, kind: MailTextKind) =>
  brand.mail.texts?.[kind]?.[locale] ?? {}

/**
 * A placeholder that is filled in when a mail goes out. Marked with private-use characters, which no text of a brand
 * contains after `tidy`, until the mail is drawn; only then does it get its braces.
 */
export const slot = (name: string) => `\u{E000}${name}\u{E001}`

/**
 * Characters that neither Cognito nor a reader needs: controls, private and unassigned code points, stray surrogates.
 */
export const WASTE = /[\p{Cc}\p{Co}\p{Cn}\p{Cs}]+/gu

/** A text around the brand's name, and the name, without anything that could pass for a placeholder. */
export const aroundName = ({ brand }: Pick<MailFacts, 'brand'>, text: string) => ({
  name: brand.identity.productName.replace(WASTE, ' '),
  parts: text.replace(WASTE, ' ').split('{name}'),
})

/** A text with the brand's name filled in, and without anything that could pass for a placeholder. */
export function say(facts: Pick<MailFacts, 'brand'>, text: string): string {
  const { name, parts } = aroundName(facts, text)
  return parts.join(name)
}

/** For plain text, which has no HTML escapes: a brace in a brand's text is no placeholder. */
export const noBraces = (text: string) => text.replaceAll('{', '(').replaceAll('}', ')')
