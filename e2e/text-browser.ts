import { execFile, spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { MULTIPART, multipart, Sight } from './visitor'

const run = promisify(execFile)

export const hasW3m = spawnSync('w3m', ['-version']).status === 0

/** What a text browser shows of a page, and the page itself. */
export type Reading = { text: string; sight: Sight }

/** Somebody who reads with w3m. It fetches, posts, keeps cookies and lays out by itself; only the keys are not pressed. */
export class TextBrowser {
  readonly #url: string
  /** Where w3m keeps its cookies. */
  readonly #home = mkdtempSync(join(tmpdir(), 'rekey-w3m-'))
  readonly #options: string[]

  constructor(url: string, { keepsCookies }: { keepsCookies: boolean }) {
    this.#url = url
    const cookies = keepsCookies ? '-cookie' : '-no-cookie'
    // `-dump_extra` doesn't unpack what it got.
    this.#options = [cookies, ...'-o accept_encoding=identity -I UTF-8 -O UTF-8 -cols 80'.split(' ')]
  }

  async #w3m(...parameters: string[]): Promise<string> {
    const env = { ...process.env, HOME: this.#home, LANG: 'C.UTF-8' }
    const { stdout } = await run('w3m', [...this.#options, ...parameters], { env })
    return stdout
  }

  async #read(...parameters: string[]): Promise<Reading> {
    const answer = await this.#w3m('-dump_extra', ...parameters)
    const [head = '', ...rest] = answer.split(/\r?\n\r?\n/)
    const body = rest.join('\n\n')
    const current = /^W3m-current-url: (.*)$/m.exec(head)?.[1]?.trim() ?? ''
    const status = Number(/^HTTP\/[\d.]+ (\d+)/m.exec(head)?.[1])
    const { pathname, search } = new URL(current)
    const file = join(this.#home, 'page.html')
    writeFileSync(file, body)
    const text = await this.#w3m('-dump', '-T', 'text/html', file)
    return { text, sight: new Sight(pathname + search, { status, headers: {}, setCookies: [], body }) }
  }

  open(path: string): Promise<Reading> {
    return this.#read(this.#url + path)
  }

  /** Fills in the form that has this field and sends it. */
  submit({ sight }: Reading, field: string, values: Record<string, string>): Promise<Reading> {
    const inputs = sight.form(field).filter(({ name }) => name !== '')
    const file = join(this.#home, 'form')
    writeFileSync(file, multipart(inputs.map(({ name, value }) => [name, values[name] ?? value])))
    return this.#read('-header', `Content-Type: ${MULTIPART}`, '-post', file, this.#url + sight.path)
  }
}
