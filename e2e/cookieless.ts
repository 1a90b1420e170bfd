import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A portal as seen by a browser that keeps no cookies: a proxy in between removes them all, both ways. */
export type CookielessLine = { url: string; close(): Promise<void> }

export async function cookielessLine(port: number): Promise<CookielessLine> {
  const own = `localhost:${port}`
  const server = createServer((asked, answer) => {
    const { cookie: _cookie, ...kept } = asked.headers
    // The portal must take the line's address for its own, as behind a proxy that writes the host.
    const headers = {
      ...kept,
      host: own,
      ...(kept.origin?.startsWith('http') && { origin: `http://${own}` }),
    }
    const passed = request(
      { host: '127.0.0.1', port, path: asked.url, method: asked.method, headers },
      (got) => {
        const { 'set-cookie': _setCookie, ...rest } = got.headers
        answer.writeHead(got.statusCode ?? 502, rest)
        got.pipe(answer)
      },
    )
    passed.on('error', () => answer.destroy())
    asked.pipe(passed)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port: linePort } = server.address() as AddressInfo
  return {
    url: `http://localhost:${linePort}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
