import 'server-only'
import { randomBytes } from 'node:crypto'
import { readTraceparent } from '../lib/http/traceparent'
import { env, runsOnVercel } from '../lib/platform/env'
import { writeRequestLine } from './request-line'

const goesOn = ({ headers }: Response): boolean =>
  headers.get('x-middleware-next') === '1' || headers.has('x-middleware-rewrite')

/**
 * On Vercel, where `proxy.ts` is a function of its own: a request that ends in it has its line in the log from here, the
 * others from the function that answers them. On a server the thin server follows them all.
 */
export function toldWhereAnswered<R extends Request, A extends Response>(
  decide: (request: R) => A | Promise<A>,
): (request: R) => A | Promise<A> {
  async function told(request: R): Promise<A> {
    const start = performance.now()
    const answer = await decide(request)
    if (goesOn(answer)) return answer
    const upstream = readTraceparent(request.headers.get('traceparent') ?? undefined)
    writeRequestLine(env().REKEY_ACCESS_LOG, {
      method: request.method,
      route: 'proxy',
      status: answer.status,
      tenant: null,
      ms: performance.now() - start,
      traceId: upstream?.traceId ?? randomBytes(16).toString('hex'),
    })
    return answer
  }
  return (request) => (runsOnVercel() ? told(request) : decide(request))
}
