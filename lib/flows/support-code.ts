import { randomInt } from 'node:crypto'

/** Without the letters and digits that are easily confused on the phone (Crockford's base 32, less 0 and 1). */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTVWXYZ'

/** A short name for one dead end, shown to the person and written to the log and the audit: `K7Q-2MX`. */
export function mintSupportCode(): string {
  const pick = () => ALPHABET[randomInt(ALPHABET.length)]
  return `${pick()}${pick()}${pick()}-${pick()}${pick()}${pick()}`
}

const CODE = new RegExp(`^([${ALPHABET}]{3})[-\\s]?([${ALPHABET}]{3})$`)

/** A support code as somebody may type it: in any case, with or without its hyphen. Null where it is none. */
export function readSupportCode(typed: string): string | null {
  const [, first, second] = CODE.exec(typed.trim().toUpperCase()) ?? []
  return first === undefined || second === undefined ? null : `${first}-${second}`
}
