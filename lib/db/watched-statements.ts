import type { Watch } from './connection'

type Client = { query: (text: never, ...rest: never[]) => unknown }

/** What drivers are given: SQL, or an object that has it (node-postgres, as Drizzle calls it). */
const textOf = (statement: unknown): string => {
  if (typeof statement === 'string') return statement
  const text: unknown = typeof statement === 'object' && statement !== null && Reflect.get(statement, 'text')
  return typeof text === 'string' ? text : ''
}

/** Lets `watch` run around each statement that is given to a client, to a pool or within a transaction. */
export function watchStatements(client: Client, watch: Watch): void {
  const query = client.query.bind(client)
  Reflect.set(client, 'query', (...values: Parameters<typeof query>) =>
    // A driver's own form with a callback has no promise that could be watched.
    typeof values.at(-1) === 'function'
      ? query(...values)
      : watch(textOf(values[0]), async () => query(...values)),
  )
}
