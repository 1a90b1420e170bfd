import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Api, serveApi } from './api'
import { invokedFunction, serveInvocation } from './invocations'
import { serveMail } from './outbound-mail'
import type { Pages } from './reply'
import { servePages } from './routes'

export type Listening = {
  readonly port: number
  /** Refuses connections, as an endpoint that is down does; what is open is cut. */
  goDark(): Promise<void>
  /** Listens again, on the same port. */
  comeBack(): Promise<void>
  close(): Promise<void>
}

/** Listens on the loopback interface only: codes and passwords are readable here by whoever can connect. */
export async function listen(api: Api, pages: Pages, port: number): Promise<Listening> {
  const server = createServer((request, response) => {
    route(api, pages, request, response).catch(() => {
      if (response.headersSent) response.destroy()
      else response.writeHead(500, { Connection: 'close' }).end()
    })
  })
  await start(server, port)
  const bound = (server.address() as AddressInfo).port
  return {
    port: bound,
    goDark: () => stop(server),
    comeBack: () => start(server, bound),
    close: () => stop(server),
  }
}

async function route(
  api: Api,
  pages: Pages,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method === 'POST' && request.url === '/') return serveApi(api, request, response)
  if (request.method === 'POST' && request.url === '/v2/email/outbound-emails') {
    return serveMail(api.world, request, response)
  }
  const invoked = request.method === 'POST' ? invokedFunction(request.url ?? '') : null
  if (invoked !== null) return serveInvocation(api.world, invoked, request, response)
  return servePages(pages, request, response)
}

function start(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject)
      resolve()
    })
  })
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    if (!server.listening) return resolve()
    server.close(() => resolve())
    // Hanging requests and idle keep-alive connections alike, or close would wait for them.
    server.closeAllConnections()
  })
}
