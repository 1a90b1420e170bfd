import { once } from 'node:events'
import { Agent, type IncomingMessage, request } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { type Emulator, startEmulator } from '../emulator/index'
import { demoPools } from '../scripts/demo-pools'
import { startAskedPortal } from './servers'
import { areaError, areaUnderCurve, median } from './statistics'

/** What an ask for a mail can be told by: nothing, if the time of the answer is the same for all of these. */
const classes = ['known', 'unknown', 'disabled', 'slow function', 'lost answer'] as const
type Class = (typeof classes)[number]

const ASKS_PER_CLASS = 300
const WARM_UP_PER_CLASS = 10
const AT_ONCE = 8
/** Far beyond the time of the answer, below the five seconds after which the service calls a function again. */
const SLOW_FUNCTION_MS = 3_000

type Times = { firstByte: number; lastByte: number }
/** Milliseconds; for the pair of classes that lies furthest apart. */
type Spread = {
  medians: Record<Class, number>
  largestDistance: number
  largestArea: number
  areaErrors: number
}
export type AskTimes = { asksPerClass: number; firstByte: Spread; lastByte: Spread }

type Ask = { kind: Class; username: string }

const BOUNDARY = '----rekey-bench-0123456789'

/** Names of one length, in blocks of one of each class in an order of its own. */
function plan(): Ask[] {
  return Array.from({ length: ASKS_PER_CLASS + WARM_UP_PER_CLASS }, (_, block) => {
    const asks = classes.map((kind, index) => ({
      kind,
      username: `person-${String(block * classes.length + index).padStart(5, '0')}@example.com`,
    }))
    return asks
      .map((ask) => ({ ask, at: Math.random() }))
      .sort((one, other) => one.at - other.at)
      .map(({ ask }) => ask)
  }).flat()
}

function settle(emulator: Emulator, poolId: string, asks: readonly Ask[]): void {
  for (const { kind, username } of asks) {
    if (kind === 'unknown') continue
    const user = { username, email: username, password: 'Old-Password-1', enabled: kind !== 'disabled' }
    emulator.addUser(poolId, user)
    if (kind === 'lost answer')
      emulator.faults.add({ kind: 'drop-after-commit', operation: 'ForgotPassword', username, times: 1 })
  }
}

const unescaped = (text: string) => text.replaceAll('&quot;', '"').replaceAll('&amp;', '&')

/** The hidden fields of the form, as a browser without JavaScript sends them. */
async function fieldsOf(address: string): Promise<[string, string][]> {
  const html = await (await fetch(address)).text()
  const form = /<form[\s\S]*?<\/form>/.exec(html)?.[0] ?? ''
  return [...form.matchAll(/<input type="hidden"[^>]*>/g)].map(([input]) => [
    unescaped(/ name="([^"]*)"/.exec(input)?.[1] ?? ''),
    unescaped(/ value="([^"]*)"/.exec(input)?.[1] ?? ''),
  ])
}

const multipart = (fields: [string, string][]) =>
  `${fields
    .map(
      ([name, value]) =>
        `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
    )
    .join('')}--${BOUNDARY}--\r\n`

/** Sends the form and says when the first and the last byte of the answer came. */
async function timesOf(address: string, agent: Agent, body: string): Promise<Times> {
  const start = performance.now()
  const asked = request(address, {
    agent,
    method: 'POST',
    headers: {
      'content-type': `multipart/form-data; boundary=${BOUNDARY}`,
      'content-length': Buffer.byteLength(body),
      origin: new URL(address).origin,
      'sec-fetch-site': 'same-origin',
    },
  })
  asked.end(body)
  const [answer]: IncomingMessage[] = await once(asked, 'response')
  const firstByte = performance.now() - start
  if (answer === undefined || answer.statusCode !== 303 || !/\/sent\?k=/.test(answer.headers.location ?? ''))
    throw new Error(`An ask was answered with ${answer?.statusCode} ${answer?.headers.location}`)
  answer.resume()
  await once(answer, 'end')
  return { firstByte, lastByte: performance.now() - start }
}

function spreadOf(times: ReadonlyMap<Class, Times[]>, of: keyof Times): Spread {
  const values = new Map(classes.map((kind) => [kind, (times.get(kind) ?? []).map((each) => each[of])]))
  const pairs = classes.flatMap((one, index) =>
    classes.slice(index + 1).map((other) => [values.get(one) ?? [], values.get(other) ?? []] as const),
  )
  const distances = pairs.map(([one, other]) => Math.abs(median(one) - median(other)))
  const areas = pairs.map(([one, other]) => Math.abs(areaUnderCurve(one, other) - 0.5))
  const errors = pairs.map(([one, other], index) => (areas[index] ?? 0) / areaError(one.length, other.length))
  const medians = Object.fromEntries(
    [...values].map(([kind, all]) => [kind, median(all)]),
  ) as Spread['medians']
  return {
    medians,
    largestDistance: Math.max(...distances),
    largestArea: Math.max(...areas),
    areaErrors: Math.max(...errors),
  }
}

/** Asks for a mail for people of every class, in turns and a few at once, at the built portal. */
export async function askTimes(): Promise<AskTimes> {
  const asks = plan()
  const slow = new Set(asks.filter(({ kind }) => kind === 'slow function').map(({ username }) => username))
  const pools = demoPools('tenants', 'http://localhost')
  const pool = pools.find(({ slug }) => slug === 'northwind')
  if (!pool) throw new Error('The demo tenants have no northwind')
  const emulator = await startEmulator({
    pools: [
      {
        ...pool.seed,
        linkMessage: undefined,
        customMessage: async (event) => {
          if (slow.has(event.userName)) await pause(SLOW_FUNCTION_MS)
          event.response.emailSubject = 'Code'
          event.response.emailMessage = 'Code {####}'
          return event
        },
      },
    ],
  })
  settle(emulator, pool.seed.id, asks)
  const portal = await startAskedPortal(emulator.url, pools)
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE })
  const times = new Map<Class, Times[]>(classes.map((kind) => [kind, []]))
  try {
    const address = `${portal.url}/northwind/forgot`
    const fields = await fieldsOf(address)
    let next = 0
    const askOn = async () => {
      await pause(Math.random() * 1_000)
      for (let index = next++; index < asks.length; index = next++) {
        const { kind, username } = asks[index] as Ask
        const took = await timesOf(address, agent, multipart([...fields, ['username', username]]))
        if (index >= WARM_UP_PER_CLASS * classes.length) times.get(kind)?.push(took)
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, askOn))
  } finally {
    agent.destroy()
    await portal.end()
    await emulator.close()
  }
  return {
    asksPerClass: ASKS_PER_CLASS,
    firstByte: spreadOf(times, 'firstByte'),
    lastByte: spreadOf(times, 'lastByte'),
  }
}
