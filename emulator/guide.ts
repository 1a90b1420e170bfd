import { type Html, html } from './html'

/** What a demonstration tells its visitors beside the inbox. */
export type Guide = {
  tenants: readonly { name: string; url: string }[]
  /** Somebody whom every tenant knows, with the password before the first reset. */
  person: { username: string; password: string }
  /** Somebody with the same password who signed up and never confirmed it. */
  unconfirmed?: string
  console: { url: string; username: string; password: string }
}

/** Where to begin: the tenants, who asks there, and the console. */
export function guideCard({ tenants, person, unconfirmed, console }: Guide): Html {
  return html`<aside class="sheet guide" aria-label="Where to begin">
<section>
<h2>Reset a password</h2>
<ul>${tenants.map(({ name, url }) => html`<li><a href="${url}"><bdi>${name}</bdi></a></li>`)}</ul>
${credentials('Ask for', person)}
<p class="soft">The same person at each of them. <a href="/sign-in">Sign in</a> to see which password works.</p>
${
  unconfirmed === undefined
    ? ''
    : html`<p class="soft">Or <a href="${`${tenants[0]?.url}/confirm?ask=1`}">confirm the sign-up</a> of <code>${unconfirmed}</code>, who has the same password and never confirmed it.</p>`
}
</section>
<section>
<h2>Run the portal</h2>
<ul><li><a href="${console.url}">Console</a></li></ul>
${credentials('Sign in as', console)}
</section>
</aside>`
}

function credentials(label: string, { username, password }: { username: string; password: string }): Html {
  return html`<dl><dt>${label}</dt><dd><code>${username}</code></dd><dt>Password</dt><dd><code>${password}</code></dd></dl>`
}
