import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { send } from './raw'

export type Balancer = {
  readonly port: number
  /**
   * Gives an instance no more connections, as a balancer does before the instance is asked to end. Resolves once the
   * instance has accepted those that it was given.
   */
  leave(port: number): Promise<void>
  join(port: number): void
  close(): void
}

/** Gives each new connection to the next instance. */
export async function openBalancer(ports: readonly number[]): Promise<Balancer> {
  const resting = new Set<number>()
  const sockets = new Set<Socket>()
  let turn = 0

  function next(): number | undefined {
    const serving = ports.filter((port) => !resting.has(port))
    turn += 1
    return serving[turn % serving.length]
  }

  function carry(near: Socket, first: Buffer): void {
    const port = next()
    if (port === undefined) return void near.destroy()
    const far = connect(port, '127.0.0.1')
    far.write(first)
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one)
      one.pipe(other)
      one.on('error', () => {})
      one.on('close', () => {
        sockets.delete(one)
        other.destroySoon()
      })
    }
  }

  const server = createServer((near) => {
    near.on('error', () => {})
    // As balancers do that read requests: an instance gets a connection together with what is asked on it.
    near.once('data', (first) => {
      near.pause()
      carry(near, first)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    async leave(port) {
      resting.add(port)
      // Connections are accepted in their order, so this needs one of its own.
      await send(port, '/api/health/live', { headers: { host: `127.0.0.1:${port}` } })
    },
    join: (port) => void resting.delete(port),
    close() {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}
