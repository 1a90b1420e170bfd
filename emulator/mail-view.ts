import { type Html, html } from './html'
import type { Mail } from './inbox'

/** How mails are shown: in a reader on a desktop or a phone, that is set to light or dark. */
export type MailView = { width: 'desktop' | 'phone'; scheme: 'light' | 'dark' }

export function readView(query: URLSearchParams): MailView {
  return {
    width: query.get('width') === 'phone' ? 'phone' : 'desktop',
    scheme: query.get('scheme') === 'dark' ? 'dark' : 'light',
  }
}

export const viewQuery = (view: MailView): string => `?${new URLSearchParams(view)}`

/** Two switches, as links: a page of the emulator runs no script. */
export function viewSwitches(view: MailView): Html {
  const option = (change: Partial<MailView>, label: string) => {
    const next = { ...view, ...change }
    const isOn = next.width === view.width && next.scheme === view.scheme
    return html`<a href="${viewQuery(next)}"${isOn ? html` aria-current="true"` : null}>${label}</a>`
  }
  return html`<nav class="views" aria-label="How mails are shown">
<span class="switch">${option({ width: 'desktop' }, 'Desktop')}${option({ width: 'phone' }, 'Phone')}</span>
<span class="switch">${option({ scheme: 'light' }, 'Light')}${option({ scheme: 'dark' }, 'Dark')}</span>
</nav>`
}

/** A message as its reader would see it: a mail in a frame of its own, a text message as a bubble. */
export function shownMessage(mail: Mail, { width, scheme }: MailView): Html {
  const classes = `shown ${width} ${scheme}`
  if (mail.medium === 'SMS')
    return html`<div class="${classes}"><p class="bubble" dir="auto">${mail.body}</p></div>`
  if (!/<[a-z][^>]*>/i.test(mail.body)) return html`<div class="${classes}"><pre>${mail.body}</pre></div>`
  // Sandboxed: a tenant's mail may contain anything. It may open its links, nothing else.
  return html`<div class="${classes}"><iframe title="The mail as sent" srcdoc="${inScheme(mail.body, scheme)}" loading="lazy" sandbox="allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation"></iframe></div>`
}

/** Not every browser hands a frame's `color-scheme` on to the media queries of its document. */
function inScheme(body: string, scheme: MailView['scheme']): string {
  return body.replace(/\(prefers-color-scheme:\s*(light|dark)\)/g, (_, asked) =>
    asked === scheme ? '(min-width:0)' : '(max-width:0)',
  )
}
