import { readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { expect, test } from './fixtures'
import { BOUNDARY, formOf, multipart, sendForm } from './plain-form'
import { send } from './raw'
import { settled } from './settled'
import type { Site } from './site'

/** What scanners and broken clients post: refused as theirs, and nothing of it in the log. */

/** The lines of the log. Every one has to be an object of JSON. */
function logOf(site: Site): Record<string, unknown>[] {
  const lines = site.portal.output().split('\n')
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line))
}

const residentKilobytes = (site: Site) =>
  Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${site.portal.pid}/status`, 'utf8'))?.[1])

const partsOf = (fields: [string, string][]) => ({
  headers: { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` },
  body: multipart(fields),
})

test('F20: junk of scanners is answered with 4xx, and every line of the log is JSON without it', async ({
  site,
}) => {
  const { port } = site.portal
  const text = { 'content-type': 'text/plain' }
  const junk = [
    { headers: { ...text, 'next-action': 'sender-says-x' }, body: '[]' },
    partsOf([
      ['0', 'sender-says-x'],
      ['1', 'sender-says-y'],
    ]),
    { headers: { ...text, 'next-action': '0'.repeat(40) }, body: '["$1:sender-says"]' },
    { headers: { ...text, 'next-action': `60${'0'.repeat(40)}` }, body: '["$1:sender-says"]' },
    { headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'sender-says=1' },
    { headers: { 'content-type': 'application/json' }, body: '{"sender-says":1}' },
    { headers: { 'content-type': 'multipart/form-data' }, body: 'sender-says' },
    { headers: text, body: '<sender-says>' },
  ]
  for (const path of [
    '/',
    '/northwind/forgot',
    '/wp-admin/admin-ajax.php',
    '/_next/x',
    '/northwind/sender-says',
  ]) {
    for (const { headers, body } of junk) {
      const answer = await send(port, path, {
        method: 'POST',
        headers: { host: `localhost:${port}`, ...headers },
        body,
      })
      expect(answer.status, `${path} ${body}`).toBeGreaterThanOrEqual(400)
      expect(answer.status, `${path} ${body}`).toBeLessThan(500)
    }
  }
  for (const line of logOf(site))
    expect(line).toMatchObject({ time: expect.any(String), event: expect.any(String) })
  expect(site.portal.output()).not.toContain('sender-says')
})

test('a broken state or body of an action is 400, never 500, and calls nobody', async ({ site }) => {
  const { port } = site.portal
  const fields = await formOf(port, '/northwind/forgot')
  const before = site.emulator.requests.count()
  const broken = [
    '',
    '{',
    'null',
    '"$1"',
    '["$9:a:b"]',
    '["$F1"]',
    '["$Q1"]',
    '"$undefined"',
    '["$B9"]',
    '[["$K1"',
  ]
  for (const name of fields.map(([each]) => each).filter((each) => /^\$ACTION_\d+:/.test(each))) {
    for (const value of [...broken, null]) {
      const sent = fields.flatMap(([each, kept]): [string, string][] =>
        each !== name ? [[each, kept]] : value === null ? [] : [[each, value]],
      )
      const answer = await sendForm(port, '/northwind/forgot', [...sent, ['username', '']])
      expect(answer.status, `${name}=${value}`).not.toBe(500)
      if (answer.status !== 200) expect([400, 303], `${name}=${value}`).toContain(answer.status)
    }
  }
  const id = /"id":"([0-9a-f]{42})"/.exec(fields.map(([, value]) => value).join())?.[1] ?? ''
  expect(id).not.toBe('')
  const scripted: [type: string, body: string][] = [
    ['text/plain', ''],
    ['text/plain', '{'],
    ['text/plain', 'null'],
    ['text/plain', '["$1:a"]'],
    ['application/json', '[]'],
    ['multipart/form-data', 'x'],
    [`multipart/form-data; boundary=${BOUNDARY}`, 'x'],
    [`multipart/form-data; boundary=${BOUNDARY}`, multipart([['0', '["$undefined","$K1"']])],
  ]
  for (const [type, body] of scripted) {
    const answer = await send(port, '/northwind/forgot', {
      method: 'POST',
      headers: { host: `localhost:${port}`, 'next-action': id, 'content-type': type },
      body,
    })
    expect(answer.status, `${type} ${body}`).toBeLessThan(500)
  }
  await settled(port)
  expect(site.emulator.requests.count()).toBe(before)
  logOf(site)
})

test('twenty thousand lists in each other cost no memory worth naming', async ({ site }) => {
  const { port } = site.portal
  const fields = await formOf(port, '/northwind/forgot')
  const id = /"id":"([0-9a-f]{42})"/.exec(fields.map(([, value]) => value).join())?.[1] ?? ''
  const nested = '['.repeat(20_000) + ']'.repeat(20_000)
  const before = residentKilobytes(site)
  const action = { host: `localhost:${port}`, 'next-action': id }
  for (let count = 0; count < 5; count++) {
    const plain = await send(port, '/northwind/forgot', {
      method: 'POST',
      headers: { ...action, 'content-type': 'text/plain' },
      body: nested,
    })
    const { headers, body } = partsOf([['0', nested]])
    const parts = await send(port, '/northwind/forgot', {
      method: 'POST',
      headers: { ...action, ...headers },
      body,
    })
    const state = fields.map(([name, value]): [string, string] => [
      name,
      name.endsWith(':1') ? nested : value,
    ])
    const form = await sendForm(port, '/northwind/forgot', [...state, ['username', '']])
    expect([plain.status, parts.status, form.status]).toEqual([400, 400, 400])
  }
  expect(residentKilobytes(site) - before).toBeLessThan(64 * 1024)
})

test('somebody who goes away in the middle gets their mail, and the log holds no error', async ({ site }) => {
  const { port } = site.portal
  const fields = await formOf(port, '/northwind/forgot')
  const seen = logOf(site).length
  const people = [site.person(), site.person(), site.person()]
  for (const { username } of people) {
    const form = multipart([...fields, ['username', username]])
    const socket = connect(port, '127.0.0.1')
    socket.on('error', () => {})
    socket.write(
      `POST /northwind/forgot HTTP/1.1\r\nHost: localhost:${port}\r\nOrigin: null\r\nSec-Fetch-Site: same-origin\r\nContent-Type: multipart/form-data; boundary=${BOUNDARY}\r\nContent-Length: ${Buffer.byteLength(form)}\r\n\r\n${form}`,
    )
    await expect.poll(() => site.asked(username)).toBe(1)
    socket.destroy()
  }
  // Asks are answered one after the other at one time, so that those before are over when this one is answered.
  const last = await sendForm(port, '/northwind/forgot', [...fields, ['username', site.person().username]])
  expect(last.status).toBe(303)
  expect(
    logOf(site)
      .slice(seen)
      .filter(({ level }) => level === 'error'),
  ).toEqual([])
})
