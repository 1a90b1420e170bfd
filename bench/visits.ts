import { Agent, get } from 'node:http'
import type { Server } from './servers'
import { median } from './statistics'

const AT_ONCE = 4

function answerMs(url: URL, host: string, agent: Agent): Promise<number> {
  const before = performance.now()
  return new Promise((resolve, reject) => {
    const headers = { host, 'accept-encoding': 'gzip', 'accept-language': 'en' }
    get(url, { agent, headers }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`${host} answered ${response.statusCode}`))
      response.resume()
      response.once('end', () => resolve(performance.now() - before))
    }).once('error', reject)
  })
}

/** Opens `/forgot` at one host after the other, a few at once: a page's processor time and the median of its answers. */
export async function visitHosts(
  { base, processorMs }: Server,
  hosts: readonly string[],
  pages: number,
): Promise<{ processorMs: number; answerMs: number }> {
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE })
  const took: number[] = []
  const before = processorMs()
  let next = 0
  const visitor = async () => {
    while (next < pages) {
      const host = hosts[next++ % hosts.length] ?? ''
      took.push(await answerMs(new URL('/forgot', base), host, agent))
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, visitor))
  agent.destroy()
  return { processorMs: (processorMs() - before) / pages, answerMs: median(took) }
}
