import type { CompiledMessage } from 'icu-minify/format'
import format from 'icu-minify/format'
import { createElement, Fragment, type ReactNode } from 'react'

/** The console speaks one language so far; which one it is for a reader is decided here and nowhere else. */
export const LANGUAGE = 'en'

type Tag = (content: ReactNode) => ReactNode
type Value = string | number | Date
/** What a text of the catalogue is filled in with, by the names in it; `npm run generate` writes these types. */
export type Filling = Readonly<Record<string, Value | Tag>>
type Texts = Readonly<Record<string, Filling>>

/** Of keys that are only known as one of several: what fills in any of them. */
type All<Values> = (Values extends unknown ? (value: Values) => void : never) extends (
  value: infer Each,
) => void
  ? Each
  : never
type Given<Values> = keyof All<Values> extends never ? [] : [values: All<Values>]

type Say<Plain extends Texts, Rich extends Texts> = {
  <Key extends keyof Plain>(key: Key, ...values: Given<Plain[Key]>): string
  /** A text with tags: each tag is drawn by the function of its name. */
  rich<Key extends keyof Rich>(key: Key, values: Rich[Key]): ReactNode
  /** The text of a name that data brings, such as an event's; null where this release has none. */
  find(branch: string, name: string): string | null
}

const cached = <Options, Format>(make: (language: string, options?: Options) => Format) => {
  const made = new Map<string, Format>()
  return (language: string, options?: Options): Format => {
    const name = `${language} ${JSON.stringify(options)}`
    const known = made.get(name) ?? make(language, options)
    made.set(name, known)
    return known
  }
}

const formatters = {
  getNumberFormat: cached(
    (language: string, options?: Intl.NumberFormatOptions) => new Intl.NumberFormat(language, options),
  ),
  getDateTimeFormat: cached(
    (language: string, options?: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(language, options),
  ),
  getDisplayNames: cached(
    (language: string, options: Intl.DisplayNamesOptions = { type: 'language' }) =>
      new Intl.DisplayNames(language, options),
  ),
  getPluralRules: cached(
    (language: string, options?: Intl.PluralRulesOptions) => new Intl.PluralRules(language, options),
  ),
}

/** A number as the console's texts write theirs. */
export const numberText = (value: number): string => formatters.getNumberFormat(LANGUAGE).format(value)

/** A language by its name in the console's; what is no tag of a language stays as it is. */
export function languageName(tag: string): string {
  try {
    return formatters.getDisplayNames(LANGUAGE, { type: 'language' }).of(tag) ?? tag
  } catch {
    return tag
  }
}

/** Compares two names for a list of the console. */
export const inOrder = (one: string, other: string): number => one.localeCompare(other, LANGUAGE)

/** Side by side rather than as a list, whose members React would want keys of. */
const drawn = (parts: ReactNode): ReactNode =>
  Array.isArray(parts) ? createElement(Fragment, null, ...parts) : parts

/**
 * The function by which the console's components say what stands in its catalogue, for one section of it.
 *
 * @param texts compiled messages by key, as `npm run generate` writes them
 */
export function sayFrom<Plain extends Texts, Rich extends Texts>(
  texts: Readonly<Record<string, CompiledMessage>>,
): Say<Plain, Rich> {
  function write(key: PropertyKey, values?: Filling) {
    const text = texts[String(key)]
    if (text === undefined) throw new Error(`The console’s catalogue has no text ${String(key)}`)
    return format<ReactNode>(text, LANGUAGE, values as never, { formatters })
  }
  const say = (key: PropertyKey, values?: Filling) => String(write(key, values))
  const rich = (key: PropertyKey, values: Filling) =>
    drawn(
      write(
        key,
        Object.fromEntries(
          Object.entries(values).map(([name, value]) => [
            name,
            typeof value === 'function' ? (content: ReactNode) => value(drawn(content)) : value,
          ]),
        ),
      ),
    )
  const find = (branch: string, name: string) => {
    const key = `${branch}.${name}`
    return Object.hasOwn(texts, key) ? say(key) : null
  }
  return Object.assign(say, { rich, find }) as Say<Plain, Rich>
}
