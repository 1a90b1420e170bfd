/** Cognito's own bound for a confirmation code. */
const MAXIMUM_CODE_LENGTH = 2048

/** Digits of other scripts to ASCII: a block of decimal digits runs from zero to nine in order (Unicode §4.6). */
function asciiDigits(text: string): string {
  return text.replace(/\p{Nd}/gu, (digit) => {
    // Full-width and mathematical digits normalise to ASCII; the latter's blocks follow each other without a gap.
    const compatible = digit.normalize('NFKC')
    if (/^[0-9]$/.test(compatible)) return compatible
    const codePoint = digit.codePointAt(0) ?? 0
    let zero = codePoint
    while (codePoint - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--
    return String(codePoint - zero)
  })
}

/**
 * Six digits that stand alone in a sentence. Letters of scripts that put no space between words (`コードは123456です`)
 * may touch them; more digits after a single space or dash make it another number.
 */
const LONE_CODE =
  /(?<![\p{N}\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}_.,/]|\d |[\d\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]\p{Pd})\d(?:[ \p{Pd}]?\d){5}(?![\p{N}\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}_/]|[ \p{Pd}.,]\d)/gu

/**
 * The code in what a person typed or pasted: `123 456`, `123-456`, `１２３４５６`, `Your code is 123456`.
 *
 * Anything that isn't clearly one run of digits is passed on unchanged (without outer white space), since the service
 * and not the portal decides what a code looks like; it is never turned into a different code.
 *
 * @returns the code, or null where there is none or Cognito's pattern `[\S]+` can't hold it
 */
export function readCode(entered: string): string | null {
  const trimmed = entered.trim()
  if (trimmed === '' || trimmed.length > MAXIMUM_CODE_LENGTH) return null
  const plain = asciiDigits(trimmed).replace(/[\p{Cf}]/gu, '')
  const compact = plain.replace(/[\s\p{Pd}.·]/gu, '')
  if (/^\d{4,}$/.test(compact)) return compact
  const runs = plain.match(LONE_CODE) ?? []
  const distinct = [...new Set(runs.map((run) => run.replace(/\D/g, '')))]
  if (distinct.length === 1 && distinct[0] !== undefined) return distinct[0]
  return /^\S+$/.test(trimmed) && !/[\p{Cc}]/u.test(trimmed) ? trimmed : null
}

/**
 * Whether a code looks like those in Cognito's own messages: six digits, or up to the eight of its other codes.
 * Cognito's pattern allows anything, so a code that doesn't is merely doubtful.
 */
export const isUsualCode = (code: string): boolean => /^\d{6,8}$/.test(code)
