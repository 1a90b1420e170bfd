import { load, type Page } from './load'
import { atMost, type Findings, times } from './rows'
import { type Server, startEmptyApp, startPortal, using } from './servers'
import { median } from './statistics'

const ROUNDS = 7
const REQUESTS_PER_ROUND = 250
const WARM_UP_REQUESTS = 600

type Subject = { name: string; server: Server; page: Page }

/** Processor milliseconds that a server takes for a page. */
async function costOfPage({ server, page }: Subject, encoding: string): Promise<number> {
  const before = server.processorMs()
  const answers = await load([page], encoding, (begun) => begun < REQUESTS_PER_ROUND)
  return (server.processorMs() - before) / answers
}

/** All pages in turns, so that whatever else the machine does weighs on each. */
async function costs(subjects: readonly Subject[], encoding: string): Promise<Record<string, number>[]> {
  for (const { page } of subjects) await load([page], encoding, (begun) => begun < WARM_UP_REQUESTS)
  const rounds: Record<string, number>[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const order = round % 2 === 0 ? subjects : [...subjects].reverse()
    const found: Record<string, number> = {}
    for (const subject of order) found[subject.name] = await costOfPage(subject, encoding)
    rounds.push(found)
  }
  return rounds
}

/** What pages cost in processor time over an empty page behind the same server. */
export const pages = (): Promise<Findings> =>
  using([() => startPortal(), startEmptyApp], async ([portal, empty]) => {
    const subjects = [
      { name: '/forgot', server: portal, page: portal.forgot },
      { name: '/reset', server: portal, page: portal.reset },
      { name: 'empty', server: empty, page: empty.page },
    ]
    const gzip = await costs(subjects, 'gzip')
    const identity = await costs(subjects, 'identity')
    const over = (rounds: Record<string, number>[], name: string) =>
      median(rounds.map((round) => (round[name] ?? Number.NaN) / (round.empty ?? Number.NaN)))
    const rows = (
      [
        ['/forgot', 1.5],
        ['/reset', 1.8],
      ] as const
    ).flatMap(([name, limit]) =>
      (
        [
          ['gzip', gzip],
          ['not compressed', identity],
        ] as const
      ).map(([how, rounds]) => {
        const own = median(rounds.map((round) => round[name] ?? Number.NaN))
        const what = `${name}, processor time a request over an empty page's, ${how} (${own.toFixed(2)} ms)`
        return atMost(what, over(rounds, name), limit, times)
      }),
    )
    return { rows, figures: { gzip, identity } }
  })
