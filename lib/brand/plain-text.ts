import { z } from 'zod'

/**
 * Characters that change how other text is shown or that no text field needs: controls, line and paragraph separators,
 * bidirectional embeddings, overrides and isolates (CVE-2021-42574), interlinear and tag characters, the byte order
 * mark and lone surrogates. The plain marks U+200E, U+200F and the joiners stay: Arabic and Persian need them.
 */
const REFUSED = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/u

/** One line of text that a tenant may write: shown as text, never read as markup. Lengths count UTF-16 units. */
export function plainText(maxLength: number) {
  return z
    .string()
    .trim()
    .min(1, { error: 'emptyText' })
    .max(maxLength)
    .refine((text) => !REFUSED.test(text), { error: 'control' })
}

/** A BCP 47 language tag, as in file names of the catalogues: `en`, `pt-BR`, `zh-Hant`. */
export const LocaleTag = z
  .string()
  .max(35)
  .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/, { error: 'language' })
