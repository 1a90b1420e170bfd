import { once } from 'node:events'
import { Agent, type IncomingMessage, request } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { type Fields, formHeaders, hiddenFields, multipart } from './forms'
import { atMost, ms, type Row } from './rows'
import { spreadOf } from './statistics'

/** Forms that people of several classes send in turns, as a browser without JavaScript does, and when their answers came. */

const WARM_UP_PER_CLASS = 10
const AT_ONCE = 8

export type Person<Class extends string> = { kind: Class; username: string }
type Times = { firstByte: number; lastByte: number }
type Answer = { status: number | undefined; location: string | undefined; body: string }
export type AnswerTimes = {
  classes: readonly string[]
  perClass: number
  firstByte: ReturnType<typeof spreadOf>
  lastByte: ReturnType<typeof spreadOf>
}

/** Names of one length, in blocks of one of each class in an order of its own. The first blocks only warm up. */
export function inTurns<Class extends string>(
  classes: readonly Class[],
  perClass: number,
  name: string,
): Person<Class>[] {
  return Array.from({ length: perClass + WARM_UP_PER_CLASS }, (_, block) => {
    const people = classes.map((kind, index) => ({
      kind,
      username: `${name}-${String(block * classes.length + index).padStart(5, '0')}@example.com`,
    }))
    return people
      .map((person) => ({ person, at: Math.random() }))
      .sort((one, other) => one.at - other.at)
      .map(({ person }) => person)
  }).flat()
}

async function send(address: string, agent: Agent, body: string): Promise<Answer & Times> {
  const start = performance.now()
  const sent = request(address, {
    agent,
    method: 'POST',
    headers: formHeaders(address, body),
  })
  sent.end(body)
  const [answer]: IncomingMessage[] = await once(sent, 'response')
  if (answer === undefined) throw new Error(`${address} was not answered`)
  const firstByte = performance.now() - start
  const parts: Buffer[] = []
  answer.on('data', (part: Buffer) => parts.push(part))
  await once(answer, 'end')
  const lastByte = performance.now() - start
  const { statusCode: status, headers } = answer
  return { status, location: headers.location, body: Buffer.concat(parts).toString(), firstByte, lastByte }
}

type Form<Class extends string> = {
  /** The page whose first form is sent. */
  address: string
  people: readonly Person<Class>[]
  /** What a person types. */
  typed: (username: string) => Fields
  /** Whether an answer is the one that everybody gets. Another one ends the measurement. */
  isExpected: (answer: Answer) => boolean
}

/** Sends the form for all people, a few at once, and compares the classes' times. */
export async function compareTimes<Class extends string>(
  classes: readonly Class[],
  { address, people, typed, isExpected }: Form<Class>,
): Promise<AnswerTimes> {
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE })
  const times = new Map<string, Times[]>(classes.map((kind) => [kind, []]))
  const fields = hiddenFields(await (await fetch(address)).text())
  let next = 0
  const sendOn = async () => {
    await pause(Math.random() * 1_000)
    for (let index = next++; index < people.length; index = next++) {
      const { kind, username } = people[index] as Person<Class>
      const answer = await send(address, agent, multipart([...fields, ...typed(username)]))
      if (!isExpected(answer))
        throw new Error(`${address} answered “${kind}” with ${answer.status} ${answer.location}`)
      if (index >= WARM_UP_PER_CLASS * classes.length) times.get(kind)?.push(answer)
    }
  }
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, sendOn))
  } finally {
    agent.destroy()
  }
  const spread = (of: keyof Times) =>
    spreadOf(new Map([...times].map(([kind, all]) => [kind, all.map((each) => each[of])])))
  return {
    classes,
    perClass: people.length / classes.length - WARM_UP_PER_CLASS,
    firstByte: spread('firstByte'),
    lastByte: spread('lastByte'),
  }
}

/** @param done what these people did, for the lines of the table */
export function timeRows(done: string, { classes, perClass, firstByte, lastByte }: AnswerTimes): Row[] {
  const what = `${done}, ${classes.length} classes of ${perClass} people, to the`
  return [['first byte', firstByte] as const, ['last byte', lastByte] as const].flatMap(
    ([byte, { largestDistance, largestArea, areaErrors }]) => [
      atMost(`${what} ${byte}: largest distance of two medians`, largestDistance, 15, ms),
      atMost(
        `${what} ${byte}: largest |AUC − 0.5| (${largestArea.toFixed(3)}), in standard errors`,
        areaErrors,
        3.3,
        (value) => value.toFixed(2),
      ),
    ],
  )
}
