const ACCENTED: Readonly<Record<string, string>> = {
  a: 'á',
  e: 'é',
  i: 'í',
  o: 'ó',
  u: 'ú',
  y: 'ý',
  c: 'ç',
  n: 'ñ',
  A: 'Á',
  E: 'É',
  I: 'Í',
  O: 'Ó',
  U: 'Ú',
  Y: 'Ý',
  C: 'Ç',
  N: 'Ñ',
}

/** Places to fill in, tags, the machinery of plural forms, and the letters that a password needs. */
const SYNTAX =
  /(\{\w+, plural,|(?<=[,}] ?)(?:zero|one|two|few|many|other) \{|\{[#\w]+\}|<\/?\w+>|[{}]|\([Aa]–.*?\))/

/** With these letters twice a text as a whole is two fifths longer. */
const longer = (word: string) => word.replace(/[aeiouyn]/gi, (letter) => letter + letter.toLowerCase())

/**
 * English with an accent in every word and two fifths longer, so that a text that is in no catalogue, or a place without
 * room for other languages, shows. All letters are ones that every Latin font has.
 *
 * @param text a message of the catalogues; what is filled in keeps its place
 */
export const pseudo = (text: string): string =>
  text
    .split(SYNTAX)
    .map((part, index) =>
      index % 2 === 1
        ? part
        : part.replace(/[A-Za-z]+/g, longer).replace(/[a-z]/gi, (letter) => ACCENTED[letter] ?? letter),
    )
    .join('')
