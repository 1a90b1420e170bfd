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
/** What would match too much to be told apart, such as `Error: {title}`, is found by nothing. */
const isTelling = (text: string) => text.replace(/\{[^{}]*\}|<\/?\w+>|\ufffc/g, '').trim().length > 2

/**
 * Finds the key of a text that somebody sees. Of equal texts the first is found, one without placeholders before one
 * with them.
 *
 * @param texts keys and texts, their placeholders filled in or not
 */
export function textFinder(
  texts: Iterable<readonly [key: string, text: string]>,
): (shown: string) => string | null {
  const exact = new Map<string, string>()
  const patterns: { key: string; pattern: RegExp }[] = []
  for (const [key, text] of texts) {
    const clean = shrunk(text)
    if (/\.pageTitle$/.test(key) || !isTelling(clean)) continue
    if (hasGap(clean) || /<\w+>/.test(clean)) patterns.push({ key, pattern: patternOf(clean) })
    else if (!exact.has(clean)) exact.set(clean, key)
  }
  return (shown) => {
    const clean = shrunk(shown)
    return exact.get(clean) ?? patterns.find(({ pattern }) => pattern.test(clean))?.key ?? null
  }
}
