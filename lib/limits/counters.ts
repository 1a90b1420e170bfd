import { setTimeout as pause } from 'node:timers/promises'
import { batches } from '../platform/batches'
import { circuitBreaker } from '../platform/circuit-breaker'
import type { Answer, Command, LimitStore, RefundCommand, TakeCommand } from './commands'
import {
  after,
  type Counters,
  type Decision,
  decisionOf,
  peekCommand,
  type Request,
  type Reservation,
  refundOf,
  refundOfUnknown,
  takeCommand,
} from './decision'
import { OwnShare } from './own-share'
import { type LimitName, limits, scaled } from './policy'
import { quotaQueue } from './quota-queue'
import { Settlement } from './settlement'
import { isTooSlow, StoreSilent } from './slowness'
import { heardByAll, inTime, whatArrived } from './waiting'

const PATIENCE_MS = 4_000
const MOST_TOGETHER = 250
const REFUND_LIMIT_MS = 500 // It goes on.
const PROBE_EVERY_MS = 1_000
const ASK_AGAIN_MS = 100
/** A store that has answered nothing for this long counts as away. */
const SILENT_MS = 12_000
/** After an outage nothing is taken for this long, so that all instances can settle what they allowed alone. */
const SETTLING_MS = 2_000

type Options = {
  /** Opens the shared store; called again after it failed. */
  store: () => Promise<LimitStore>
  factor: number
  /** How long a request waits for the store unless it says otherwise, in milliseconds. */
  patienceMs?: number
  /** How long a silence counts as an outage, in milliseconds. */
  silentMs?: number
  onAway: (error: unknown) => void
  onBack: () => void
}

/**
 * Limits that all instances share, in one of two states. While the store is available it alone decides: a caller who
 * can't wait any longer gets no decision. While it is away (unreachable, or silent for long) this process decides
 * alone, within its half, and what it allowed is counted in the store before anything is taken from the store again.
 */
