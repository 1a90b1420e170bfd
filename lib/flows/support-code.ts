import { randomInt } from 'node:crypto'

/** Without the letters and digits that are easily confused on the phone (Crockford's base 32, less 0 and 1). */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTVWXYZ'

/** A short name for one dead end, shown to the person and written to the log and the audit: `K7Q-2MX`. */
export function mintSupportCode(): string {
  const pick = () => ALPHABET[randomInt(ALPHABET.length)]
  return `${pick()}${pick()}${pick()}-${pick()}${pick()}${pick()}`
}
