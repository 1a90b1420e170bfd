import { Agent, request } from 'node:http'
import type { Target } from './servers'
import { median } from './statistics'

const CONNECTIONS = 16
const ROUNDS = 9
const ROUND_MS = 2_500
const WARM_UP_MS = 4_000

export type Throughput = { portal: number; empty: number; ratio: number; ratios: number[] }

/** Answers a second that a server gives to a few connections that never pause. */
async function requestsPerSecond({ url, headers }: Target, encoding: string, forMs: number): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS })
  const options = { agent, headers: { ...headers, 'accept-encoding': encoding } }
  const endAt = performance.now() + forMs
  let answers = 0
  const once = () =>
    new Promise<void>((resolve, reject) => {
      const asking = request(url, options, (answer) => {
        if (answer.statusCode !== 200) reject(new Error(`${url} answered ${answer.statusCode}`))
        answer.resume().on('end', resolve)
      })
      asking.on('error', reject)
      asking.end()
    })
  const start = performance.now()
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      while (performance.now() < endAt) {
        await once()
        answers++
      }
    }),
  )
  agent.destroy()
  return answers / ((performance.now() - start) / 1_000)
}

/** One page against the other in turns, so that whatever else the machine does weighs on both. */
export async function compareThroughput(
  portal: Target,
  empty: Target,
  encoding: string,
): Promise<Throughput> {
  await requestsPerSecond(empty, encoding, WARM_UP_MS)
  await requestsPerSecond(portal, encoding, WARM_UP_MS)
  const rounds: { portal: number; empty: number }[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const first = round % 2 === 0 ? portal : empty
    const rates = new Map<Target, number>()
    for (const target of [first, first === portal ? empty : portal]) {
      rates.set(target, await requestsPerSecond(target, encoding, ROUND_MS))
    }
    rounds.push({ portal: rates.get(portal) ?? 0, empty: rates.get(empty) ?? 0 })
  }
  const ratios = rounds.map((each) => each.portal / each.empty)
  return {
    portal: median(rounds.map((each) => each.portal)),
    empty: median(rounds.map((each) => each.empty)),
    ratio: median(ratios),
    ratios,
  }
}
