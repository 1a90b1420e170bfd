import { once } from 'node:events'
import { createServer, request as forward } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A proxy that forwards requests and loses the first answers, like one that is restarted midway. */
export async function losingProxy(target: string, losses: number) {
  let left = losses
  const server = createServer((request, response) => {
    const { method, url } = request
    const headers = { ...request.headers, host: new URL(target).host }
    const onward = forward(new URL(url ?? '/', target), { method, headers }, (answer) => {
      if (left > 0) {
        left -= 1
        answer.resume()
        return response.destroy()
      }
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(response)
    })
    onward.on('error', () => response.destroy())
    request.pipe(onward)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** How many answers are still to be lost. */
    left: () => left,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
