import { createTranslator } from 'use-intl/core'
import { loadMessages, type Messages, type SignInWith } from './catalogues'
import type { Locale } from './languages'
import { latinDigits } from './latin-digits'

const createFor = (locale: Locale, messages: Messages, words: Record<string, string>) =>
  createTranslator<Messages>({ locale: latinDigits(locale), messages: withWords(messages, words) })

export type Translator = ReturnType<typeof createFor>

const noWords: Record<string, string> = {}
/** A translator keeps the messages that it has parsed, so there is one for each language and each brand's words. */
const translators = new WeakMap<Record<string, string>, WeakMap<Messages, Translator>>()

/**
 * A translator over loaded messages. A brand's words, where it has any, replace the catalogue's.
 *
 * @param words texts by dotted key; the same objects give the same translator
 */
export function translator(locale: Locale, messages: Messages, words = noWords): Translator {
  const ofWords = translators.get(words) ?? new WeakMap<Messages, Translator>()
  translators.set(words, ofWords)
  const known = ofWords.get(messages) ?? createFor(locale, messages, words)
  ofWords.set(messages, known)
  return known
}

/**
 * A translator for one language, whose messages are loaded on first use.
 *
 * @param signInWith what the tenant's people sign in with
 */
export async function loadTranslator(
  locale: Locale,
  words?: Record<string, string>,
  signInWith?: SignInWith,
): Promise<Translator> {
  return translator(locale, await loadMessages(locale, signInWith), words)
}

/** Replaces texts of a catalogue by dotted key; keys that the catalogue doesn't have are ignored. */
export function withWords(messages: Messages, words: Record<string, string>): Messages {
  const entries = Object.entries(words)
  if (entries.length === 0) return messages
  const copy = structuredClone(messages) as Record<string, unknown>
  for (const [key, text] of entries) {
    const path = key.split('.')
    const last = path.pop() ?? ''
    let node: unknown = copy
    for (const step of path) node = isBranch(node) && Object.hasOwn(node, step) ? node[step] : undefined
    // A brand's text is text: its braces and angle brackets must not become syntax of the message format.
    if (isBranch(node) && Object.hasOwn(node, last) && typeof node[last] === 'string') {
      node[last] = keepPlaceholders(text, node[last])
    }
  }
  return copy as Messages
}

const isBranch = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

/** Whether every tag is closed, in order, so that the message format can read it. */
function isWellNested(tags: readonly string[]): boolean {
  const open: string[] = []
  for (const tag of tags) {
    if (!tag.startsWith('</')) open.push(tag.slice(1, -1))
    else if (open.pop() !== tag.slice(2, -1)) return false
  }
  return open.length === 0
}

/** Text for the message format: one quoted piece from the first sign of syntax to the last, apostrophes doubled. */
const escaped = (text: string): string =>
  text.replaceAll("'", "''").replace(/[{}<](.*[{}<])?/s, (syntax) => `'${syntax}'`)

/** Escapes ICU syntax in a brand's text, except for the plain placeholders and whole tags that the original has. */
function keepPlaceholders(text: string, original: string): string {
  const known = new Set(original.match(/\{\w+\}|<\/?\w+>/g) ?? [])
  // `{count, plural, …}`: a brand may show the number without the original's plural forms.
  for (const [, name] of original.matchAll(/\{(\w+),/g)) known.add(`{${name}}`)
  const tags = text.match(/<\/?\w+>/g)?.filter((tag) => known.has(tag)) ?? []
  const isKept = (part: string) => known.has(part) && (part.startsWith('{') || isWellNested(tags))
  // Escaped in one piece: two adjacent quoted pieces would be read as an apostrophe.
  let [result, plain] = ['', '']
  for (const part of text.split(/(\{\w+\}|<\/?\w+>)/)) {
    if (!isKept(part)) plain += part
    else {
      result += escaped(plain) + part
      plain = ''
    }
  }
  return result + escaped(plain)
}
