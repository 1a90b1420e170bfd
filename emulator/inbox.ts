import { type Arrivals, arrivals } from './arrivals'

export type Mail = {
  id: string
  pool: string
  username: string
  medium: 'EMAIL' | 'SMS'
  from: string
  to: string
  subject: string
  /** As sent. */
  body: string
  /** The body without markup. */
  text: string
  /** Empty where the mail brings none. */
  code: string
  /** The first link of the body, with `&amp;` undone; null when there is none. */
  link: string | null
  links: string[]
  at: string
}

export type MailFilter = { to?: string | undefined; pool?: string | undefined; username?: string | undefined }

/** Every message that would have been sent, newest first. */
export class Inbox {
  #mails: Mail[] = []
  #count = 0
  readonly #arrivals: Arrivals<Mail> = arrivals()

  deliver(mail: Omit<Mail, 'id' | 'text' | 'link' | 'links'>): Mail {
    const links = linksIn(mail.body)
    const sent = {
      id: String(++this.#count),
      ...mail,
      text: withoutMarkup(mail.body),
      link: links[0] ?? null,
      links,
    }
    this.#mails.unshift(sent)
    this.#arrivals.announce(sent)
    return sent
  }

  all(filter: MailFilter = {}): Mail[] {
    return this.#mails.filter((mail) => matches(mail, filter))
  }

  latest(filter: MailFilter = {}): Mail | null {
    return this.all(filter)[0] ?? null
  }

  find(id: string): Mail | null {
    return this.#mails.find((mail) => mail.id === id) ?? null
  }

  /** The next mail to arrive from now on. */
  next(filter: MailFilter = {}): Promise<Mail> {
    return this.#arrivals.next((mail) => matches(mail, filter))
  }

  clear(): void {
    this.#mails = []
  }
}

function matches(mail: Mail, filter: MailFilter): boolean {
  return (
    (filter.to === undefined || mail.to === filter.to) &&
    (filter.pool === undefined || mail.pool === filter.pool) &&
    (filter.username === undefined || mail.username === filter.username)
  )
}

/** The addresses of a mail's links, or those in a plain text. */
function linksIn(body: string): string[] {
  const pressed = [...body.matchAll(/<a\b[^>]*?\shref="(https?:[^"]*)"/gi)]
  if (pressed.length > 0) return pressed.map(([, link = '']) => link.replaceAll('&amp;', '&'))
  return [...body.matchAll(/https?:\/\/[^\s"'<>]+/g)].map(([link]) => link.replaceAll('&amp;', '&'))
}

function withoutMarkup(body: string): string {
  return (
    body
      .replace(/<head\b[\s\S]*?<\/head>/gi, ' ')
      .replace(/<[^>]*>/g, ' ')
      // What mails hold their first line apart with, in a reader's list.
      .replaceAll('\u034f', '')
      .replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)))
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('&amp;', '&')
      .replace(/\s+/g, ' ')
      .trim()
  )
}
