import { setTimeout as pause } from 'node:timers/promises'
import { HOST } from '../behind-proxy'
import type { Person, Site } from '../site'
import { type Sight, Visitor } from '../visitor'
import { wrongCode } from '../wrong-code'
import { type Flow, type Journey, type Submission, UNSERVED } from './agreement'
import type { Random } from './random'

/** One of the people of a soak: what they meet, and when they stop beginning anew. */
type Street = {
  readonly site: Site
  /** The balancer's. */
  readonly port: number
  readonly random: Random
  readonly until: number
}

const MOST_TRIES = 4
const MOST_OPENINGS = 8
/** How long somebody looks for a mail before they give up. */
const PATIENCE_MS = 4_000
const LOOK_MS = 250

let networks = 0

/** The log keeps an address without its last part, so everybody has a network of their own. */
function nextNetwork(): string {
  networks += 1
  return `11.${Math.floor(networks / 256)}.${networks % 256}`
}

type Met = Sight | Error

function nameOf(met: Met): string {
  if (met instanceof Error) return `cut off (${'code' in met ? met.code : met.message})`
  return met.page === 'unavailable' && met.words.includes('Nothing was changed') ? UNSERVED : met.shown
}

/** A person without scripts who goes through one flow with an account of their own. */
class Walk {
  readonly #street: Street
  readonly #flow: Flow
  readonly #person: Person
  readonly #who: Visitor
  readonly #network = nextNetwork()
  readonly #password: string
  readonly #asks: Submission[] = []
  readonly #attempts: Submission[] = []

  constructor(street: Street, flow: Flow) {
    this.#street = street
    this.#flow = flow
    const { site, port, random } = street
    const slug = random() < 0.7 ? 'northwind' : 'kumo'
    const seed = flow === 'sign-up' ? { status: 'UNCONFIRMED' as const, emailVerified: false } : {}
    this.#person = site.person(slug, seed)
    this.#password = `Neue-Parole-${Math.floor(random() * 1e6)}!`
    // Every fourth browser keeps no cookies.
    this.#who = new Visitor(port, {
      host: HOST,
      headers: { 'x-forwarded-for': `${this.#network}.7` },
      keepsCookies: random() < 0.75,
    })
  }

  /** Between reading a page and pressing something on it. */
  #think(): Promise<void> {
    return pause(200 + this.#street.random() * 1_300)
  }

  #isChanged(): boolean {
    const { site } = this.#street
    return this.#flow === 'reset'
      ? site.hasPassword(this.#person, this.#password)
      : site.isConfirmed(this.#person)
  }

  /** Opens a page until it is the form that it should be. */
  async #openForm(path: string, field: string): Promise<Sight | null> {
    for (let times = 0; times < MOST_OPENINGS; times++) {
      const sight = await this.#who.open(path).catch(() => null)
      if (sight?.hasField(field)) return sight
      await this.#think()
    }
    return null
  }

  /** Sends a form, or the same form twice at once as a double click does. */
  async #send(
    to: Submission[],
    { form, field, values, isRight, times }: Sending,
  ): Promise<{ sight: Sight | null; shown: readonly string[] }> {
    const from = Date.now()
    const sights = await Promise.all(
      Array.from({ length: times }, async () => {
        const sight: Met = await this.#who.submit(form, field, values).catch((error: Error) => error)
        return { sight, shown: nameOf(sight), isChanged: this.#isChanged(), at: Date.now() }
      }),
    )
    to.push({
      from,
      to: Date.now(),
      isRight,
      answers: sights.map(({ shown, isChanged, at }) => ({ shown, isChanged, at })),
    })
    const last = sights.at(-1)?.sight
    return { sight: last instanceof Error || !last ? null : last, shown: sights.map(({ shown }) => shown) }
  }

  async #ask(): Promise<boolean> {
    const { slug, username } = this.#person
    const path = this.#flow === 'reset' ? `/${slug}/forgot` : `/${slug}/confirm?ask=1`
    for (let times = 0; times < 2; times++) {
      const form = await this.#openForm(path, 'username')
      if (form === null) return false
      const values = { username }
      const { sight } = await this.#send(this.#asks, {
        form,
        field: 'username',
        values,
        isRight: true,
        times: 1,
      })
      if (sight?.page === 'sent') return true
      await this.#think()
    }
    return false
  }

  async #mail() {
    const giveUpAt = Date.now() + PATIENCE_MS
    for (;;) {
      const mail = this.#street.site.emulator.inbox.latest({ to: this.#person.email })
      if (mail || Date.now() > giveUpAt) return mail
      await pause(LOOK_MS)
    }
  }

  async #confirm(code: string, link: string | null): Promise<void> {
    const { random } = this.#street
    const { slug, username } = this.#person
    const opens = link !== null && random() < 0.5
    const field = this.#flow === 'reset' ? 'password' : opens ? 'username' : 'code'
    const address = new URL(link ?? 'http://none')
    const typed = this.#flow === 'reset' ? `/${slug}/reset` : `/${slug}/confirm`
    let form = await this.#openForm(opens ? address.pathname + address.search : typed, field)
    let isRight = opens || random() < 0.8
    for (let times = 0; form !== null && times < MOST_TRIES; times++) {
      await this.#think()
      const values = {
        username,
        code: isRight ? code : wrongCode(code),
        ...(this.#flow === 'reset' && { password: this.#password }),
      }
      const isDouble = random() < 0.2
      const { sight, shown } = await this.#send(this.#attempts, {
        form,
        field,
        values,
        isRight,
        times: isDouble ? 2 : 1,
      })
      // Some go back and press once more; whoever reads “unknown” finds out whether they can sign in.
      const isOver = shown.includes('done') || (shown.includes('unknown') && this.#isChanged())
      if (isOver && random() > 0.2) return
      isRight = true
      if (sight?.hasField(field)) form = sight
    }
  }

  async go(): Promise<Journey> {
    if (await this.#ask()) {
      const mail = await this.#mail()
      await this.#think()
      if (mail) await this.#confirm(mail.code, mail.link)
    }
    return {
      flow: this.#flow,
      username: this.#person.username,
      network: `${this.#network}.0/24`,
      asks: this.#asks,
      attempts: this.#attempts,
    }
  }
}

type Sending = {
  form: Sight
  field: string
  values: Record<string, string>
  isRight: boolean
  times: number
}

/** One walk after the other, of either flow, until it is time to stop. */
export async function walkAbout(street: Street): Promise<Journey[]> {
  const journeys: Journey[] = []
  while (Date.now() < street.until)
    journeys.push(await new Walk(street, street.random() < 0.75 ? 'reset' : 'sign-up').go())
  return journeys
}
