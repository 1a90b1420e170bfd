import type { OutgoingHttpHeaders } from 'node:http'
import { type RawAnswer, send } from './raw'
import { settled } from './settled'

/** What a form sends for one name: a text, a file in its place, or several of them. */
export type FieldValue = string | { file: string; bytes: string | Buffer }
export type Fields = [name: string, value: FieldValue][] | Record<string, FieldValue>

const BOUNDARY = '----rekey-e2e-0123456789abcdef'

/** A form's body, byte for byte: no encoder gets to normalise a line break or a character. */
export function multipart(fields: Fields): Buffer {
  const entries = Array.isArray(fields) ? fields : Object.entries(fields)
  const parts = entries.flatMap(([name, value]) => {
    const isText = typeof value === 'string'
    const file = isText ? '' : `; filename="${value.file}"\r\nContent-Type: application/octet-stream`
    const head = `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"${file}\r\n\r\n`
    return [Buffer.from(head), Buffer.from(isText ? value : value.bytes), Buffer.from('\r\n')]
  })
  return Buffer.concat([...parts, Buffer.from(`--${BOUNDARY}--\r\n`)])
}

export const MULTIPART = `multipart/form-data; boundary=${BOUNDARY}`

function text(html: string): string {
  const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"' }
  return html.replace(/&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, name) => {
    if (hex) return String.fromCodePoint(Number.parseInt(hex, 16))
    if (decimal) return String.fromCodePoint(Number(decimal))
    return named[name] ?? whole
  })
}

function attribute(tag: string, name: string): string | null {
  const found = new RegExp(`\\s${name}(?:="([^"]*)")?(?=[\\s/>])`).exec(tag)
  return found ? text(found[1] ?? '') : null
}

/** A page as it came over the wire. */
export class Sight {
  readonly path: string
  readonly status: number
  readonly headers: RawAnswer['headers']
  readonly html: string

  constructor(path: string, { status, headers, body }: RawAnswer) {
    this.path = path
    this.status = status
    this.headers = headers
    this.html = body
  }

  /** The name in `data-page`. */
  get page(): string | null {
    return /<main[^>]*\sdata-page="([^"]*)"/.exec(this.html)?.[1] ?? null
  }

  /** The name in the alert's `data-error`. */
  get error(): string | null {
    return /\srole="alert"[^>]*\sdata-error="([^"]*)"/.exec(this.html)?.[1] ?? null
  }

  /** The page, and the error on it, where there is one; the status of what is no page of ours. */
  get shown(): string {
    return this.error === null ? (this.page ?? `${this.status}`) : `${this.page}: ${this.error}`
  }

  /** What a person reads, without markup. */
  get words(): string {
    const main = /<main.*?<\/main>/s.exec(this.html)?.[0] ?? this.html
    return text(main.replace(/<!--.*?-->/gs, '').replace(/<[^>]*>/g, ' ')).replace(/\s+/g, ' ')
  }

  /** The inputs of the form that has a field of this name, and of no other form. */
  form(field: string): { name: string; value: string; type: string }[] {
    for (const [form] of this.html.matchAll(/<form\b.*?<\/form>/gs)) {
      const inputs = [...form.matchAll(/<input\b[^>]*>/g)].map(([tag]) => ({
        name: attribute(tag, 'name') ?? '',
        value: attribute(tag, 'value') ?? '',
        type: attribute(tag, 'type') ?? 'text',
      }))
      if (inputs.some(({ name, type }) => name === field && type !== 'hidden')) return inputs
    }
    throw new Error(`${this.path} (${this.status}, page ${this.page}) has no form with a field "${field}"`)
  }

  /** Whether there is a form with a field of this name. */
  hasField(field: string): boolean {
    try {
      return this.form(field).length > 0
    } catch {
      return false
    }
  }
}

type Cookie = { value: string; path: string }

type Options = {
  host?: string
  headers?: OutgoingHttpHeaders
  /** `false`: a browser that refuses every cookie. */
  keepsCookies?: boolean
}

/**
 * A person whose browser runs no JavaScript, seen from the wire: keeps cookies, follows redirects, and sends the forms
 * that it was given, changed where a test wants them changed.
 */
