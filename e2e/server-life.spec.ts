import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from '@playwright/test'
import { freePort } from '../scripts/free-port'
import { BOUNDARY, formOf, multipart, sendForm } from './plain-form'
import { send } from './raw'
import { openSite } from './site'

/** What the thin server promises of how it begins and ends. */

const SECRET = 'q9fT2xLw7Zk4Vb1Nn8Rm5Yc3Hd6Jg0Ps'

/** Runs the built server until it ends by itself. */
async function runToItsEnd(env: Record<string, string>) {
  const { PATH = '' } = process.env
  const start = Date.now()
  const child = spawn(process.execPath, ['dist/server.js'], { env: { PATH, NODE_ENV: 'production', ...env } })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (piece: string) => {
      text += piece
    })
  }
  const tooLong = setTimeout(() => child.kill('SIGKILL'), 20_000)
  const [code] = await once(child, 'close')
  clearTimeout(tooLong)
  return { code, text, tookMs: Date.now() - start }
}
test.describe('a server that cannot serve', () => {
  test('names every missing variable at once and ends', async () => {
    const { code, text, tookMs } = await runToItsEnd({ PORT: String(await freePort()) })
    expect(code).not.toBe(0)
    expect(tookMs).toBeLessThan(10_000)
    expect(text).toContain('REKEY_SECRET is missing')
    expect(text).toContain('REKEY_BASE_URL is missing')
  })

  test('repeats no value of a variable that is wrong', async () => {
    const { code, text } = await runToItsEnd({
      PORT: String(await freePort()),
      REKEY_SECRET: 'hunter2',
      REKEY_BASE_URL: 'hunter2',
      DATABASE_URL: 'mysql://root:hunter2@db/x',
    })
    expect(code).not.toBe(0)
    for (const name of ['REKEY_SECRET', 'REKEY_BASE_URL', 'DATABASE_URL']) expect(text).toContain(name)
    expect(text).not.toContain('hunter2')
  })

  test('refuses bad tenant files with the path of each fault', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'rekey-tenants-'))
    const file = {
      slug: 'Acme',
      name: '',
      cognito: { region: 'mars-1', userPoolId: 'x', clientId: '' },
      hosts: ['*'],
    }
    writeFileSync(join(folder, 'acme.json'), JSON.stringify(file))
    const { code, text } = await runToItsEnd({
      PORT: String(await freePort()),
      REKEY_SECRET: SECRET,
      REKEY_BASE_URL: 'http://localhost:3000',
      DATABASE_URL: 'memory://',
      REKEY_TENANTS: folder,
    })
    rmSync(folder, { recursive: true })
    expect(code).not.toBe(0)
    for (const path of ['acme.json', 'slug', 'cognito.region', 'cognito.userPoolId', 'hosts[0]'])
      expect(text).toContain(path)
  })

  test('ends where its port is taken', async () => {
    const holder = createServer().listen(0, '0.0.0.0')
    await once(holder, 'listening')
    const { port } = holder.address() as AddressInfo
    const { code, text } = await runToItsEnd({
      PORT: String(port),
      REKEY_SECRET: SECRET,
      REKEY_BASE_URL: 'http://localhost:3000',
      DATABASE_URL: 'memory://',
    })
    holder.close()
    expect(code).not.toBe(0)
    expect(text).toContain('EADDRINUSE')
  })
})
test('a server that is asked to end gives everybody who waits the true answer, and then ends well', async () => {
  test.setTimeout(120_000)
  const site = await openSite({ REKEY_LIMITS_FACTOR: '1000' })
  const { port } = site.portal
  const people = Array.from({ length: 40 }, () => site.person())
  site.emulator.faults.add({ kind: 'delay-after', ms: 1_500, operation: 'ForgotPassword' })
  const fields = await formOf(port, '/northwind/forgot')
  const answers = people.map(({ username }) =>
    sendForm(port, '/northwind/forgot', [...fields, ['username', username]]),
  )
  // Connections on which nothing is asked must hold nobody up.
  const silent = Array.from({ length: 20 }, () => connect(port, '127.0.0.1').on('error', () => {}))
  const probe = connect(port, '127.0.0.1').on('error', () => {})
  let probed = ''
  probe.setEncoding('latin1').on('data', (piece: string) => {
    probed += piece
  })
  while (site.emulator.requests.count({ operation: 'ForgotPassword' }) < 40) await pause(20)

  // Two questions on one connection: the answer to the second comes when the end has begun.
  const slowForm = multipart([...fields, ['username', site.person().username]])
  probe.write(
    `POST /northwind/forgot HTTP/1.1\r\nHost: localhost:${port}\r\nOrigin: null\r\nSec-Fetch-Site: same-origin\r\nContent-Type: multipart/form-data; boundary=${BOUNDARY}\r\nContent-Length: ${Buffer.byteLength(slowForm)}\r\n\r\n${slowForm}`,
  )
  // The server has this form before it is asked to end, however busy the machine is.
  while (site.emulator.requests.count({ operation: 'ForgotPassword' }) < 41) await pause(20)
  const start = Date.now()
  const stopped = site.portal.stop()
  await pause(100)
  probe.write(`GET /api/health/ready HTTP/1.1\r\nHost: localhost:${port}\r\n\r\n`)
  const refused = await send(port, '/northwind/forgot').then(
    () => false,
    () => true,
  )
  expect(refused).toBe(true)

  for (const answer of await Promise.all(answers)) {
    expect(answer.status).toBe(303)
    expect(answer.headers.location).toMatch(/^\/northwind\/sent\?k=[\w.-]+$/)
  }
  await stopped
  expect(Date.now() - start).toBeLessThan(15_000)
  expect(probed).toMatch(/^HTTP\/1.1 303 /)
  for (const { username } of people) expect(site.asked(username)).toBe(1)
  expect(site.portal.output()).not.toMatch(/Not finished|Error/)
  for (const socket of [...silent, probe]) socket.destroy()
  await site.emulator.close()
})
