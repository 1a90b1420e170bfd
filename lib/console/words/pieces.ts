import { placeholdersOf } from '../../i18n/own-texts'

/** Something that a text can hold: a placeholder, or a pair of tags around some words. */
export type Piece = { readonly before: string; readonly after: string }

/** The placeholders and pairs of tags that a text of the portal has. */
export function piecesOf(standard: string): Piece[] {
  return placeholdersOf(standard)
    .filter((piece) => !piece.startsWith('</'))
    .map((piece) => ({ before: piece, after: piece.startsWith('<') ? `</${piece.slice(1)}` : '' }))
}

export const hasPiece = (text: string, { before, after }: Piece): boolean =>
  text.includes(before) && text.includes(after)

/**
 * Puts a piece where the cursor is; a pair of tags goes around what is selected.
 *
 * @returns the text, and where the cursor is afterwards
 */
export function withPiece(
  text: string,
  { before, after }: Piece,
  { start, end }: { start: number; end: number },
): { text: string; cursor: number } {
  const inside = after === '' ? '' : text.slice(start, end)
  const cursor = start + before.length + inside.length
  return { text: `${text.slice(0, start)}${before}${inside}${after}${text.slice(end)}`, cursor }
}