export class Visitor {
  readonly port: number
  readonly host: string
  readonly cookies: Map<string, Cookie>
  readonly #keepsCookies: boolean
  /** The answer to the last request, before any redirect was followed. */
  last: RawAnswer | null = null
  headers: OutgoingHttpHeaders

  /** @param cookies of the same browser at another port */
  constructor(
    port: number,
    { host, headers = {}, keepsCookies = true }: Options = {},
    cookies = new Map<string, Cookie>(),
  ) {
    this.cookies = cookies
    this.#keepsCookies = keepsCookies
    this.port = port
    this.host = host ?? `localhost:${port}`
    this.headers = headers
  }

  /** @param from an address that the trusted proxy in front wrote, where the portal has one */
  static from(port: number, address: string): Visitor {
    return new Visitor(port, { headers: { 'x-forwarded-for': address } })
  }

  async request(path: string, method = 'GET', body?: Buffer | string, headers: OutgoingHttpHeaders = {}) {
    const known = [...this.cookies].filter(([, { path: scope }]) => {
      const [bare = ''] = path.split('?')
      return scope === '/' || bare === scope || bare.startsWith(`${scope}/`)
    })
    const cookie = known.map(([name, { value }]) => `${name}=${value}`).join('; ')
    const answer = await send(this.port, path, {
      method,
      headers: { host: this.host, ...(cookie && { cookie }), ...this.headers, ...headers },
      ...(body !== undefined && { body }),
    })
    for (const line of answer.setCookies) this.#keep(line)
    this.last = answer
    return answer
  }

  #keep(line: string): void {
    if (!this.#keepsCookies) return
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
    const path = /;\s*path=([^;]*)/i.exec(line)?.[1] ?? '/'
    if (/;\s*max-age=0\b/i.test(line)) this.cookies.delete(name)
    else this.cookies.set(name, { value, path })
  }

  /** An answer as the page that it is. */
  sight(path: string, answer: RawAnswer): Sight {
    return new Sight(path, answer)
  }

  /** Opens an address and follows where it leads, as a browser does. */
  async open(path: string): Promise<Sight> {
    return this.#follow(path, await this.request(path))
  }

  async #follow(path: string, answer: RawAnswer): Promise<Sight> {
    const { location } = answer.headers
    if (location === undefined) return new Sight(path, answer)
    const next = new URL(location, `http://${this.host}${path}`)
    if (next.host !== this.host) throw new Error(`${path} leads away, to ${location}`)
    return this.open(next.pathname + next.search)
  }

  /** The bytes of the form that has this field, with some of its values replaced; `null` leaves one out. */
  body(sight: Sight, field: string, values: Record<string, FieldValue | null>): Buffer {
    const inputs = sight.form(field).filter(({ name }) => name !== '')
    const kept = inputs.map(({ name, value }): [string, FieldValue | null] => [
      name,
      Object.hasOwn(values, name) ? (values[name] ?? null) : value,
    ])
    return multipart(kept.filter((entry): entry is [string, FieldValue] => entry[1] !== null))
  }

  /** Sends bytes to a page as its form would and follows the answer. */
  async post(path: string, body: Buffer, headers: OutgoingHttpHeaders = {}): Promise<Sight> {
    // What browsers send with a plain form under `Referrer-Policy: no-referrer`.
    const own = { origin: 'null', 'sec-fetch-site': 'same-origin', 'content-type': MULTIPART }
    return this.#follow(path, await this.request(path, 'POST', body, { ...own, ...headers }))
  }

  /** Fills in the form that has this field and sends it. */
  submit(sight: Sight, field: string, values: Record<string, FieldValue | null>): Promise<Sight> {
    return this.post(sight.path, this.body(sight, field, values))
  }

  /** From `/forgot` to whatever follows; waits for what goes on behind the answer, so that its end can be looked at. */
  async ask(base: string, username: string): Promise<Sight> {
    const answer = await this.submit(await this.open(`${base}/forgot`), 'username', { username })
    await settled(this.port)
    return answer
  }

  /** A new password with a code, both typed in. */
  async choose(base: string, fields: { username: string; code: string; password: string }): Promise<Sight> {
    return this.submit(await this.open(`${base}/reset`), 'password', fields)
  }
}
