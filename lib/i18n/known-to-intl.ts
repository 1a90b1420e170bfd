/**
 * Whether this engine knows how a language writes numbers and times. Browsers lack some languages that servers know
 * (Chromium: Basque, Galician) and then write those of their own.
 */
export const isKnownToIntl = (locale: string): boolean =>
  Intl.DateTimeFormat.supportedLocalesOf(locale).length > 0
