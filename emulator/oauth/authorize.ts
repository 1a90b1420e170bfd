import { CognitoError } from '../errors'
import { type Html, html } from '../html'
import { authenticate } from '../operations/initiate-auth'
import { page } from '../page'
import type { Client, Pool } from '../pool'
import { unjudged } from '../recorder'
import type { PageRequest, Reply } from '../reply'
import type { World } from '../world'
import type { BrowserSession } from './grants'
import { readSessionCookie, sessionCookie } from './session-cookie'

type Asked = {
  pool: Pool
  client: Client
  redirectUri: string
  state: string | null
  scopes: readonly string[]
  nonce: string | null
  challenge: string | null
  prompts: readonly string[]
}

const parameters = [
  ...['response_type', 'client_id', 'redirect_uri', 'scope', 'state', 'nonce', 'prompt'],
  ...['code_challenge', 'code_challenge_method'],
]

/** An error that can't be reported to the app, because the app is not known. */
function refusal(error: string, text: string): Reply {
  return page(
    'Error',
    html`<main data-page="oauth-error" data-error="${error}"><h1>This sign-in cannot be</h1><p>${text}</p></main>`,
    400,
  )
}

function back(redirectUri: string, state: string | null, result: Record<string, string>): Reply {
  const address = new URL(redirectUri)
  for (const [name, value] of Object.entries(result)) address.searchParams.set(name, value)
  if (state !== null) address.searchParams.set('state', state)
  return { status: 302, location: address.href }
}

/** Client and address first: every later error is reported to the app at that address. */
function read(world: World, query: URLSearchParams): Asked | Reply {
  const repeated = parameters.find((name) => query.getAll(name).length > 1)
  if (repeated !== undefined) return refusal('invalid_request', `${repeated} is there twice.`)
  const clientId = query.get('client_id') ?? ''
  const pool = world.pools.all().find(({ clients }) => clients.has(clientId))
  const client = pool?.clients.get(clientId)
  if (!pool || !client) return refusal('invalid_client', 'There is no such app client.')
  const redirectUri = query.get('redirect_uri') ?? ''
  if (!client.callbackUrls.includes(redirectUri)) {
    return refusal('redirect_mismatch', 'The redirect_uri is none of the app client’s callback URLs.')
  }
  const state = query.get('state')
  const wrong = (error: string, text: string) => back(redirectUri, state, { error, error_description: text })
  const type = query.get('response_type')
  if (type === null) return wrong('invalid_request', 'response_type is missing')
  if (type !== 'code') return wrong('unauthorized_client', 'only the authorization code grant is allowed')
  const scopes = query.get('scope')?.split(' ').filter(Boolean) ?? client.scopes
  if (scopes.some((scope) => !client.scopes.includes(scope))) {
    return wrong('invalid_scope', 'a scope is not one of the app client')
  }
  const challenge = query.get('code_challenge')
  const method = query.get('code_challenge_method')
  if ((challenge === null) !== (method === null) || (method !== null && method !== 'S256')) {
    return wrong('invalid_request', 'a code_challenge comes with the code_challenge_method S256')
  }
  if (challenge !== null && !/^[\w-]{43}$/.test(challenge)) {
    return wrong('invalid_request', 'the code_challenge is no SHA-256 in base64url')
  }
  const prompts = query.get('prompt')?.split(' ') ?? []
  return { pool, client, redirectUri, state, scopes, challenge, prompts, nonce: query.get('nonce') }
}

function grant(world: World, asked: Asked, { user, signedInAt, tracked }: BrowserSession): Reply {
  const { redirectUri, state } = asked
  const code = world.grants.issue({ ...asked, user, signedInAt, originId: tracked.id })
  return back(redirectUri, state, { code })
}

/**
 * A remembered browser gets a code at once; `prompt=login` asks for the password all the same.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/authorization-endpoint.html
 */
export function authorize(world: World, request: PageRequest): Reply {
  const asked = read(world, request.url.searchParams)
  if ('status' in asked) return asked
  const known = world.grants.recall(readSessionCookie(request.cookie), asked.pool)
  const { redirectUri, state, prompts } = asked
  if (prompts.includes('none') && known === null) return back(redirectUri, state, { error: 'login_required' })
  const asks = prompts.some((prompt) => prompt === 'login' || prompt === 'select_account')
  if (known !== null && !asks) return grant(world, asked, known)
  return { status: 302, location: `/login${request.url.search}` }
}

/**
 * The pool's own page for the password.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/login-endpoint.html
 */
export function login(world: World, request: PageRequest): Reply {
  const asked = read(world, request.url.searchParams)
  if ('status' in asked) return asked
  if (request.method !== 'POST') return loginPage(asked, request, '', null)
  const sent = new URLSearchParams(request.body)
  const username = sent.get('username') ?? ''
  const { pool, client } = asked
  try {
    const call = { world, verdict: unjudged(), pool, client }
    const user = authenticate(call, username, sent.get('password') ?? '')
    if (user.status === 'FORCE_CHANGE_PASSWORD') {
      return loginPage(asked, request, username, 'A new password is required; this page cannot set one.')
    }
    const { id, session } = world.grants.remember(pool, client, user)
    return { ...grant(world, asked, session), cookie: sessionCookie(id) }
  } catch (error) {
    if (!(error instanceof CognitoError)) throw error
    return loginPage(asked, request, username, error.message)
  }
}

function loginPage({ pool }: Asked, { url }: PageRequest, username: string, problem: string | null): Reply {
  const alert: Html | null =
    problem === null ? null : html`<div class="sheet result bad" role="alert"><h2>${problem}</h2></div>`
  return page(
    'Sign in',
    html`<main data-page="login"><h1>Sign in to ${pool.name}</h1>
${alert}
<form class="sheet" method="post" action="/login${url.search}">
<label>Username <input name="username" value="${username}" autocomplete="username" autocapitalize="none" spellcheck="false" required></label>
<label>Password <input name="password" type="password" autocomplete="current-password" required></label>
<button>Sign in</button>
</form></main>`,
    problem === null ? 200 : 400,
  )
}
