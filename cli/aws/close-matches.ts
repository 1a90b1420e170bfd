/** Python's difflib: how alike two words are, so that the AWS CLI's "maybe you meant" names the same ones here. */

type Block = { at: number; inOther: number; length: number }

function longestMatch(word: string, other: string): Block {
  let best: Block = { at: 0, inOther: 0, length: 0 }
  for (let at = 0; at < word.length; at += 1) {
    for (let inOther = 0; inOther < other.length; inOther += 1) {
      let length = 0
      while (at + length < word.length && word[at + length] === other[inOther + length]) length += 1
      if (length > best.length) best = { at, inOther, length }
    }
  }
  return best
}

/** Signs in common, counted in the longest common pieces (Ratcliff and Obershelp). */
function commonSigns(word: string, other: string): number {
  if (word === '' || other === '') return 0
  const { at, inOther, length } = longestMatch(word, other)
  if (length === 0) return 0
  const before = commonSigns(word.slice(0, at), other.slice(0, inOther))
  return length + before + commonSigns(word.slice(at + length), other.slice(inOther + length))
}

const MOST = 3
/** Longer words are no typing errors, and comparing takes time in the cube of their length. */
const LONGEST = 100

/** At most three of the possible words, the most alike first; `cutoff` is between 0 and 1. */
export function closeMatches(word: string, possible: readonly string[], cutoff: number): string[] {
  if (word.length > LONGEST) return []
  return possible
    .map((each) => ({ each, ratio: (2 * commonSigns(each, word)) / (each.length + word.length || 1) }))
    .filter(({ ratio }) => ratio >= cutoff)
    .sort((one, two) => two.ratio - one.ratio || (one.each < two.each ? 1 : -1))
    .slice(0, MOST)
    .map(({ each }) => each)
}
