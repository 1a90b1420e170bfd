import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

/** A connection without a request may still be sending one; it is given this long. */
const GRACE_MS = 1_000
const SWEEP_MS = 200

/** Ends a server without cutting anybody off. */
export type Drain = {
  /**
   * Refuses new connections, finishes the answers under way, and resolves when the last connection is closed.
   *
   * @param limitMs after this long, connections that still wait are cut off
   */
  end(limitMs: number): Promise<void>
}

/** Watches a server's connections from the start, so that it knows at the end which of them wait for an answer. */
export function drainOf(server: Server): Drain {
  const running = new Map<Socket, Set<ServerResponse>>()
  let isEnding = false

  server.on('connection', (socket: Socket) => {
    running.set(socket, new Set())
    socket.once('close', () => running.delete(socket))
  })
  // First, so that the header is set before anything can send the head of the answer.
  server.prependListener('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
    const responses = running.get(socket)
    responses?.add(response)
    response.once('close', () => responses?.delete(response))
    if (isEnding) response.setHeader('Connection', 'close')
  })

  const closeIdle = () => {
    for (const [socket, responses] of running) if (responses.size === 0) socket.destroySoon()
  }

  return {
    async end(limitMs) {
      isEnding = true
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      for (const responses of running.values()) {
        for (const response of responses) if (!response.headersSent) response.setHeader('Connection', 'close')
      }
      server.closeIdleConnections()
      const startedAt = performance.now()
      // An answer whose head was sent before the drain began keeps its connection open; those are closed when idle.
      const sweep = setInterval(() => {
        // Only after what has come has been read: a process that was busy for longer would cut off whoever asked meanwhile.
        if (performance.now() - startedAt > GRACE_MS) setImmediate(closeIdle)
      }, SWEEP_MS)
      const limit = setTimeout(() => server.closeAllConnections(), limitMs)
      await closed
      clearInterval(sweep)
      clearTimeout(limit)
    },
  }
}
