import { setTimeout as pause } from 'node:timers/promises'
import { type Batches, batches } from '../batches'
import { circuitBreaker } from '../circuit-breaker'
import type { Answer, Command, LimitStore, TakeCommand } from './commands'
import {
  after,
  type Counters,
  type Decision,
  decisionOf,
  type Request,
  type Ticket,
  takeCommand,
} from './decision'
import { flowQueue } from './flow-queue'
import { OwnShare } from './own-share'
import { type LimitName, limits, scaled } from './policy'
import { Settlement } from './settlement'
import { isNeverSent, isTooSlow } from './slowness'

const PATIENCE_MS = 4_000
const MOST_TOGETHER = 250
/** How long a refund is waited for; it goes on. */
const REFUND_LIMIT_MS = 500
const PROBE_EVERY_MS = 1_000
/** After an outage nothing is taken for as long as it may take all instances to settle what they allowed alone. */
const SETTLING_MS = 2_000
/** A silence from which on some instance may have allowed something alone. */
const LONG_SILENCE_MS = 3_000

type Options = {
  /** Opens what all instances share; called again after it failed. */
  store: () => Promise<LimitStore>
  factor: number
  /** How long a request waits for the store unless it says otherwise, in milliseconds. */
  patienceMs?: number
  onAway: (error: unknown) => void
  onBack: () => void
}

/**
 * Limits that all instances share. A slow store is waited for; only where it can't be reached, or answers nothing at all,
 * this process decides alone, within its half. What it allowed then is counted in the store before it takes from it again.
 */
