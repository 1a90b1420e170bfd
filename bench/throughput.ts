import { Agent, request } from 'node:http'
import type { Target } from './servers'
import { median } from './statistics'

const CONNECTIONS = 16
const ROUNDS = 9
const ROUND_MS = 2_500
const WARM_UP_MS = 4_000

type Rate = { perSecond: number; processorMs: number | null }

export type Throughput = {
  portal: number
  empty: number
  ratio: number
  ratios: number[]
  /** The portal's processor time for a page over the empty page's: what a busy machine does not change. */
  processorRatio: number | null
}

/** Answers a second that a server gives to a few connections that never pause. */
async function rateOf(target: Target, encoding: string, forMs: number): Promise<Rate> {
  const { url, headers } = target
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
  const usedBefore = target.processorMs()
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      while (performance.now() < endAt) {
        await once()
        answers++
      }
    }),
  )
  agent.destroy()
  const used = target.processorMs()
  return {
    perSecond: answers / ((performance.now() - start) / 1_000),
    processorMs: used === null || usedBefore === null ? null : (used - usedBefore) / answers,
  }
}

/** One page against the other in turns, so that whatever else the machine does weighs on both. */
export async function compareThroughput(
  portal: Target,
  empty: Target,
  encoding: string,
): Promise<Throughput> {
  await rateOf(empty, encoding, WARM_UP_MS)
  await rateOf(portal, encoding, WARM_UP_MS)
  const rounds: { portal: Rate; empty: Rate }[] = []
  for (let round = 0; round < ROUNDS; round++) {
    if (round % 2 === 0) {
      const first = await rateOf(portal, encoding, ROUND_MS)
      rounds.push({ portal: first, empty: await rateOf(empty, encoding, ROUND_MS) })
    } else {
      const first = await rateOf(empty, encoding, ROUND_MS)
      rounds.push({ empty: first, portal: await rateOf(portal, encoding, ROUND_MS) })
    }
  }
  const ratios = rounds.map((each) => each.portal.perSecond / each.empty.perSecond)
  const processorRatios = rounds.flatMap((each) =>
    each.portal.processorMs === null || each.empty.processorMs === null
      ? []
      : [each.portal.processorMs / each.empty.processorMs],
  )
  return {
    portal: median(rounds.map((each) => each.portal.perSecond)),
    empty: median(rounds.map((each) => each.empty.perSecond)),
    ratio: median(ratios),
    ratios,
    processorRatio: processorRatios.length > 0 ? median(processorRatios) : null,
  }
}
