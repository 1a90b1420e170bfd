import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** `late`: all is answered, each way by the wire's delay; `silent`: nothing more arrives; `cut`: nobody connects. */
export type WireState = 'whole' | 'late' | 'silent' | 'cut'

export type TestWire = {
  /** The server's address through this wire. */
  readonly url: string
  /** Data sent while silent is kept, and arrives when the wire is whole again, as on a network that stalled. */
  set(state: WireState): void
  /** How many connections were opened over it so far. */
  connections(): number
  close(): void
}

/** For tests: a wire to a server (a database, Redis) that can be cut, go silent, or take its time each way. */
export async function testWire(server: string, delayMs = 700): Promise<TestWire> {
  const target = new URL(server)
  let state: WireState = 'whole'
  const sockets = new Set<Socket>()
  const held: (() => void)[] = []
  let opened = 0

  function carry(to: Socket, data: Buffer): void {
    const arrive = () => {
      if (!to.destroyed) to.write(data)
    }
    if (state === 'silent' || held.length > 0) held.push(arrive)
    else if (state === 'late') setTimeout(arrive, delayMs)
    else arrive()
  }

  const proxy = createServer((near) => {
    opened++
    if (state === 'cut') return near.destroy()
    const far = connect(
      Number(target.port || (target.protocol.startsWith('redis') ? 6379 : 5432)),
      target.hostname,
    )
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one)
      one.on('data', (data) => carry(other, data))
      one.on('error', () => {})
      one.on('close', () => {
        sockets.delete(one)
        other.destroy()
      })
    }
  })
  proxy.listen(0, '127.0.0.1')
  await once(proxy, 'listening')
  const url = new URL(server)
  url.host = `127.0.0.1:${(proxy.address() as AddressInfo).port}`
  return {
    url: url.href,
    set(next) {
      state = next
      if (next === 'cut') for (const socket of sockets) socket.destroy()
      if (next !== 'silent') for (const arrive of held.splice(0)) arrive()
    },
    connections: () => opened,
    close() {
      for (const socket of sockets) socket.destroy()
      proxy.close()
    },
  }
}
