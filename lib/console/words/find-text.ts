/** Stands for something in a shown text that nobody knows beforehand, such as a time. */
export const ANYTHING = '\ufffc'

const shrunk = (text: string) => text.replace(/\s+/g, ' ').trim()

/** Matches a text whatever its placeholders were filled with. */
function patternOf(text: string): RegExp {
  const pieces = text.replace(/<\/?\w+>/g, '').split(/\{[^{}]*\}|\ufffc/)
  return new RegExp(
    `^${pieces.map((piece) => piece.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.+')}$`,
    's',
  )
}

const hasGap = (text: string) => /\{[^{}]*\}|\ufffc/.test(text)
/** How much of a text is its own: the more, the less else it matches. */
const lengthWithoutGaps = (text: string) => text.replace(/\{[^{}]*\}|<\/?\w+>|\ufffc/g, '').trim().length

/** The keys that a text which somebody sees may have, the likeliest first. */
export type FindText = (shown: string) => readonly string[]

/**
 * Finds the keys of a text that somebody sees: of equal texts all, in the given order; of those with placeholders the one
 * with the most text of its own, and only where no text without them is equal. One that is nothing but a placeholder is
 * never found.
 *
 * @param texts keys and texts, their placeholders filled in or not
 */
export function textFinder(texts: Iterable<readonly [key: string, text: string]>): FindText {
  const exact = new Map<string, string[]>()
  const patterns: { key: string; pattern: RegExp; length: number }[] = []
  for (const [key, text] of texts) {
    const clean = shrunk(text)
    if (/\.pageTitle$/.test(key) || clean === '') continue
    if (!hasGap(clean) && !/<\w+>/.test(clean)) exact.set(clean, [...(exact.get(clean) ?? []), key])
    else if (lengthWithoutGaps(clean) > 0)
      patterns.push({ key, pattern: patternOf(clean), length: lengthWithoutGaps(clean) })
  }
  patterns.sort((one, other) => other.length - one.length)
  return (shown) => {
    const clean = shrunk(shown)
    const found = patterns.find(({ pattern }) => !exact.has(clean) && pattern.test(clean))
    return exact.get(clean) ?? (found === undefined ? [] : [found.key])
  }
}
