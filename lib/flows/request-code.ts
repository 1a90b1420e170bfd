import 'server-only'
import type { Asked, CheckResult } from '../bot-check/bot-checks'
import type { CallResult, Subject } from '../cognito/calls'
import type { RequestVerdict } from '../cognito/exceptions'
import { normaliseUsername } from '../input/username-key'
import { type AskDecision, refundAsk, takeAsk } from '../limits/ask-limits'
import type { Reservation } from '../limits/decision'
import { askMark, noteNewestMail } from '../links/newest-mail'
import type { RequestOutcome } from '../outcome'
import { runsOnVercel } from '../platform/env'
import { isReplicated, type Tenant } from '../tenants/tenant'
import { callCognito, outcomeOfUnmade } from './call'
import type { Caller } from './caller'
import type { Flow } from './flow'
import type { FlowServices } from './flow-services'
import { type ReportContext, reportHeldBack, reportRequest, reportUnmadeRequest } from './report'
import { mintSupportCode } from './support-code'
import { sourceOf, tagsOf } from './tags'

/** An ask is over within this time of its request's arrival. */
const LONGEST_MS = 14_000
/** With less time left than this, no call is made. */
const LEAST_CALL_MS = 1_500

/** What an ask came to. */
export type RequestAnswer = {
  /** An outcome that says the same for every user of the tenant; everything else is `sent`. */
  outcome: RequestOutcome
  nextAskAt: Date
  supportCode: string
  /** Why Cognito was not asked; on a page the limit per user looks like `sent`, an AWS client is told. */
  heldBack: 'user' | 'address' | 'quota' | 'store' | 'bot-check' | 'standby' | null
  /** What Cognito answered, or null where it was not asked. */
  result: CallResult | null
  /** What is left to do after the answer; never throws. The answer is the same whether or not there is anything. */
  afterwards: (() => Promise<void>) | null
}

type Decided = Pick<RequestAnswer, 'outcome' | 'nextAskAt' | 'heldBack' | 'result'>

type Ask = ReportContext & {
  request: Flow['request']
  codeLifeMs: number
  username: string
  /** By `performance.now()`. */
  arrivedAt: number
  asked: Asked
}

type Options = {
  /** When the request's headers were read, by `performance.now()`. */
  arrivedAt?: number
  /** Called as soon as the limits are decided, with the time at which another mail can be asked for. */
  onLimits?: (nextAskAt: Date) => void
  /** Called as soon as it is known whether something holds the ask back that is the same for every account. */
  onChecked?: (isHeldBack: boolean) => void
  /** How it was asked, for the bot check; a page's form without a solution unless it says otherwise. */
  asked?: Asked
}

const WITHOUT_SOLUTION: Asked = { via: 'form', solution: null }

const msLeft = ({ arrivedAt }: Ask) => arrivedAt + LONGEST_MS - performance.now()

const verdictOf = ({ request, tenant }: Ask, result: CallResult): RequestVerdict =>
  result.ok ? { kind: 'sent', isUnknown: false } : request.classify(result.failure, isReplicated(tenant))

function call(services: FlowServices, ask: Ask, mark: string): Promise<CallResult> {
  const { request, tenant, username, caller } = ask
  const { operation } = request
  const send = (to: Subject, limitMs: number) => request.send(services.regions, to, limitMs)
  const facts = { ask: mark }
  const left = () => msLeft(ask)
  return callCognito(services, { tenant, username, caller, facts, operation, send, msLeft: left })
}

/** @param reservation what the ask was counted with; null where another's stands for it */
async function callAndReport(
  services: FlowServices,
  ask: Ask,
  reservation: Reservation | null,
): Promise<Pick<Decided, 'outcome' | 'result'>> {
  const { flow, tenant, username } = ask
  const mark = askMark(flow, tenant.id, normaliseUsername(username), new Date())
  let result: CallResult
  try {
    result = await call(services, ask, mark)
  } catch (error) {
    const kind = outcomeOfUnmade(error)
    reportUnmadeRequest(services, ask, kind, error)
    if (reservation !== null) await refundAsk(services.limits, reservation)
    return { outcome: { kind }, result: null }
  }
  const verdict = verdictOf(ask, result)
  reportRequest(services, ask, ask.request.operation, verdict, result)
  // The same for every user: an answer about a single user is always `sent`.
  if (verdict.kind !== 'sent' && reservation !== null) await refundAsk(services.limits, reservation)
  if (result.ok) await noteNewestMail(services.db.database, tenant.id, mark, ask.codeLifeMs)
  return { outcome: { kind: verdict.kind }, result }
}

/** The outcome of a refusal by the limits: the limit per user looks like a mail that was sent. */
function heldBackOutcome({ because, retryAt }: Extract<AskDecision, { allowed: false }>): RequestOutcome {
  switch (because) {
    case 'user':
      return { kind: 'sent' }
    case 'address':
      return { kind: 'too-many-attempts', retryAt }
    case 'quota':
      return { kind: 'busy' }
    case 'store':
      return { kind: 'unavailable' }
  }
}

