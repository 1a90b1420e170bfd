// Runs one function of Vercel's Build Output (version 3) the way its Node runtime does: loads the handler that
// `.vc-config.json` names and calls it for each request. Prints its port, ends with its parent.
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { Readable } from 'node:stream'

const [folder = '.'] = process.argv.slice(2)

// What the runtime offers to work that goes on after the answer; this process lives until all is done anyway.
globalThis[Symbol.for('@vercel/request-context')] = {
  get: () => ({ waitUntil: (work) => void Promise.resolve(work).catch(reportFault) }),
}
const reportFault = (fault) => process.stderr.write(`${fault?.stack ?? fault}\n`)

const config = JSON.parse(readFileSync(join(folder, '.vc-config.json'), 'utf8'))
const handler = createRequire(join(folder, '/'))(join(folder, config.handler))

/** Middleware speaks the web's Request and Response, functions Node's. */
async function answerAsWeb(request, response) {
  const hasBody = request.method !== 'GET' && request.method !== 'HEAD'
  const answer = await handler(
    new Request(`${request.headers['x-forwarded-proto']}://${request.headers.host}${request.url}`, {
      method: request.method,
      headers: request.headers,
      ...(hasBody && { body: Readable.toWeb(request), duplex: 'half' }),
    }),
  )
  const headers = Object.fromEntries(answer.headers)
  const cookies = answer.headers.getSetCookie()
  response.writeHead(answer.status, { ...headers, ...(cookies.length > 0 && { 'set-cookie': cookies }) })
  response.end(Buffer.from(await answer.arrayBuffer()))
}

const server = createServer((request, response) => {
  const answered = config.useWebApi ? answerAsWeb(request, response) : handler(request, response)
  Promise.resolve(answered).catch((fault) => {
    reportFault(fault)
    response.writeHead(500).end()
  })
})
server.listen(0, '127.0.0.1', () => process.send?.({ port: server.address().port }))
process.on('disconnect', () => process.exit(0))
