/**
 * A locale for `Intl` that writes Latin digits, as the catalogues and the codes do: a sentence has one system of numerals,
 * and what is to be typed looks like what is shown (UTS #35, `-u-nu-`). The calendar is the language's own, which is the
 * Persian one in Persian and the Buddhist one in Thai.
 */
export const latinDigits = (locale: string): string => `${locale}-u-nu-latn`