/** An ask that the bot check holds back: no limit has counted it. */
function heldByCheck(
  services: FlowServices,
  ask: Ask,
  check: Exclude<CheckResult, { kind: 'passed' }>,
): Decided {
  const nextAskAt = check.kind === 'unsolved' ? check.retryAt : new Date()
  const isAway = check.kind === 'store'
  if (!isAway) services.botChecks.turnedAway(ask.tenant)
  reportHeldBack(services, ask, isAway ? 'store' : 'bot-check')
  return {
    outcome: isAway
      ? { kind: 'unavailable' }
      : { kind: 'bot-check', retryAt: check.kind === 'unsolved' ? check.retryAt : null },
    nextAskAt,
    heldBack: isAway ? 'store' : 'bot-check',
    result: null,
  }
}

async function decide(
  services: FlowServices,
  ask: Ask,
  { onLimits, onChecked }: Required<Pick<Options, 'onLimits' | 'onChecked'>>,
): Promise<Decided> {
  if (services.replicas.isStandby(ask.tenant)) {
    onChecked(true)
    reportHeldBack(services, ask, 'standby')
    return { outcome: { kind: 'standby' }, nextAskAt: new Date(), heldBack: 'standby', result: null }
  }
  const check = await services.botChecks.check(ask.tenant, ask.asked)
  onChecked(check.kind !== 'passed')
  if (check.kind !== 'passed') return heldByCheck(services, ask, check)
  const decision = await takeAsk(services.limits, sourceOf(ask), {
    patienceMs: msLeft(ask) - LEAST_CALL_MS,
    // Nobody knows how many processes there are on Vercel: what each allowed alone would add up without limit.
    isAllowedAlone: !runsOnVercel(),
  })
  const { nextAskAt } = decision
  onLimits(nextAskAt)
  if (!decision.allowed) {
    const { because } = decision
    if (because === 'address' || because === 'quota') services.botChecks.turnedAway(ask.tenant)
    reportHeldBack(services, ask, because === 'quota' ? 'busy' : because)
    return { outcome: heldBackOutcome(decision), nextAskAt, heldBack: because, result: null }
  }
  const leave = services.asks.takePlace(ask.tenant.id)
  try {
    if (leave === null || msLeft(ask) < LEAST_CALL_MS) {
      reportHeldBack(services, ask, 'busy')
      await refundAsk(services.limits, decision.reservation)
      return { outcome: { kind: 'busy' }, nextAskAt, heldBack: 'quota', result: null }
    }
    return { ...(await callAndReport(services, ask, decision.reservation)), nextAskAt, heldBack: null }
  } finally {
    leave?.()
  }
}

/**
 * Asks for the mail of one flow in place of another's that was refused: counted already, with the ask that led to it. To
 * be called after that ask's answer. Never throws.
 */
export async function requestCodeAfterwards(
  services: FlowServices,
  { kind: flow, codeLifeMs, request }: Pick<Flow, 'kind' | 'codeLifeMs' | 'request'>,
  tenant: Tenant,
  username: string,
  caller: Caller,
): Promise<void> {
  const leave = services.asks.takePlace(tenant.id)
  if (leave === null) return
  const tags = tagsOf(tenant, username, caller)
  const arrivedAt = performance.now()
  const asked = WITHOUT_SOLUTION
  const ask = { flow, codeLifeMs, request, tenant, username, caller, arrivedAt, tags, asked }
  try {
    await callAndReport(services, { ...ask, supportCode: mintSupportCode() }, null)
  } finally {
    leave()
  }
}

/**
 * Asks Cognito to mail a code to this user, once, and resolves when all of it is over, at the latest 14 s after the
 * request came. For a page use `requestCodeUniformly`: the time that this takes says something about the account. Never
 * throws.
 *
 * @param username one that `canBeUsername` accepts
 */
export async function requestCode(
  services: FlowServices,
  { kind: flow, codeLifeMs, request }: Pick<Flow, 'kind' | 'codeLifeMs' | 'request'>,
  tenant: Tenant,
  username: string,
  caller: Caller,
  {
    arrivedAt = performance.now(),
    onLimits = () => {},
    onChecked = () => {},
    asked = WITHOUT_SOLUTION,
  }: Options = {},
): Promise<RequestAnswer> {
  const supportCode = mintSupportCode()
  const tags = tagsOf(tenant, username, caller)
  const decided = await decide(
    services,
    { flow, codeLifeMs, request, tenant, username, caller, arrivedAt, asked, tags, supportCode },
    { onLimits, onChecked },
  )
  const { result } = decided
  const follow = result === null || result.ok ? null : (request.afterFailure?.(result.failure) ?? null)
  const afterwards = follow === null ? null : () => follow(services, tenant, username, caller)
  return { ...decided, supportCode, afterwards }
}
