export type Tables = Map<string, Map<string, Set<string>>>
export function note(table: string, row: string, column: string, folder?: string): void
export function forgetNotes(folder?: string): void
export function readNotes(folder?: string): Tables
export function drawMatrix(tables: Tables): string
export function gapsOf(rows: Map<string, Set<string>> | undefined, names: string[]): string[]
export function printMatrix(folder?: string, messages?: string): string