export function counters(options: Options): Counters {
  const { store, factor, patienceMs: usualPatienceMs = PATIENCE_MS, silentMs = SILENT_MS } = options
  let opening: Promise<LimitStore> | null = null
  const own = new OwnShare()
  const flow = quotaQueue()
  const limitOf = (name: LimitName) => scaled(limits[name], factor)
  /** Since when the store has left requests unanswered. */
  let silentSince: number | null = null
  let [isProbing, isSettling] = [false, false]
  /** Aborted when the store goes away, so that everybody stops waiting for it. */
  let presence = heardByAll()
  const breaker = circuitBreaker({
    name: 'limits',
    opensOn: (error) => !isTooSlow(error),
    probeEveryMs: PROBE_EVERY_MS,
    onOpen: (error) => {
      options.onAway(error)
      presence.abort()
    },
    onClose: () => {
      presence = heardByAll()
      options.onBack()
    },
  })

  async function foundSilent(): Promise<void> {
    await whatArrived()
    if (silentSince !== null && performance.now() - silentSince >= silentMs) breaker.failed(new StoreSilent())
  }

  async function ask(commands: readonly Command[]): Promise<readonly Answer[]> {
    silentSince ??= performance.now()
    const silence = setTimeout(foundSilent, Math.ceil(silentSince + silentMs - performance.now()) + 1).unref()
    try {
      opening ??= store().catch((error: unknown) => {
        opening = null
        throw error
      })
      const answers = await (await opening).run(commands)
      // If it was silent for half as long here, another instance may have found it away and decided alone.
      const mustSettle =
        breaker.isOpen() || performance.now() - (silentSince ?? performance.now()) > silentMs / 2
      silentSince = null
      breaker.succeeded()
      if (mustSettle) void settleFirst()
      return answers
    } catch (error) {
      void probe()
      throw error
    } finally {
      clearTimeout(silence)
    }
  }

  const queue = batches<Command, Answer>(async (commands) => {
    try {
      return await ask(commands).catch((error: unknown) => {
        if (isTooSlow(error) || breaker.isOpen()) throw error
        // A connection that broke while idle fails on its first use; the second try gets a good one.
        return ask(commands)
      })
    } catch (error) {
      breaker.failed(error)
      throw error
    }
  }, MOST_TOGETHER)
  const settlement = new Settlement(ask)

  /** After a store comes back nothing is taken until every instance has told it what it allowed meanwhile. */
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

  /** Sends a failed store empty requests until it answers; only then is it told what it missed. */
  async function probe(): Promise<void> {
    if (isProbing) return
    isProbing = true
    while (silentSince !== null) {
      await pause(PROBE_EVERY_MS, undefined, { ref: false })
      await ask([]).catch(breaker.failed)
    }
    isProbing = false
    await settlement.settle().catch(breaker.failed)
  }

  /** Sent again until it is answered: by its key it is carried out once. */
  async function sendRefund(refund: RefundCommand): Promise<boolean> {
    try {
      if (breaker.isOpen()) throw breaker.openedBy()
      await queue.send(refund).answer
      return true
    } catch {
      settlement.later(refund)
      return false
    }
  }

  const answerInTime = (answer: Promise<Answer>, patienceMs: number) =>
    inTime(answer, patienceMs, presence.signal)

  /** Decides within this process's own half, where it may and the store is away. */
  function alone(reservation: Reservation, isAllowedAlone: boolean): Decision {
    if (!breaker.isOpen() || !isAllowedAlone || !settlement.hasRoom()) return { kind: 'undecided' }
    const answer = own.take(reservation.command)
    if (answer.taken) settlement.owe(reservation)
    return decisionOf(reservation, answer)
  }

  async function once(command: TakeCommand, patienceMs: number, isAllowedAlone: boolean): Promise<Decision> {
    const reservation: Reservation = { command, answer: null }
    const giveUpAt = performance.now() + patienceMs
    let sent: ReturnType<typeof queue.send> | null = null
    let hasFailed = false
    while (!breaker.isOpen()) {
      sent = queue.send(command)
      try {
        const answer = await answerInTime(sent.answer, giveUpAt - performance.now())
        if (answer === null) break
        if (!isSettling) {
          own.heard(command, answer)
          reservation.answer = answer
          return decisionOf(reservation, answer)
        }
        // It was sent while other instances may have decided alone: taken again once they have settled.
        if (answer.taken) void sendRefund(refundOf(command, answer, true))
        command.rider?.drop(sent.answer)
      } catch {
        hasFailed = true
        // Not done, or unknown: asked again, it is the same take.
        if (performance.now() >= giveUpAt) break
        await pause(ASK_AGAIN_MS, undefined, { ref: false })
      }
    }
    const decision = alone(reservation, isAllowedAlone)
    const late = sent && !sent.withdraw() ? sent.answer : null
    if (late || hasFailed) command.rider?.drop(late ?? Promise.resolve())
    // A take allowed alone is counted under the same key; any other that the store may yet count is refunded.
    if (decision.kind !== 'taken')
      late?.then(
        (answer) => answer.taken && sendRefund(refundOf(command, answer, true)),
        () => settlement.later(refundOfUnknown(command)),
      )
    return decision
  }

  async function takeAll(request: Request): Promise<Decision> {
    const { scope, isAllowedAlone = true } = request
    const command = takeCommand(request, limitOf)
    const patienceMs = request.patienceMs ?? usualPatienceMs
    const giveUpAt = performance.now() + patienceMs
    for (;;) {
      const decision = await once(command, Math.max(giveUpAt - performance.now(), 0), isAllowedAlone)
      if (decision.kind !== 'refused' || decision.by !== 'tenantQuota') return decision
      if (!(await flow.turn(scope, decision.retryAt, giveUpAt))) return decision
    }
  }

  return {
    takeAll,
    async take(name, key) {
      const decision = await takeAll({ scope: `${name}:${key}`, steps: [{ name, key }] })
      if (decision.kind === 'taken')
        return { ...decision, taken: true, remaining: decision.remaining[0] ?? 0 }
      return { taken: false, retryAt: decision.kind === 'refused' ? decision.retryAt : after(PROBE_EVERY_MS) }
    },
    async refund(reservation, names) {
      if (reservation.answer === null) own.refund(reservation.command, names)
      const refundable = settlement.refundable(reservation, names)
      if (refundable === null) return
      const done = sendRefund(refundOf(reservation.command, refundable, names === undefined))
      const noted = done.then((isDone) => isDone && own.refunded(refundable.rows))
      await Promise.race([noted, pause(REFUND_LIMIT_MS, undefined, { ref: false })])
    },
    async peek(name, key) {
      const step = { name, key, limit: limitOf(name) }
      const command = peekCommand(step, limitOf)
      const asked = breaker.isOpen() ? null : answerInTime(queue.send(command).answer, usualPatienceMs)
      const answer = await asked?.catch(() => null)
      const row = answer?.rows[0] ?? own.peek(step)
      const points = row?.points ?? 0
      return {
        remaining: Math.max(step.limit.times - points, 0),
        endsAt: row && points > 0 ? after(row.leftMs) : null,
      }
    },
  }
}
