import { setTimeout as pause } from 'node:timers/promises'
import type { FaultInput } from '../../emulator/index'
import type { WireState } from '../../lib/db/test-wire'
import type { Deployment } from './deployment'
import { type Random, shuffled } from './random'

type Spell = {
  readonly name: string
  readonly stores?: readonly [WireState, WireState]
  readonly counters?: readonly [WireState, WireState]
  readonly service?: 'dark' | readonly FaultInput[]
  /** The instance that is asked to end, and started again. */
  readonly restarts?: 0 | 1
}

const operations = ['ForgotPassword', 'ConfirmForgotPassword', 'ResendConfirmationCode', 'ConfirmSignUp']
const ofAll = (fault: FaultInput): FaultInput[] => operations.map((operation) => ({ ...fault, operation }))

const lost = ofAll({ kind: 'drop-after-commit' })
const late = ofAll({ kind: 'delay-after', ms: 2_000 })

/** No instance is ended while it can't write what it owes the audit: see docs/reliability.md. */
const spells: readonly Spell[] = [
  { name: 'one store late', stores: ['late', 'whole'] },
  { name: 'both stores late', stores: ['late', 'late'] },
  { name: 'one store silent', stores: ['whole', 'silent'] },
  { name: 'both stores silent', stores: ['silent', 'silent'] },
  { name: 'one store away', stores: ['cut', 'whole'] },
  { name: 'both stores away', stores: ['cut', 'cut'] },
  { name: 'Redis away', counters: ['cut', 'cut'] },
  { name: 'Redis silent', counters: ['silent', 'whole'] },
  { name: 'Cognito’s answers lost', service: lost },
  { name: 'Cognito late', service: late },
  {
    name: 'Cognito’s answers garbled',
    service: ofAll({ kind: 'not-json', status: 200, when: 'after-commit' }),
  },
  {
    name: 'Cognito broken',
    service: ofAll({ kind: 'error', name: 'InternalErrorException', status: 500, when: 'after-commit' }),
  },
  { name: 'Cognito throttles', service: ofAll({ kind: 'error', name: 'TooManyRequestsException' }) },
  { name: 'Cognito away', service: 'dark' },
  { name: 'answers lost, one store away', stores: ['cut', 'whole'], service: lost },
  { name: 'answers lost, both stores late', stores: ['late', 'late'], service: lost },
  { name: 'a restart', restarts: 0 },
  { name: 'a restart, Cognito late', service: late, restarts: 1 },
  { name: 'a restart, a store late', stores: ['late', 'late'], restarts: 0 },
  { name: 'a restart, answers lost', service: lost, restarts: 1 },
]

const SPELL_MS = 3_000
const CALM_MS = 2_000
/** Until a process has found out that its store is back. */
const RECOVERY_MS = 4_000

export type Weather = {
  /** Whether the store answered quickly all the time between two times of `Date.now()`. */
  isStoreQuiet(from: number, to: number): boolean
  /** Whether no instance was without a store that the other one had, all the time between two times. */
  isStoreShared(from: number, to: number): boolean
  /** What happened, in its order. */
  names: readonly string[]
}

/** Switches faults on and off until a time, one after the other in an order that the generator decides. */
export async function makeWeather(
  deployment: Deployment,
  random: Random,
  until: number,
  weather: ReturnType<typeof openWeather> = openWeather(),
): Promise<Weather> {
  const { site, stores, counters } = deployment
  const { emulator } = site
  for (let deck: Spell[] = []; Date.now() < until; ) {
    if (deck.length === 0) deck = shuffled(spells, random)
    const spell = deck.pop() ?? { name: 'calm' }
    if (spell.counters && counters.length === 0) continue
    const from = Date.now()
    weather.names.push(spell.name)
    const current: [number, number] = [from, Number.POSITIVE_INFINITY]
    if (spell.stores) weather.bad.push(current)
    if (isSplit(spell.stores) || isSplit(spell.counters)) weather.split.push(current)
    for (const [index, wire] of stores.entries()) wire.set(spell.stores?.[index] ?? 'whole')
    for (const [index, wire] of counters.entries()) wire.set(spell.counters?.[index] ?? 'whole')
    if (spell.service === 'dark') await emulator.goDark()
    else emulator.faults.add(...(spell.service ?? []))
    await Promise.all([
      pause(SPELL_MS + random() * SPELL_MS),
      spell.restarts !== undefined && deployment.restart(spell.restarts),
    ])
    if (spell.service === 'dark') await emulator.comeBack()
    emulator.faults.clear()
    for (const wire of [...stores, ...counters]) wire.set('whole')
    current[1] = Date.now()
    await pause(CALM_MS)
  }
  return weather
}

const isLost = (state: WireState) => state === 'cut' || state === 'silent'
const isSplit = (wires: readonly [WireState, WireState] = ['whole', 'whole']) =>
  isLost(wires[0]) !== isLost(wires[1])

type Spans = [from: number, to: number][]

const isOutside = (spans: Spans, from: number, to: number) =>
  spans.every(([began, ended]) => to < began || from > ended + RECOVERY_MS)

/** Weather of which nothing has happened yet. */
export function openWeather() {
  const bad: Spans = []
  const split: Spans = []
  return {
    names: [] as string[],
    bad,
    split,
    isStoreQuiet: (from: number, to: number) => isOutside(bad, from, to),
    isStoreShared: (from: number, to: number) => isOutside(split, from, to),
  } satisfies Weather & Record<string, unknown>
}
