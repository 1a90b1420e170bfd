import { once } from 'node:events'
import { Agent, createServer, get, type Server, type ServerResponse } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { drainOf } from './drain'

async function serve() {
  const waiting: ServerResponse[] = []
  const arrived: (() => void)[] = []
  const server: Server = createServer((request, response) => {
    if (request.url === '/now') return response.end('now')
    waiting.push(response)
    arrived.shift()?.()
  })
  const drain = drainOf(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => server.closeAllConnections())
  const { port } = server.address() as AddressInfo
  const arrival = () => new Promise<void>((resolve) => arrived.push(resolve))
  return { server, drain, port, waiting, arrival, url: `http://127.0.0.1:${port}` }
}

test('every answer that is under way arrives, and then the server has ended', async () => {
  const { drain, waiting, arrival, url } = await serve()
  const arrivals = Array.from({ length: 40 }, arrival)
  const answers = Array.from({ length: 40 }, async () => {
    const answer = await fetch(url)
    return [answer.headers.get('connection'), await answer.text()]
  })
  await Promise.all(arrivals)
  const ended = drain.end(10_000)
  for (const response of waiting) response.end('true')
  expect(await Promise.all(answers)).toEqual(answers.map(() => ['close', 'true']))
  await ended
})

test('new connections are refused at once', async () => {
  const { drain, waiting, arrival, url } = await serve()
  const first = arrival()
  const answer = fetch(url)
  await first
  const ended = drain.end(10_000)
  await expect(fetch(url)).rejects.toThrow()
  waiting[0]?.end('true')
  expect(await (await answer).text()).toBe('true')
  await ended
})

test('connections that ask for nothing hold nobody up', async () => {
  const { drain, port, url } = await serve()
  const agent = new Agent({ keepAlive: true })
  await new Promise<void>((resolve) =>
    get(`${url}/now`, { agent }, (answer) => answer.resume().on('end', resolve)),
  )
  const silent = connect(port, '127.0.0.1')
  silent.on('error', () => {})
  await new Promise<void>((resolve) => silent.once('connect', resolve))
  const start = performance.now()
  await drain.end(15_000)
  expect(performance.now() - start).toBeLessThan(5_000)
  agent.destroy()
})

test('an answer whose head had left keeps its connection only until it is told', async () => {
  const { drain, waiting, arrival, url } = await serve()
  const agent = new Agent({ keepAlive: true })
  const first = arrival()
  const told = new Promise<string>((resolve) => {
    get(url, { agent }, async (answer) => {
      let text = ''
      for await (const piece of answer) text += piece
      resolve(text)
    })
  })
  await first
  waiting[0]?.write('tr')
  const ended = drain.end(15_000)
  waiting[0]?.end('ue')
  expect(await told).toBe('true')
  const start = performance.now()
  await ended
  expect(performance.now() - start).toBeLessThan(4_000)
  agent.destroy()
})

test('whoever waits longer than the limit is cut off', async () => {
  const { drain, arrival, url } = await serve()
  const first = arrival()
  const answer = fetch(url)
  answer.catch(() => {})
  await first
  await drain.end(100)
  await expect(answer).rejects.toThrow()
})

test('a request that came while the process was busy is answered, however long that was', async () => {
  const { server, drain, port, waiting, arrival } = await serve()
  const accepted = once(server, 'connection')
  const client = connect(port, '127.0.0.1')
  let answer = ''
  client.setEncoding('latin1').on('data', (text: string) => {
    answer += text
  })
  client.on('error', () => {})
  await Promise.all([accepted, once(client, 'connect')])
  const ended = drain.end(10_000)
  // It closed connections without a request by the clock, and this one's lay unread in the system's buffer.
  const arrived = arrival()
  client.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n')
  const busyUntil = performance.now() + 1_500
  while (performance.now() < busyUntil);
  const closed = once(client, 'close')
  await Promise.race([arrived, closed])
  waiting[0]?.end('true')
  await Promise.all([ended, closed])
  expect(answer).toMatch(/^HTTP\/1.1 200 [\s\S]*true/)
})
