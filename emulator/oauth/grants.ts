import { createHash, randomBytes, randomUUID } from 'node:crypto'
import type { Clock } from '../clock'
import type { Client, Pool } from '../pool'
import { browserSeconds, newSession, type Session } from '../sessions'
import type { User } from '../users'

/** What an authorization code stands for until it is exchanged. */
export type Grant = {
  readonly pool: Pool
  readonly client: Client
  readonly user: User
  readonly redirectUri: string
  readonly scopes: readonly string[]
  readonly nonce: string | null
  /** S256, RFC 7636. */
  readonly challenge: string | null
  /** When the password was given, in milliseconds: a code of a remembered browser has an older one. */
  readonly signedInAt: number
  /** The browser's session. */
  readonly originId: string
}

/** A browser that the pool's own pages remember. */
export type BrowserSession = {
  readonly pool: Pool
  readonly user: User
  readonly signedInAt: number
  /** What session management knows of it. */
  readonly tracked: Session
}

const codeSeconds = 5 * 60

/** Codes issued to apps, and browsers that signed in within the last hour. */
export class Grants {
  readonly #clock: Clock
  readonly #codes = new Map<string, { grant: Grant; issuedAt: number }>()
  readonly #sessions = new Map<string, BrowserSession>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  issue(grant: Grant): string {
    const code = randomUUID()
    this.#codes.set(code, { grant, issuedAt: this.#clock.now() })
    return code
  }

  /** The grant of a code. A code is used up once presented, whatever comes of it. */
  take(code: string): Grant | null {
    const found = this.#codes.get(code)
    this.#codes.delete(code)
    return found && this.#clock.now() <= found.issuedAt + codeSeconds * 1000 ? found.grant : null
  }

  /** Remembers a browser; the answer is the value of its cookie. */
  remember(pool: Pool, client: Client, user: User): { id: string; session: BrowserSession } {
    const id = randomBytes(24).toString('base64url')
    const signedInAt = this.#clock.now()
    const tracked = newSession({ type: 'SSO', clientId: client.id, createdAt: signedInAt })
    user.sessions.push(tracked)
    const session = { pool, user, signedInAt, tracked }
    this.#sessions.set(id, session)
    return { id, session }
  }

  recall(id: string, pool: Pool): BrowserSession | null {
    const found = this.#sessions.get(id)
    if (found?.pool !== pool || !found.user.enabled || found.tracked.isEnded) return null
    return this.#clock.now() <= found.signedInAt + browserSeconds * 1000 ? found : null
  }

  forget(id: string): void {
    const found = this.#sessions.get(id)
    if (found) found.tracked.isEnded = true
    this.#sessions.delete(id)
  }
}

/** Whether a verifier is the one that a challenge was made of (RFC 7636, §4.6). */
export function provesChallenge(challenge: string, verifier: string): boolean {
  return (
    /^[\w.~-]{43,128}$/.test(verifier) &&
    createHash('sha256').update(verifier).digest('base64url') === challenge
  )
}
