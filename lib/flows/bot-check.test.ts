import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { relay } from '../aws-endpoint/relay'
import { newChallenge } from '../bot-check/challenge'
import { solved } from '../bot-check/test-solving'
import { passSeconds } from '../limits/test-counters'
import type { Tenant } from '../tenants/tenant'
import { requestCode } from './request-code'
import { requestCodeUniformly } from './request-uniformly'
import { resetFlow } from './reset'
import { newCaller, startTestPortal, type TestPortal } from './test-portal'

let portal: TestPortal
beforeAll(async () => {
  vi.spyOn(process.stdout, 'write').mockReturnValue(true)
  portal = await startTestPortal()
}, 120_000)
afterAll(async () => {
  await portal.close()
  vi.restoreAllMocks()
})

const checked = async (botCheck: Tenant['botCheck']): Promise<Tenant> => ({
  ...(await portal.addTenant()),
  botCheck,
})
const solutionFor = async ({ id }: Tenant) => solved(await newChallenge(id))
const asksAt = ({ cognito }: Tenant) =>
  portal.cognito.requests.count({ operation: 'ForgotPassword', clientId: cognito.clientId })

async function ask(
  tenant: Tenant,
  solution: string | null,
  caller = newCaller(),
  username = portal.addUser(tenant),
) {
  const asked = { via: 'form', solution } as const
  const { outcome, heldBack } = await requestCode(portal.services, resetFlow, tenant, username, caller, {
    asked,
  })
  return { ...outcome, heldBack }
}

function askByAws(tenant: Tenant) {
  const { contextData, ...caller } = newCaller()
  const body = JSON.stringify({ ClientId: tenant.cognito.clientId, Username: portal.addUser(tenant) })
  const target = 'AWSCognitoIdentityProviderService.ForgotPassword'
  return relay(
    portal.services,
    tenant,
    { contentType: 'application/x-amz-json-1.1', target, body },
    { ...caller, contextData },
  )
}

/** One address asks for one person after the other, until the limits have turned away enough. */
async function flood(tenant: Tenant): Promise<void> {
  const caller = newCaller()
  for (let time = 0; time < 50; time++) await ask(tenant, null, caller, `nobody-${time}`)
}

const held = { kind: 'bot-check', retryAt: null, heldBack: 'bot-check' }

describe('where browsers always solve', () => {
  test('a solution lets one mail out, and no second one', async () => {
    const tenant = await checked('on')
    const solution = await solutionFor(tenant)
    expect(await ask(tenant, solution)).toMatchObject({ kind: 'sent', heldBack: null })
    expect(await ask(tenant, solution)).toEqual(held)
    expect(asksAt(tenant)).toBe(1)
  })

  test('a page says that nothing went out, also where its answer is due before that is known', async () => {
    const tenant = await checked('on')
    const solution = await solutionFor(tenant)
    await ask(tenant, solution)
    const due = performance.now() - 5_000
    const [caller, username] = [newCaller(), portal.addUser(tenant)]
    const answer = await requestCodeUniformly(
      portal.services,
      resetFlow,
      tenant,
      username,
      caller,
      due,
      solution,
    )
    expect(answer.outcome).toEqual({ kind: 'bot-check', retryAt: null })
  })

  test('of twenty that send the same solution at once, one passes', async () => {
    const tenant = await checked('on')
    const solution = await solutionFor(tenant)
    const all = await Promise.all(Array.from({ length: 20 }, () => ask(tenant, solution)))
    expect(all.filter(({ kind }) => kind === 'sent')).toHaveLength(1)
    expect(asksAt(tenant)).toBe(1)
  })

  test("another tenant's solution is refused and stays good at its own", async () => {
    const [tenant, other] = [await checked('on'), await checked('on')]
    const solution = await solutionFor(other)
    expect(await ask(tenant, solution)).toEqual(held)
    expect(await ask(other, solution)).toMatchObject({ kind: 'sent' })
  })

  test('the check comes before every limit: what it holds back costs the person and the address nothing', async () => {
    const tenant = await checked('on')
    const [username, caller] = [portal.addUser(tenant), newCaller()]
    for (let time = 0; time < 25; time++) expect(await ask(tenant, 'altered', caller, username)).toEqual(held)
    expect(await ask(tenant, await solutionFor(tenant), caller, username)).toMatchObject({
      kind: 'sent',
      heldBack: null,
    })
  })

  test('ten asks without a solution pass in ten minutes, from wherever they come, and then no more', async () => {
    const tenant = await checked('on')
    const answers = []
    for (let time = 0; time < 12; time++) answers.push(await ask(tenant, time % 2 === 0 ? null : 'none'))
    expect(answers.filter(({ kind }) => kind === 'sent')).toHaveLength(10)
    expect(answers.at(-1)).toMatchObject({ kind: 'bot-check', retryAt: expect.any(Date) })
    expect(asksAt(tenant)).toBe(10)
    // Whoever solves is not kept waiting by them.
    expect(await ask(tenant, await solutionFor(tenant))).toMatchObject({ kind: 'sent' })
    await passSeconds(await portal.services.db.connection(), 601)
    expect(await ask(tenant, null)).toMatchObject({ kind: 'sent' })
  })

  test('an app at the AWS endpoint asks as before', async () => {
    const tenant = await checked('on')
    for (let time = 0; time < 12; time++) expect((await askByAws(tenant)).ok).toBe(true)
  })

  test('what was held back is in the audit, without the solution', async () => {
    const tenant = await checked('on')
    await ask(tenant, 'altered-solution')
    await portal.services.audit.written()
    const rows = await portal.auditOf(tenant)
    expect(rows).toEqual([expect.objectContaining({ event: 'forgot.held_back', outcome: 'bot-check' })])
    expect(JSON.stringify(rows)).not.toContain('altered-solution')
  })
})

