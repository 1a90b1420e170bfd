/** What makes a password easy to guess: names that others know, or repeats and sequences. */
export type Advice = 'names' | 'patterns'

/** With as many characters besides, a name or a sequence does no harm: the shortest password of NIST SP 800-63B. */
const ENOUGH = 8
/** A longer password has enough besides, whatever its beginning is. */
const LOOKED_AT = 64
const SHORTEST_NAME = 3
const SHORTEST_SEQUENCE = 4
const KEYBOARD = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm', '1234567890']
const ROWS = [...KEYBOARD, ...KEYBOARD.map((row) => [...row].reverse().join(''))]

const plain = (text: string) => text.normalize('NFKC').toLowerCase()

/** The parts of a name that a password may be made of, the longest first; of an address, what stands before the @. */
function partsOf(name: string): string[] {
  const parts = plain(name.replace(/@[^@]*$/, '')).split(/[^\p{L}\p{M}\p{N}]+/u)
  return [...new Set([parts.join(''), ...parts])]
    .filter((part) => [...part].length >= SHORTEST_NAME)
    .sort((one, other) => other.length - one.length)
}

const lengthOf = (text: string) => [...text].length

/** One character three times or more, or a longer part twice or more, counts once. */
const withoutRepeats = (text: string) => text.replace(/(.)\1{2,}|(.{2,}?)\2+/gu, '$1$2')

/** Four characters or more that follow each other in the alphabet, in the digits or on a keyboard count as one. */
function withoutSequences(text: string): string {
  const characters = [...text]
  const isNext = (from: string, to: string, step: number) =>
    (to.codePointAt(0) ?? 0) - (from.codePointAt(0) ?? 0) === step ||
    (step === 0 && ROWS.some((row) => row.includes(from + to)))
  let kept = ''
  for (let start = 0; start < characters.length; ) {
    const ends = [1, -1, 0].map((step) => {
      let end = start
      while (end + 1 < characters.length && isNext(characters[end] ?? '', characters[end + 1] ?? '', step))
        end++
      return end
    })
    const end = Math.max(...ends)
    const isSequence = end - start + 1 >= SHORTEST_SEQUENCE
    kept += characters[start]
    start = isSequence ? end + 1 : start + 1
  }
  return kept
}

const collapsed = (text: string) => withoutSequences(withoutRepeats(text))

/**
 * What to say of a password that is easy to guess; null where there is nothing to say. Advice only: the pool decides.
 *
 * @param names what others know: the tenant's name, the person's own
 */
export function adviceOn(password: string, names: readonly string[]): Advice | null {
  const text = plain([...password].slice(0, LOOKED_AT).join(''))
  const beside = names.flatMap(partsOf).reduce((rest, part) => rest.replaceAll(part, ''), text)
  if (beside !== text && lengthOf(collapsed(beside)) < ENOUGH) return 'names'
  return collapsed(text) !== text && lengthOf(collapsed(text)) < ENOUGH ? 'patterns' : null
}
