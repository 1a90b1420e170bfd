import { atMost, type Findings, ms } from './rows'
import { withPostgres } from './servers'
import { measuredBy } from './worker'

/** What applying so many unchanged tenant files takes. */
export type FilesCost = { count: number; statements: number; ms: number; processorMs: number }

/** A start with unchanged tenant files: a few, and a thousand. */
export async function files(): Promise<Findings> {
  const found = await withPostgres((url) =>
    measuredBy<FilesCost[]>('bench/files-worker.ts', { DATABASE_URL: url }),
  )
  const [few, many] = found ?? []
  if (few === undefined || many === undefined) return { rows: [], figures: null }
  return {
    rows: [
      atMost(
        `statements at a start with ${many.count} unchanged tenant files, beyond those of ${few.count} (${few.statements})`,
        many.statements - few.statements,
        0,
        String,
      ),
      atMost(
        `what they add to the start (${ms(many.processorMs - few.processorMs)} of processor time)`,
        many.ms - few.ms,
        1_000,
        ms,
      ),
    ],
    figures: { few, many },
  }
}
