import { once } from 'node:events'
import { Agent, type IncomingMessage, request } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import { gunzipSync } from 'node:zlib'
import { type Fields, formHeaders, hiddenFields, multipart } from './forms'
import { startNorthwind } from './northwind'
import { type Findings, ms, told } from './rows'
import { withPostgres } from './servers'
import { median, quantile } from './statistics'

const AT_ONCE = 8
const WARM_UP = 80
const ROUNDS = 5
const RESETS_PER_ROUND = 60
/** What AWS allows an account in one region: a reset is two of thirty calls a second. */
const QUOTA_PER_SECOND = 15
const QUOTA_SECONDS = 20
const PASSWORD = 'New-Password-22'

type Northwind = Awaited<ReturnType<typeof startNorthwind>>

/** A browser without JavaScript that somebody resets a password with. */
class Walker {
  readonly #agent: Agent
  readonly #cookies = new Map<string, string>()
  /** Milliseconds of each request, without those of the ask, whose time is fixed. */
  readonly times: number[] = []

  constructor(agent: Agent) {
    this.#agent = agent
  }

  /** Opens an address, or sends a form there, and follows where it leads. */
  async open(address: string, body?: string): Promise<{ address: string; html: string }> {
    const began = performance.now()
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const sent = request(address, {
      agent: this.#agent,
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        'accept-encoding': 'gzip',
        ...(cookie && { cookie }),
        ...(body !== undefined && formHeaders(address, body)),
      },
    })
    sent.end(body)
    const [answer] = (await once(sent, 'response')) as [IncomingMessage]
    const bytes = await buffer(answer)
    if (body === undefined || !address.includes('/forgot')) this.times.push(performance.now() - began)
    for (const line of answer.headers['set-cookie'] ?? []) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      this.#cookies.set(name, value)
    }
    const { location } = answer.headers
    if (location !== undefined) return this.open(new URL(location, address).href)
    const isGzipped = answer.headers['content-encoding'] === 'gzip'
    return { address, html: (isGzipped ? gunzipSync(bytes) : bytes).toString() }
  }
}

const pageOf = (html: string) => /<main[^>]*\sdata-page="([^"]*)"/.exec(html)?.[1]

/** Asks for the mail, opens its link and sets a password: six requests. Gives the times of the five after the ask. */
async function reset(northwind: Northwind, username: string, agent: Agent, ask: string): Promise<number[]> {
  northwind.addUser(username)
  const who = new Walker(agent)
  const sent = await who.open(`${northwind.url}/forgot`, ask)
  if (pageOf(sent.html) !== 'sent') throw new Error(`Asking led to the page ${pageOf(sent.html)}`)
  let code = northwind.codeFor(username)
  // The mail may go out behind the answer.
  for (; code === undefined; code = northwind.codeFor(username)) await pause(20)
  const link = `${northwind.url}/link?u=${encodeURIComponent(username)}&c=${code}`
  const { address, html } = await who.open(link)
  const typed: Fields = [
    ['username', username],
    ['password', PASSWORD],
  ]
  const done = await who.open(address, multipart([...hiddenFields(html), ...typed]))
  if (pageOf(done.html) !== 'done') throw new Error(`The new password led to the page ${pageOf(done.html)}`)
  return who.times
}

async function measure(database: string) {
  // The fixed time of an answer is no work, and a short one keeps more people on their way.
  const settings = { DATABASE_URL: database, REKEY_ANSWER_TIME_FACTOR: '0.2' }
  const northwind = await startNorthwind(settings)
  const agent = new Agent({ keepAlive: true, maxSockets: 64 })
  let people = 0
  try {
    const fields = hiddenFields(await (await fetch(`${northwind.url}/forgot`)).text())
    const one = () => {
      const username = `person-${people++}@example.com`
      return reset(northwind, username, agent, multipart([...fields, ['username', username]]))
    }
    const many = async (count: number) => {
      let begun = 0
      await Promise.all(
        Array.from({ length: AT_ONCE }, async () => {
          while (begun++ < count) await one()
        }),
      )
    }
    await many(WARM_UP)
    const costs: number[] = []
    for (let round = 0; round < ROUNDS; round++) {
      const before = northwind.processorMs()
      await many(RESETS_PER_ROUND)
      costs.push((northwind.processorMs() - before) / RESETS_PER_ROUND)
    }
    const began = performance.now()
    const before = northwind.processorMs()
    const walks: Promise<number[]>[] = []
    for (let second = 0; second < QUOTA_SECONDS; second += 1 / QUOTA_PER_SECOND) {
      await pause(Math.max(0, began + second * 1_000 - performance.now()))
      walks.push(one())
    }
    const answers = (await Promise.all(walks)).flat()
    const busy = (northwind.processorMs() - before) / (performance.now() - began)
    return { processorMs: median(costs), costs, answers, perSecond: walks.length / QUOTA_SECONDS, busy }
  } finally {
    agent.destroy()
    await northwind.end()
  }
}

/** What a whole reset costs, and how quickly pages are answered while as many are made as AWS allows an account. */
export async function resets(): Promise<Findings> {
  const found = await withPostgres(measure)
  if (found === null) return { rows: [], figures: null }
  const perSecond = 1_000 / found.processorMs
  const quota = `${QUOTA_PER_SECOND} resets a second for ${QUOTA_SECONDS} s (${found.busy.toFixed(2)} cores busy): an answer's`
  return {
    rows: [
      {
        what: `whole resets a second on one core (${ms(found.processorMs)} of processor time each)`,
        value: perSecond.toFixed(1),
        target: '≥ 15',
        isMet: perSecond >= 15,
      },
      told(`${quota} p50`, ms(quantile(found.answers, 0.5))),
      told(`${quota} p99`, ms(quantile(found.answers, 0.99))),
    ],
    figures: found,
  }
}
