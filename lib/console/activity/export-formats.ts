import type { Entry } from './entries'
import { eventWords, outcomeLabel } from './words'

/** How entries are written to a file: pure, one entry at a time, so that a file of any size can be streamed. */
export type ExportFormat = {
  readonly contentType: string
  readonly extension: string
  /** What stands above the entries; empty where nothing does. */
  readonly head: string
  readonly line: (entry: Entry) => string
}

const columns = {
  id: ({ id }) => String(id),
  at: ({ at }) => at.toISOString(),
  tenant: ({ tenant }) => tenant?.slug ?? '',
  event: ({ event }) => event,
  outcome: ({ outcome }) => outcome ?? '',
  what: ({ event, flow }) => eventWords(event, flow),
  how_it_ended: ({ event, outcome, flow }) => outcomeLabel(event, outcome, flow)?.text ?? '',
  person: ({ person }) => person ?? '',
  user_tag: ({ tag }) => tag ?? '',
  network: ({ network }) => network ?? '',
  support_code: ({ supportCode }) => supportCode ?? '',
  cognito_request_id: ({ requestId }) => requestId ?? '',
  trace_id: ({ traceId }) => traceId ?? '',
  revision: ({ brandRevision }) => brandRevision ?? '',
  language: ({ locale }) => locale ?? '',
  kind_of_link: ({ flow }) => flow ?? '',
  details: ({ details }) => (details === null || details === undefined ? '' : JSON.stringify(details)),
} as const satisfies Record<string, (entry: Entry) => string>

/**
 * One cell of CSV, quoted as RFC 4180 says. A cell that a spreadsheet would take for a formula gets an apostrophe in
 * front (https://owasp.org/www-community/attacks/CSV_Injection).
 */
export function csvCell(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}

const csvLine = (cells: readonly string[]): string => `${cells.map(csvCell).join(',')}\r\n`

export const EXPORT_FORMATS = {
  csv: {
    contentType: 'text/csv; charset=utf-8; header=present',
    extension: 'csv',
    head: csvLine(Object.keys(columns)),
    line: (entry) => csvLine(Object.values(columns).map((read) => read(entry))),
  },
  json: {
    contentType: 'application/x-ndjson; charset=utf-8',
    extension: 'jsonl',
    head: '',
    line: ({ tenant, tenantId: _, tag, ...entry }) =>
      `${JSON.stringify({ ...entry, tenant: tenant?.slug ?? null, userTag: tag })}\n`,
  },
} as const satisfies Record<string, ExportFormat>
