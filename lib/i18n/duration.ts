import { latinDigits } from './latin-digits'

/** A whole number of minutes or hours in words: `12 minutes`, `12分`. Needs no time zone, which a server doesn't know. */
export function inWords(count: number, unit: 'minute' | 'hour', locale: string): string {
  const text = new Intl.NumberFormat(latinDigits(locale), {
    style: 'unit',
    unit,
    unitDisplay: 'long',
  }).format(count)
  // The locale data has a space here, which nobody writes next to these characters.
  return text.replace(/ (?=\p{sc=Han})/u, '')
}
