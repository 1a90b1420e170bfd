export const LANGUAGE_SHEETS: Record<string, string[]>
export const COLUMNS: number
export const GAP: number
export const PAGE_ON_A_SHEET: { width: number; height: number; scale: number }
export function sizeOfSheet(
  pages: number,
  columns: number,
  page: { width: number; height: number; scale: number },
): { width: number; height: number }
