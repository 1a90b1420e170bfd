/** A code of six digits that isn't this one; another for each `by` below a million. */
export const wrongCode = (code: string, by = 1): string =>
  String((Number(code) + by) % 1_000_000).padStart(6, '0')
