import { type Guide, guideCard } from './guide'
import { type Html, html } from './html'
import type { Mail } from './inbox'
import { type MailView, shownMessage, viewQuery, viewSwitches } from './mail-view'
import { page } from './page'
import type { Reply } from './reply'

/** How many are shown whole; older ones are a line that leads to a page of their own. */
const SHOWN_WHOLE = 10

/**
 * The whole inbox, newest first, each with its code and its link.
 *
 * @param guide what stands beside it in a demonstration; null for the emulator alone
 */
export function inboxPage(mails: readonly Mail[], view: MailView, guide: Guide | null): Reply {
  const list =
    mails.length === 0
      ? nothingYet
      : html`${viewSwitches(view)}<ol>${mails.map((mail, at) => item(mail, view, at < SHOWN_WHOLE))}</ol>`
  const inbox = html`<div class="mails"><h1>Inbox</h1>${list}</div>`
  return page(
    'Inbox',
    html`<main data-page="inbox"${guide === null ? null : html` class="guided"`}>${guide && guideCard(guide)}${inbox}</main>`,
  )
}

/** One message as its reader would see it. */
export function mailPage(mail: Mail, view: MailView): Reply {
  const main = html`<main data-page="mail" data-mail="${mail.id}">
<h1>${titleOf(mail)}</h1>
${viewSwitches(view)}
<article class="sheet">
<dl>
<dt>From</dt><dd>${mail.from}</dd>
<dt>To</dt><dd>${mail.to}</dd>
<dt>Sent</dt><dd><time datetime="${mail.at}">${readable(mail.at)}</time></dd>
<dt>User pool</dt><dd>${mail.pool}</dd>
</dl>
${actions(mail)}
${shownMessage(mail, view)}
</article>
</main>`
  return page(titleOf(mail), main)
}

const titleOf = ({ subject }: Mail) => subject || 'Text message'

const nothingYet = html`<div class="sheet empty">
<h2>No mail yet</h2>
<p class="soft">Ask for a new password in the portal, then load this page again.</p>
</div>`

function item(mail: Mail, view: MailView, isWhole: boolean): Html {
  return html`<li class="sheet" data-mail="${mail.id}">
<h2><a href="/inbox/${mail.id}${viewQuery(view)}"><bdi>${titleOf(mail)}</bdi></a></h2>
<p class="soft"><bdi>${mail.from}</bdi> to <span data-to>${mail.to}</span> · <time datetime="${mail.at}">${readable(mail.at)}</time></p>
${actions(mail)}
${isWhole ? shownMessage(mail, view) : null}
</li>`
}

function actions(mail: Mail): Html {
  const link =
    mail.link === null ? null : html`<a class="button" data-link href="${mail.link}">Open the link</a>`
  const address = mail.link === null ? null : html`<p class="link">${mail.link}</p>`
  const code = mail.code === '' ? null : html`<span class="code" data-code>${mail.code}</span>`
  return html`<div class="row">${code}${link}</div>${address}`
}

function readable(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC`
}
