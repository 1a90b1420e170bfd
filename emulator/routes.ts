import type { IncomingMessage, ServerResponse } from 'node:http'
import { readBody } from './body'
import { control } from './control'
import { html } from './html'
import { inboxPage, mailPage } from './inbox-page'
import { readView } from './mail-view'
import { authorize, login } from './oauth/authorize'
import { discovery } from './oauth/discovery'
import { logout } from './oauth/logout'
import { token } from './oauth/token'
import { page } from './page'
import { json, type PageRequest, type Pages, type Reply } from './reply'
import { signInPage } from './sign-in-page'
import type { World } from './world'

/** Everything but the API: the inbox, the sign-in page, the control API, the keys that tokens are signed with. */
export async function servePages(
  pages: Pages,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  // Bodies and codes lie open here; a page elsewhere that points its own name at this address gets nothing.
  if (!isLoopbackHost(request.headers.host)) return send(response, { status: 421 })
  const address = `http://127.0.0.1${request.url ?? '/'}`
  if (!URL.canParse(address)) return send(response, { status: 400 })
  const asked = {
    method: request.method ?? 'GET',
    url: new URL(address),
    contentType: request.headers['content-type'] ?? '',
    authorization: request.headers.authorization ?? '',
    cookie: request.headers.cookie ?? '',
    body: (await readBody(request)).toString('utf8'),
  }
  send(response, await reply(pages, asked, `http://${request.headers.host}`))
}

async function reply(pages: Pages, asked: PageRequest, origin: string): Promise<Reply> {
  const { pathname, searchParams } = asked.url
  const { world } = pages
  if (pathname.startsWith('/_emulator/')) return control(pages, asked)
  if (pathname === '/sign-in' && (asked.method === 'GET' || asked.method === 'POST'))
    return signInPage(world, asked)
  const oauth = oauthReply(world, asked)
  if (oauth) return oauth
  if (asked.method !== 'GET') return { status: 405 }
  if (pathname === '/') return { status: 302, location: '/inbox' }
  if (pathname === '/inbox') return inboxPage(world.inbox.all(), readView(searchParams), pages.guide)
  if (pathname === '/inbox.json') {
    const mails = world.inbox.all({
      to: searchParams.get('to') ?? undefined,
      pool: searchParams.get('pool') ?? undefined,
      username: searchParams.get('username') ?? undefined,
    })
    return json(mails)
  }
  const mail = world.inbox.find(/^\/inbox\/(\d+)$/.exec(pathname)?.[1] ?? '')
  if (mail) return mailPage(mail, readView(searchParams))
  const [, poolId = '', document] = /^\/([\w-]+)\/\.well-known\/([\w-]+(?:\.json)?)$/.exec(pathname) ?? []
  const pool = world.pools.find(poolId)
  if (pool && document === 'jwks.json') return json(world.tokens.jwks())
  if (pool && document === 'openid-configuration') return discovery(pool, origin)
  return page('Not found', html`<main><h1>Nothing here</h1></main>`, 404)
}

/** The pages of a user pool's domain; the app client says which pool is meant. */
function oauthReply(world: World, asked: PageRequest): Reply | null {
  switch (`${asked.method} ${asked.url.pathname}`) {
    case 'GET /oauth2/authorize':
      return authorize(world, asked)
    case 'GET /login':
    case 'POST /login':
      return login(world, asked)
    case 'POST /oauth2/token':
      return token(world, asked)
    case 'GET /oauth2/token':
      return { status: 405 }
    case 'GET /logout':
      return logout(world, asked)
    default:
      return null
  }
}

function send(response: ServerResponse, { status, type, body, location, cookie }: Reply): void {
  response.writeHead(status, {
    'Cache-Control': 'no-store',
    ...(type === 'json' && { 'Content-Type': 'application/json; charset=utf-8' }),
    ...(type === 'html' && {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy':
        "default-src 'none'; style-src 'unsafe-inline'; img-src data: http://localhost:* http://127.0.0.1:*; frame-src 'self'; form-action 'self' http://localhost:* http://127.0.0.1:*; base-uri 'none'",
      'Referrer-Policy': 'no-referrer',
    }),
    ...(location !== undefined && { Location: location }),
    ...(cookie !== undefined && { 'Set-Cookie': cookie }),
  })
  response.end(body ?? '')
}

function isLoopbackHost(host: string | undefined): boolean {
  return /^(?:localhost|[a-z0-9-]+\.localhost|127\.\d+\.\d+\.\d+|\[::1\])(?::\d+)?$/i.test(host ?? '')
}
