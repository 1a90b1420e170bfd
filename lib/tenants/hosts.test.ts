import { randomUUID } from 'node:crypto'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import type { Connection } from '../db/connection'
import { tenants } from '../db/schema'
import { openTestDatabase } from '../db/test-database'
import { lookUpHost } from './dns'
import { claimHost, hostsOf, proofName, proofText, proveHost, removeHost } from './host-claims'
import { findStoredTenant } from './store'
import { addDomain, removeDomain, type VercelProject } from './vercel'

let connection: Connection
beforeAll(async () => {
  connection = await openTestDatabase()
})
afterAll(() => connection.close())

async function newTenant() {
  const id = randomUUID()
  const config = {
    cognito: { region: 'eu-west-1', userPoolId: 'eu-west-1_Ab12Cd34E', clientId: 'abc' },
    isPublicClient: true,
  }
  await connection.database
    .insert(tenants)
    .values({ id, slug: id, name: 'Acme', status: 'active', config, brand: {}, revision: 'first' })
  const claim = async (host: string) => {
    await claimHost(connection.database, id, host)
    const { claims } = await hostsOf(connection.database, id)
    return claims.find((each) => each.host === host)?.token ?? ''
  }
  const prove = (host: string, texts: string[]) => proveHost(connection.database, id, host, texts)
  return { id, claim, prove, db: connection.database }
}

test('a claimed host serves nothing until the DNS holds the token of this very claim', async () => {
  const { id, claim, prove, db } = await newTenant()
  const old = await claim('reset.acme.example')
  const token = await claim('reset.acme.example')
  expect(token).toMatch(/^[0-9a-f]{32}$/)
  expect(token).not.toBe(old)
  expect(await prove('reset.acme.example', [proofText(old), 'v=spf1 -all'])).toBe('no-proof')
  expect(await findStoredTenant(db, 'reset.acme.example')).toBeNull()
  expect(await prove('reset.acme.example', ['v=spf1 -all', proofText(token)])).toBe('proven')
  expect((await findStoredTenant(db, 'reset.acme.example'))?.id).toBe(id)
})

test('a host that one tenant has proven cannot be taken by another, whatever its DNS says', async () => {
  const [one, other] = [await newTenant(), await newTenant()]
  await one.prove('login.acme.example', [proofText(await one.claim('login.acme.example'))])
  const token = await other.claim('login.acme.example')
  expect(await other.prove('login.acme.example', [proofText(token)])).toBe('taken')
  await removeHost(one.db, one.id, 'login.acme.example')
  expect(await other.prove('login.acme.example', [proofText(token)])).toBe('proven')
})

test('of two tenants that prove one host at the same moment one gets it', async () => {
  const pair = [await newTenant(), await newTenant()]
  const tokens = await Promise.all(pair.map(({ claim }) => claim('race.acme.example')))
  const results = await Promise.all(
    pair.map(({ prove }, index) => prove('race.acme.example', [proofText(tokens[index] ?? '')])),
  )
  expect(results.sort()).toEqual(['proven', 'taken'])
})

test('a host of one tenant cannot be removed by another', async () => {
  const [one, other] = [await newTenant(), await newTenant()]
  await one.prove('own.acme.example', [proofText(await one.claim('own.acme.example'))])
  expect(await removeHost(one.db, other.id, 'own.acme.example')).toBe(false)
})

/** A name server that answers every TXT question with one text (RFC 1035, §4.1). */
async function nameServer(text: string) {
  const socket = createSocket('udp4')
  socket.on('message', (query, from) => {
    const end = query.indexOf(0, 12) + 5
    const isTxt = query.readUInt16BE(end - 4) === 16
    const header = Buffer.from([...query.subarray(0, 2), 0x81, 0x80, 0, 1, 0, isTxt ? 1 : 0, 0, 0, 0, 0])
    const record = Buffer.concat([
      Buffer.from([0xc0, 0x0c, 0, 16, 0, 1, 0, 0, 0, 60, 0, text.length + 1, text.length]),
      Buffer.from(text),
    ])
    const answer = [header, query.subarray(12, end), ...(isTxt ? [record] : [])]
    socket.send(Buffer.concat(answer), from.port, from.address)
  })
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  onTestFinished(() => void socket.close())
  return `127.0.0.1:${socket.address().port}`
}

test('the check reads what the name server answers now', async () => {
  const server = await nameServer(proofText('abc'))
  const answer = await lookUpHost('reset.acme.example', proofName('reset.acme.example'), [server])
  expect(answer).toEqual({ texts: [proofText('abc')], cname: [], addresses: [] })
})

/** A stand-in for api.vercel.com. */
async function vercel(answer: (request: IncomingMessage) => { status: number; json: object }) {
  const seen: string[] = []
  const server = createServer((request, response) => {
    seen.push(`${request.method} ${request.url} ${request.headers.authorization}`)
    const { status, json } = answer(request)
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(json))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const project: VercelProject = {
    token: 'a-token',
    projectId: 'prj_1',
    teamId: 'team_1',
    apiUrl: `http://127.0.0.1:${address.port}`,
  }
  return { project, seen }
}

test('a domain is added to the project, with the records that Vercel still wants', async () => {
  const verification = [{ type: 'TXT', domain: '_vercel.acme.example', value: 'vc-domain-verify=1' }]
  const { project, seen } = await vercel(() => ({
    status: 200,
    json: { name: 'reset.acme.example', verified: false, verification },
  }))
  expect(await addDomain(project, 'reset.acme.example')).toEqual({
    kind: 'added',
    isVerified: false,
    records: [{ type: 'TXT', name: '_vercel.acme.example', value: 'vc-domain-verify=1' }],
  })
  expect(seen).toEqual(['POST /v10/projects/prj_1/domains?teamId=team_1 Bearer a-token'])
})

test('a domain that the project has already is looked up, and one that somebody else has is refused', async () => {
  const { project } = await vercel(({ method }) =>
    method === 'POST'
      ? { status: 409, json: { error: { code: 'domain_already_in_use' } } }
      : { status: 200, json: { name: 'reset.acme.example', verified: true } },
  )
  expect(await addDomain(project, 'reset.acme.example')).toMatchObject({ kind: 'added', isVerified: true })
  const other = await vercel(() => ({
    status: 403,
    json: { error: { code: 'forbidden', message: 'secret' } },
  }))
  expect(await addDomain(other.project, 'x.example')).toEqual({ kind: 'refused', code: 'forbidden' })
})

test('an API that is away is said to be, and what is gone counts as removed', async () => {
  const { project } = await vercel(() => ({ status: 404, json: {} }))
  expect(await removeDomain(project, 'reset.acme.example')).toBe(true)
  const nobody = { ...project, apiUrl: 'http://127.0.0.1:1' }
  expect(await addDomain(nobody, 'reset.acme.example')).toEqual({ kind: 'unreachable' })
})
