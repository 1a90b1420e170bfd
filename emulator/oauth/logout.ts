import { html } from '../html'
import { page } from '../page'
import type { PageRequest, Reply } from '../reply'
import type { World } from '../world'
import { readSessionCookie, sessionCookie } from './session-cookie'

/**
 * Ends a browser's session at the pool's own pages, and redirects to an address of the app. Tokens stay valid.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/logout-endpoint.html
 */
export function logout(world: World, { url, cookie }: PageRequest): Reply {
  const client = world.pools
    .all()
    .flatMap(({ clients }) => [...clients.values()])
    .find(({ id }) => id === url.searchParams.get('client_id'))
  const to = url.searchParams.get('logout_uri')
  if (!client || to === null || !client.logoutUrls.includes(to)) {
    return page(
      'Error',
      html`<main data-page="oauth-error" data-error="logout_mismatch"><h1>Not signed out</h1>
<p>client_id and logout_uri name no app client and none of its sign-out URLs.</p></main>`,
      400,
    )
  }
  world.grants.forget(readSessionCookie(cookie))
  return { status: 302, location: to, cookie: sessionCookie('') }
}
