/** One line of JSON for CloudWatch. Never a code, an address or a user name: names of errors and parts only. */
export function log(event: string, facts: Record<string, string | boolean | number>): void {
  process.stdout.write(`${JSON.stringify({ event, ...facts })}\n`)
}

/** What went wrong, in one word: messages of errors may repeat what was sent. */
export const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown')
