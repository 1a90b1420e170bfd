import { loadMessages, type SignInWith } from './catalogues'
import { mailWords } from './generated/mail'
import type { Locale } from './languages'

type Texts = Record<string, string>

function flat(node: unknown, path: string, into: Texts): Texts {
  if (typeof node === 'string') into[path] = node
  else if (typeof node === 'object' && node !== null)
    for (const [key, value] of Object.entries(node)) flat(value, path === '' ? key : `${path}.${key}`, into)
  return into
}

/**
 * Every text that a brand may replace, in one language, by dotted key: those of the pages, worded for what people sign
 * in with, then those of the mails and the text message, as `mail.reset.subject`.
 */
export async function loadOwnTexts(locale: Locale, signInWith: SignInWith = 'email'): Promise<Texts> {
  const [messages, mail] = await Promise.all([loadMessages(locale, signInWith), mailWords[locale]()])
  return flat(mail.default, 'mail', flat(messages, '', {}))
}

/** The placeholders and tags of a text, each once, in order; of a plural only the number: `{count}`, `<name>`. */
export function placeholdersOf(text: string): string[] {
  const found = text.matchAll(/\{(#{4}|\w+)(?:\}|,)|<\/?\w+>/g)
  return [...new Set([...found].map(([piece, name]) => (name === undefined ? piece : `{${name}}`)))]
}

/** Whether each tag of the original that a text uses is closed, in order. */
export function hasWholeTags(text: string, original: string): boolean {
  const known = new Set(original.match(/<\/?\w+>/g) ?? [])
  const open: string[] = []
  for (const tag of text.match(/<\/?\w+>/g) ?? []) {
    if (!known.has(tag)) continue
    if (!tag.startsWith('</')) open.push(tag.slice(1, -1))
    else if (open.pop() !== tag.slice(2, -1)) return false
  }
  return open.length === 0
}

export type TranslationFault =
  /** A tag is not opened and closed. */
  { readonly kind: 'tags' } | { readonly kind: 'lacks'; readonly pieces: readonly string[] }

/** What a translation lost of its original; null where nothing is. */
export function translationFault(text: string, original: string): TranslationFault | null {
  if (!hasWholeTags(text, original)) return { kind: 'tags' }
  const pieces = placeholdersOf(original).filter((piece) => !text.includes(piece))
  return pieces.length === 0 ? null : { kind: 'lacks', pieces }
}

/** Placeholders and tags that the original lacks: nothing fills them in, so they are shown as they stand. */
export function unknownPieces(text: string, original: string): string[] {
  const known = new Set(placeholdersOf(original))
  return placeholdersOf(text).filter((piece) => !known.has(piece))
}
