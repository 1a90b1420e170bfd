import { expect, test } from '@playwright/test'
import type { Emulator, RecordedRequest } from '../emulator/index'
import { subjectOf } from '../emulator/recorder'
import { METRICS_TOKEN, settled } from './settled'
import { type AuditRow, type Call, disagreements, type Journey } from './soak/agreement'
import { type Deployment, openDeployment } from './soak/deployment'
import { walkAbout } from './soak/people'
import { seededRandom } from './soak/random'
import { makeWeather } from './soak/weather'

/**
 * Forty people at once at two instances, while faults come and go: afterwards their own records, the emulator's and the
 * audit's agree. `SOAK_SECONDS` makes it longer, and `SOAK_SEED` repeats the faults of another run.
 */
const server = process.env.TEST_DATABASE_URL
test.skip(!server, 'TEST_DATABASE_URL is not set: two instances need a PostgreSQL server to share.')

const PEOPLE = 40
const seconds = Number(process.env.SOAK_SECONDS ?? 120)
const seed = Number(process.env.SOAK_SEED ?? Math.floor(Math.random() * 1e9))

const kinds: Record<string, Call['kind']> = {
  ForgotPassword: 'ask',
  ResendConfirmationCode: 'ask',
  ConfirmForgotPassword: 'attempt',
  ConfirmSignUp: 'attempt',
}

/** When each request was done with: the recorder itself keeps only when it came. */
function timesOfEnds({ requests }: Emulator): ReadonlyMap<string, number> {
  const ends = new Map<string, number>()
  const wasAnswered = requests.wasAnswered.bind(requests)
  requests.wasAnswered = (request) => {
    ends.set(request.id, Date.now())
    wasAnswered(request)
  }
  return ends
}

function callsOf(requests: readonly RecordedRequest[], ends: ReadonlyMap<string, number>): Call[] {
  return requests.flatMap(({ id, at, body, operation, outcome, processed, fault }) => {
    const kind = kinds[operation]
    if (kind === undefined) return []
    const call: Call = {
      kind,
      username: subjectOf(body).username ?? '',
      requestId: id,
      at: Date.parse(at),
      endedAt: ends.get(id) ?? Number.POSITIVE_INFINITY,
      isDone: processed === 'ok',
      isAnswered: fault === null && outcome === processed,
    }
    return [call]
  })
}

async function auditOf({ database }: Deployment): Promise<{ rows: AuditRow[]; gaps: number }> {
  const { rows } = await database.query(
    'select event, outcome, address as network, cognito_request_id as "requestId" from audit',
  )
  const gaps = await database.query(
    `select coalesce(sum((details->>'lost')::int), 0)::int as lost from audit where event = 'audit.gap'`,
  )
  return { rows, gaps: gaps.rows[0].lost }
}

/** What goes on behind answers is over, and everything that was recorded is written. */
async function atRest({ portals }: Deployment): Promise<void> {
  for (const { port } of portals()) {
    await settled(port)
    const headers = { authorization: `Bearer ${METRICS_TOKEN}` }
    const metrics = async () => (await fetch(`http://127.0.0.1:${port}/api/metrics`, { headers })).text()
    await expect.poll(metrics, { timeout: 30_000 }).toMatch(/^rekey_audit_waiting(\{[^}]*\})? 0$/m)
  }
}

function counted(journeys: readonly Journey[]): string {
  const shown = new Map<string, number>()
  for (const { asks, attempts } of journeys)
    for (const { answers } of [...asks, ...attempts])
      for (const answer of answers) shown.set(answer.shown, (shown.get(answer.shown) ?? 0) + 1)
  return [...shown]
    .sort(([, one], [, other]) => other - one)
    .map(([page, times]) => `${page} ${times}`)
    .join(', ')
}

test('forty people, two instances and faults that come and go: all records agree', async () => {
  test.setTimeout(seconds * 1_000 + 300_000)
  console.log(`seed ${seed}`)
  const deployment = await openDeployment()
  const until = Date.now() + seconds * 1_000
  const { site, balancer } = deployment
  const ends = timesOfEnds(site.emulator)
  const [weather, ...walks] = await Promise.all([
    makeWeather(deployment, seededRandom(seed), until),
    ...Array.from({ length: PEOPLE }, (_, index) =>
      walkAbout({ site, port: balancer.port, random: seededRandom(seed + index + 1), until }),
    ),
  ])
  const journeys = walks.flat()
  await atRest(deployment)
  const calls = callsOf(site.fromPortal(), ends)
  const { rows, gaps } = await auditOf(deployment)
  console.log(
    `seed ${seed}: ${journeys.length} journeys, ${calls.length} calls, ${rows.length} rows, ${gaps} lost; ${counted(journeys)}; ${weather.names.join(', ')}`,
  )
  const { isStoreQuiet, isStoreShared } = weather
  expect(disagreements({ journeys, calls, rows, gaps, isStoreQuiet, isStoreShared })).toEqual([])
  const done = journeys.filter(({ attempts }) =>
    attempts.some(({ answers }) => answers.some(({ shown }) => shown === 'done')),
  )
  expect(done.length).toBeGreaterThan(PEOPLE)
  await deployment.close()
})