describe('where browsers solve under attack', () => {
  test('nothing is wanted until the limits turn many away; then for ten minutes after the last of them', async () => {
    const tenant = await checked('under-attack')
    expect(await portal.services.botChecks.isWanted(tenant)).toBe(false)
    expect(await ask(tenant, null)).toMatchObject({ kind: 'sent' })
    await flood(tenant)
    await expect.poll(() => portal.services.botChecks.isWanted(tenant), { timeout: 10_000 }).toBe(true)
    const before = asksAt(tenant)
    const bots = await Promise.all(Array.from({ length: 40 }, () => ask(tenant, null)))
    expect(bots.filter(({ kind }) => kind === 'sent')).toHaveLength(10)
    expect(asksAt(tenant) - before).toBe(10)
    expect(await ask(tenant, await solutionFor(tenant))).toMatchObject({ kind: 'sent' })
    await passSeconds(await portal.services.db.connection(), 601)
    await expect.poll(() => portal.services.botChecks.isWanted(tenant), { timeout: 10_000 }).toBe(false)
    expect(await ask(tenant, null)).toMatchObject({ kind: 'sent' })
  })

  test('asks without scripts and through the AWS endpoint share ten, and another tenant notices nothing', async () => {
    const [tenant, other] = [await checked('under-attack'), await checked('under-attack')]
    await flood(tenant)
    await expect.poll(() => portal.services.botChecks.isWanted(tenant), { timeout: 10_000 }).toBe(true)
    for (let time = 0; time < 5; time++) expect(await ask(tenant, null)).toMatchObject({ kind: 'sent' })
    for (let time = 0; time < 5; time++) expect((await askByAws(tenant)).ok).toBe(true)
    expect(await askByAws(tenant)).toMatchObject({ ok: false, error: { name: 'LimitExceededException' } })
    expect(await ask(tenant, null)).toMatchObject({ kind: 'bot-check', retryAt: expect.any(Date) })
    expect(await portal.services.botChecks.isWanted(other)).toBe(false)
    expect(await ask(other, null)).toMatchObject({ kind: 'sent' })
  })

  test('an attack lasts for as long as the check turns asks away', async () => {
    const tenant = await checked('under-attack')
    await flood(tenant)
    await expect.poll(() => portal.services.botChecks.isWanted(tenant), { timeout: 10_000 }).toBe(true)
    const connection = await portal.services.db.connection()
    for (let round = 0; round < 3; round++) {
      await passSeconds(connection, 400)
      for (let time = 0; time < 11; time++) await ask(tenant, 'altered')
    }
    const { remaining } = await portal.services.limits.peek('askTurnedAway', tenant.id)
    expect(remaining).toBe(0)
  })
})

test('where the check is off, nothing is looked at and nothing is counted', async () => {
  const tenant = await checked('off')
  await flood(tenant)
  expect(await portal.services.botChecks.isWanted(tenant)).toBe(false)
  expect(await ask(tenant, 'anything')).toMatchObject({ kind: 'sent' })
  const { query } = await portal.services.db.connection()
  const names =
    "key like 'askTurnedAway:' || $1 || '%' or key like 'askUnsolved:' || $1 || '%' or key like 'solution:' || $1 || '%'"
  expect(await query(`select key from rate_limits where ${names}`, [tenant.id])).toEqual([])
})
