import 'server-only'
import { createServer, type Server, type ServerResponse } from 'node:http'
import { LINK_KINDS } from '../link-kinds'
import { openStep, sealStep } from '../links/journey'
import { type Known, land } from '../links/landing'
import type { Tenant } from '../tenants/tenant'
import type { Caller } from './caller'
import { confirmCode } from './confirm-code'
import type { FlowServices } from './flow-services'
import { signUpFlow } from './sign-up'

/** For tests: a page for sign-up links without a browser, which only a press confirms. */

function Page({ username, ticket, result }: { username: string; ticket: string; result: string }) {
  return (
    <main data-page="confirm" data-result={result}>
      <h1>{`Confirm ${username}`}</h1>
      <form method="post">
        <input type="hidden" name="ticket" value={ticket} />
        <button type="submit">Confirm</button>
      </form>
    </main>
  )
}

/** A tenant's pages for this kind of link alone, on the loopback interface. */
export function signUpPages(
  services: FlowServices,
  tenant: Tenant,
  known: Known,
  caller: () => Caller,
): Server {
  async function show(response: ServerResponse, ticket: string, isPressed: boolean): Promise<void> {
    const { renderToStaticMarkup } = await import('react-dom/server')
    const opened = openStep('ticket', 'arrival', tenant.id, ticket, new Date(), LINK_KINDS['sign-up'])
    const { username = null, code = null } = opened?.step ?? {}
    if (username === null || code === null) return void response.writeHead(404).end()
    const answer = isPressed
      ? await confirmCode(services, signUpFlow, tenant, { username, code }, caller(), () => null)
      : null
    const page = <Page username={username} ticket={ticket} result={answer?.outcome.kind ?? 'none'} />
    response.end(renderToStaticMarkup(page))
  }

  return createServer(async (request, response) => {
    const url = new URL(request.url ?? '', 'http://localhost')
    if (url.pathname !== '/link') {
      return show(response, url.searchParams.get('k') ?? '', request.method === 'POST')
    }
    const landing = await land(known, tenant, url.search, new Date())
    if (landing.kind !== 'arrived') return void response.writeHead(404).end(landing.problem.kind)
    const ticket = sealStep('ticket', 'arrival', tenant.id, landing.arrival, new Date(), landing.link)
    response.writeHead(303, { Location: `${landing.link.page}?k=${ticket}` }).end()
  })
}
