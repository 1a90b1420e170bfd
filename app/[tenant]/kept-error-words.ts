export type ErrorWords = { pageTitle: string; title: string; again: string; supportCode: string }

let kept: ErrorWords | null = null

/** Keeps the words of the page that a browser shows; never on the server, where pages of many tenants are drawn. */
export function keepErrorWords(words: ErrorWords): void {
  if (typeof document !== 'undefined') kept = words
}

/** The words for when not even the page's frame is left; null where no tenant's page was drawn in this browser. */
export const keptErrorWords = (): ErrorWords | null => kept
