/** Cognito's own bound for a confirmation code. */
const MAXIMUM_CODE_LENGTH = 2048

/** Digits of other scripts to ASCII: every block of decimal digits runs from zero to nine in order (Unicode §4.6). */
function asciiDigits(text: string): string {
  return text.normalize('NFKC').replace(/\p{Nd}/gu, (digit) => {
    const codePoint = digit.codePointAt(0) ?? 0
    let zero = codePoint
    while (codePoint - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--
    // A block may follow another one without a gap, so the value is taken modulo ten.
    return String((codePoint - zero) % 10)
  })
}

/**
 * The code in what a person typed or pasted: `123 456`, `123-456`, `１２３４５６`, `Your code is 123456`.
 *
 * Anything that isn't clearly one run of digits is passed on as it stands (without outer white space), since the
 * service and not the portal decides what a code looks like; it is never turned into a different code.
 *
 * @returns the code, or null where there is none or Cognito's pattern `[\S]+` can't hold it
 */
export function readCode(entered: string): string | null {
  const trimmed = entered.trim()
  if (trimmed === '' || trimmed.length > MAXIMUM_CODE_LENGTH) return null
  const plain = asciiDigits(trimmed).replace(/[\p{Cf}]/gu, '')
  const compact = plain.replace(/[\s\p{Pd}.·]/gu, '')
  if (/^\d{4,}$/.test(compact)) return compact
  const runs = plain.match(/(?<![\p{L}\p{N}])\d(?:[ \p{Pd}]?\d){5}(?![\p{L}\p{N}])/gu) ?? []
  const distinct = [...new Set(runs.map((run) => run.replace(/\D/g, '')))]
  if (distinct.length === 1 && distinct[0] !== undefined) return distinct[0]
  return /^\S+$/.test(trimmed) && !/[\p{Cc}]/u.test(trimmed) ? trimmed : null
}
