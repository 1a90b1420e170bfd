/** A header is read no further than this: a client can write what it likes into it. */
const MAXIMUM_LENGTH = 1_000

const languageTag = /^[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*$/

function weightOf(parameters: string[]): number {
  const given = parameters.map((each) => /^\s*q=([\d.]+)\s*$/.exec(each)?.[1]).find(Boolean)
  return given === undefined ? 1 : Number(given)
}

/** The language tags of an `Accept-Language`, the most wanted first, as they were written (RFC 9110 §12.5.4). */
export function wantedLanguages(acceptLanguage: string | null): string[] {
  return (acceptLanguage ?? '')
    .slice(0, MAXIMUM_LENGTH)
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().split(';')
      return { tag, weight: weightOf(parameters) }
    })
    .filter(({ tag, weight }) => weight > 0 && languageTag.test(tag))
    .sort((a, b) => b.weight - a.weight)
    .map(({ tag }) => tag)
}
