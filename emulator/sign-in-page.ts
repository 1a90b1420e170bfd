import { CognitoError } from './errors'
import { type Html, html } from './html'
import { initiateAuth } from './operations/initiate-auth'
import { page } from './page'
import type { Client, Pool } from './pool'
import { unjudged } from './recorder'
import type { PageRequest, Reply } from './reply'
import { secretHash } from './secret-hash'
import type { World } from './world'

/**
 * The tenant's app, as far as a demonstration needs one: whether a username and a password open the door. It runs
 * InitiateAuth inside the process, so it leaves no trace among the recorded requests.
 */
export async function signInPage(world: World, asked: PageRequest): Promise<Reply> {
  const sent = new URLSearchParams(asked.method === 'POST' ? asked.body : '')
  const pools = world.pools.all().filter((pool) => pool.clients.size > 0)
  const wanted = sent.get('pool') ?? asked.url.searchParams.get('pool')
  const pool = pools.find(({ id }) => id === wanted) ?? pools[0]
  const [client] = pool?.clients.values() ?? []
  if (!pool || !client)
    return page('Sign in', html`<main><h1>Sign in</h1><p>There is no pool with an app client.</p></main>`)
  const username = sent.get('username') ?? asked.url.searchParams.get('username') ?? ''
  const result =
    asked.method === 'POST' ? await trySignIn(world, client, username, sent.get('password') ?? '') : null
  return page(
    'Sign in',
    html`<main data-page="sign-in" data-result="${result?.name ?? 'none'}">
<h1>${pools.length > 1 ? 'Sign in' : `Sign in to ${pool.name}`}</h1>
${result && banner(result)}
<form class="sheet" method="post" action="/sign-in">
${poolChoice(pools, pool)}
<label>Username <input name="username" value="${username}" autocomplete="username" autocapitalize="none" spellcheck="false" required></label>
<label>Password <input name="password" type="password" autocomplete="current-password" required></label>
<button>Sign in</button>
</form>
</main>`,
  )
}

type Result = { name: string; title: string; text: string; good: boolean }

async function trySignIn(world: World, client: Client, username: string, password: string): Promise<Result> {
  const [secret] = client.secrets
  try {
    const answer = await initiateAuth(
      {
        AuthFlow: 'USER_PASSWORD_AUTH',
        ClientId: client.id,
        AuthParameters: {
          USERNAME: username,
          PASSWORD: password,
          ...(secret !== undefined && { SECRET_HASH: secretHash(username, client.id, secret) }),
        },
      },
      { world, verdict: unjudged() },
    )
    return 'ChallengeName' in answer
      ? {
          name: answer.ChallengeName,
          ...(answer.ChallengeName === 'NEW_PASSWORD_REQUIRED'
            ? { title: 'A new password is required', text: 'The temporary password is right.' }
            : { title: 'A code was sent', text: 'This password works. The code is for the second step.' }),
          good: true,
        }
      : { name: 'ok', title: 'Signed in', text: `${username} is signed in: this password works.`, good: true }
  } catch (error) {
    if (!(error instanceof CognitoError)) throw error
    return { name: error.name, title: 'Not signed in', text: error.message, good: false }
  }
}

function banner(result: Result): Html {
  return html`<div class="sheet result ${result.good ? 'good' : 'bad'}" role="${result.good ? 'status' : 'alert'}">
<h2>${result.title}</h2><p class="soft">${result.text}</p></div>`
}

function poolChoice(pools: readonly Pool[], chosen: Pool): Html {
  if (pools.length < 2) return html`<input type="hidden" name="pool" value="${chosen.id}">`
  const option = ({ id, name }: Pool) =>
    html`<option value="${id}"${id === chosen.id ? html` selected` : null}>${name} (${id})</option>`
  return html`<label>User pool <select name="pool">${pools.map(option)}</select></label>`
}
