import { Agent, request } from 'node:http'

/** Pages that a few connections open over and over. */
export type Page = { url: string; headers: Record<string, string> }

const CONNECTIONS = 8

function open(agent: Agent, { url, headers }: Page, encoding: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const asking = request(url, { agent, headers: { ...headers, 'accept-encoding': encoding } }, (answer) => {
      if (answer.statusCode !== 200) reject(new Error(`${url} answered ${answer.statusCode}`))
      answer.resume().on('end', resolve)
    })
    asking.on('error', reject)
    asking.end()
  })
}

/**
 * Opens pages in turn, a few at once and without a pause.
 *
 * @param hasMore asked before each
 * @returns how many were opened
 */
export async function load(
  pages: readonly Page[],
  encoding: string,
  hasMore: (begun: number) => boolean,
): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS })
  let begun = 0
  try {
    await Promise.all(
      Array.from({ length: CONNECTIONS }, async () => {
        while (hasMore(begun)) await open(agent, pages[begun++ % pages.length] as Page, encoding)
      }),
    )
  } finally {
    agent.destroy()
  }
  return begun
}
