import { type Html, html } from './html'
import type { Mail } from './inbox'
import { page } from './page'
import type { Reply } from './reply'

/** The whole inbox, newest first: what a person needs is in the list already, the code and the link. */
export function inboxPage(mails: readonly Mail[]): Reply {
  const list = mails.length > 0 ? html`<ol>${mails.map(item)}</ol>` : nothingYet
  return page('Inbox', html`<main data-page="inbox"><h1>Inbox</h1>${list}</main>`)
}

/** One message as its reader would see it. */
export function mailPage(mail: Mail): Reply {
  const main = html`<main data-page="mail" data-mail="${mail.id}">
<h1>${mail.subject || 'Text message'}</h1>
<article class="sheet">
<dl>
<dt>From</dt><dd>${mail.from}</dd>
<dt>To</dt><dd>${mail.to}</dd>
<dt>Sent</dt><dd><time datetime="${mail.at}">${readable(mail.at)}</time></dd>
<dt>User pool</dt><dd>${mail.pool}</dd>
</dl>
${actions(mail)}
${body(mail)}
</article>
</main>`
  return page(mail.subject || 'Text message', main)
}

const nothingYet = html`<div class="sheet empty">
<h2>No mail yet</h2>
<p class="soft">Ask for a new password in the portal, then load this page again.</p>
</div>`

function item(mail: Mail): Html {
  return html`<li class="sheet" data-mail="${mail.id}">
<h2><a href="/inbox/${mail.id}">${mail.subject || 'Text message'}</a></h2>
<p class="soft">${mail.from} to <span data-to>${mail.to}</span> · <time datetime="${mail.at}">${readable(mail.at)}</time></p>
${actions(mail)}
</li>`
}

function actions(mail: Mail): Html {
  const link =
    mail.link === null ? null : html`<a class="button" data-link href="${mail.link}">Open the link</a>`
  const address = mail.link === null ? null : html`<p class="link">${mail.link}</p>`
  const code = mail.code === '' ? null : html`<span class="code" data-code>${mail.code}</span>`
  return html`<div class="row">${code}${link}</div>${address}`
}

function body(mail: Mail): Html {
  if (!/<[a-z][^>]*>/i.test(mail.body)) return html`<pre>${mail.body}</pre>`
  // Sandboxed: a tenant's mail may contain anything. It may open its links, nothing else.
  return html`<iframe title="The mail as sent" srcdoc="${mail.body}" sandbox="allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation"></iframe>`
}

function readable(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC`
}