export function counters(options: Options): Counters {
  const { store, factor, patienceMs: usualPatienceMs = PATIENCE_MS, onAway, onBack } = options
  const longSilenceMs = Math.min(LONG_SILENCE_MS, usualPatienceMs * 0.75)
  let opening: Promise<LimitStore> | null = null
  const own = new OwnShare()
  let lastAnswerAt = Number.NEGATIVE_INFINITY
  /** Since when the store has been asked and has answered nothing. */
  let silentSince: number | null = null

  const breaker = circuitBreaker({
    opensOn: (error) => !isTooSlow(error),
    probeEveryMs: PROBE_EVERY_MS,
    onOpen: (error) => {
      onAway(error)
      void probe()
    },
    onClose: onBack,
  })

  async function ask(commands: readonly Command[]): Promise<readonly Answer[]> {
    silentSince ??= performance.now()
    opening ??= store().catch((error: unknown) => {
      opening = null
      throw error
    })
    const answers = await (await opening).run(commands)
    const silentMs = performance.now() - (silentSince ?? performance.now())
    silentSince = null
    lastAnswerAt = performance.now()
    if (silentMs > longSilenceMs) void settleFirst()
    return answers
  }

  const queue: Batches<Command, Answer> = batches(async (commands) => {
    try {
      return await ask(commands)
    } catch (error) {
      breaker.failed(error)
      throw error
    }
  }, MOST_TOGETHER)
  const settlement = new Settlement(ask)
  let isSettling = false

  /** Nothing is taken from a store that came back before every instance has told it what it allowed meanwhile. */
  async function settleFirst(): Promise<void> {
    if (isSettling) return
    isSettling = true
    queue.pause()
    try {
      await settlement.settle()
      await pause(SETTLING_MS, undefined, { ref: false })
      await settlement.settle()
    } catch (error) {
      breaker.failed(error)
    } finally {
      isSettling = false
      queue.resume()
    }
  }

  async function probe(): Promise<void> {
    while (breaker.isOpen()) {
      await pause(PROBE_EVERY_MS, undefined, { ref: false })
      try {
        await settlement.settle()
      } catch {
        // Away still: the breaker has told why.
        continue
      }
      breaker.succeeded()
      void settleFirst()
    }
  }

  function owe(ticket: Ticket): void {
    settlement.owe(ticket)
    if (!breaker.isOpen()) settlement.settle().catch(breaker.failed)
  }

  async function refundRows(command: TakeCommand, { mark, rows }: Answer, isWhole: boolean): Promise<void> {
    const { scope, markKey, issues } = command
    const isIssued = isWhole && markKey !== null && issues !== null
    const refund: Command = {
      op: 'refund',
      scope,
      rows,
      mark: isIssued ? { key: markKey, is: issues, was: mark } : null,
    }
    try {
      if (breaker.isOpen()) throw breaker.openedBy()
      await queue.send(refund).answer
      own.refunded(rows)
    } catch {
      settlement.later(refund)
    }
  }

  /** Decides within this process's own half. `late`: the store's answer, where it may still come. */
  function alone(ticket: Ticket, isAllowed: boolean, late: Promise<Answer> | null): Decision {
    const { command } = ticket
    const answer = isAllowed && settlement.hasRoom() ? own.take(command) : null
    const isTaken = answer?.taken === true
    if (late === null && isTaken) owe(ticket)
    late?.then(
      (known) => {
        if (isTaken && known.taken) ticket.answer = known
        else if (isTaken) owe(ticket)
        // It was counted in the store, and nothing came of it.
        else if (known.taken) void refundRows(command, known, true)
      },
      () => isTaken && owe(ticket),
    )
    return answer ? decisionOf(ticket, answer) : { kind: 'undecided' }
  }

  /** Waits for an answer until the patience is over, or the store has been silent for as long. */
  async function answerInTime(
    answer: Promise<Answer>,
    since: number,
    patienceMs: number,
  ): Promise<Answer | null> {
    for (;;) {
      const leftMs = Math.min(since, silentSince ?? since) + patienceMs - performance.now()
      if (leftMs <= 0) return null
      const first = await Promise.race([answer, pause(leftMs, null, { ref: false })])
      if (first !== null) return first
    }
  }

  async function once(command: TakeCommand, patienceMs: number, isAllowedAlone: boolean): Promise<Decision> {
    const ticket: Ticket = { command, answer: null }
    const since = performance.now()
    while (!breaker.isOpen()) {
      const sent = queue.send(command)
      try {
        const answer = await answerInTime(sent.answer, since, patienceMs)
        if (answer) {
          own.heard(command, answer)
          ticket.answer = answer
          return decisionOf(ticket, answer)
        }
        // One that does answer, only not in time, is not away: nobody but the store may decide.
        const isSilent = lastAnswerAt < since
        return alone(ticket, isAllowedAlone && isSilent, sent.withdraw() ? null : sent.answer)
      } catch (error) {
        const isOver = performance.now() - since > patienceMs
        if (isNeverSent(error) && !isOver) continue
        const isSilent = lastAnswerAt < since
        return alone(ticket, isAllowedAlone && (breaker.isOpen() || isSilent), null)
      }
    }
    return alone(ticket, isAllowedAlone, null)
  }

  const limitOf = (name: LimitName) => scaled(limits[name], factor)
  const flow = flowQueue()

  async function takeAll(request: Request): Promise<Decision> {
    const { scope, isAllowedAlone = true } = request
    const command = takeCommand(request, limitOf)
    const patienceMs = request.patienceMs ?? usualPatienceMs
    const giveUpAt = performance.now() + patienceMs
    for (;;) {
      const decision = await once(command, Math.max(giveUpAt - performance.now(), 0), isAllowedAlone)
      if (decision.kind !== 'refused' || decision.by !== 'tenantFlow') return decision
      if (!(await flow.turn(scope, decision.retryAt, giveUpAt))) return decision
    }
  }

  return {
    takeAll,
    async take(name, key) {
      const decision = await takeAll({ scope: `${name}:${key}`, steps: [{ name, key }] })
      if (decision.kind === 'taken')
        return { taken: true, ticket: decision.ticket, remaining: decision.remaining[0] ?? 0 }
      return { taken: false, retryAt: decision.kind === 'refused' ? decision.retryAt : after(PROBE_EVERY_MS) }
    },
    async refund(ticket, names) {
      const refundable = settlement.refundable(ticket, names)
      if (refundable === null) return
      const done = refundRows(ticket.command, refundable, names === undefined)
      await Promise.race([done, pause(REFUND_LIMIT_MS, undefined, { ref: false })])
    },
    async peek(name, key) {
      const step = { name, key, limit: limitOf(name) }
      const command = {
        ...takeCommand({ scope: `${name}:${key}`, steps: [step] }, limitOf),
        mode: 'peek' as const,
      }
      const answer = breaker.isOpen()
        ? null
        : await answerInTime(queue.send(command).answer, performance.now(), usualPatienceMs).catch(() => null)
      const row = answer?.rows[0] ?? own.peek(step)
      const points = row?.points ?? 0
      return {
        remaining: Math.max(step.limit.times - points, 0),
        endsAt: row && points > 0 ? after(row.leftMs) : null,
      }
    },
  }
}
