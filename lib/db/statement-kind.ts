const OPERATIONS = new Set(['select', 'insert', 'update', 'delete', 'with', 'begin', 'commit', 'rollback'])

/** What a statement does and to which table, for metrics and spans: a few words of its own, never a value. */
export function kindOfStatement(text: string): { operation: string; table: string | null } {
  const first = /^\s*([a-z]+)/i.exec(text)?.[1]?.toLowerCase() ?? ''
  const [, table = null] = /\b(?:from|into|update)\s+(?:only\s+)?"?([a-z_][a-z0-9_]*)"?/i.exec(text) ?? []
  return { operation: OPERATIONS.has(first) ? first : 'other', table: table?.toLowerCase() ?? null }
}
