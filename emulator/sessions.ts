import { randomInt } from 'node:crypto'
import type { z } from 'zod'
import type { SessionSeed } from './seed'

/** One session of a user, as session management tracks it: an app's refresh token, or a browser at the pool's pages. */
export type Session = {
  /** 28 lower-case letters and digits, with `tkn` or `sso` in front (AdminRevokeUserSession, API reference). */
  readonly id: string
  readonly type: 'TOKEN' | 'SSO'
  readonly clientId: string
  readonly createdAt: number
  lastActiveAt: number
  readonly device: string | null
  readonly address: string | null
  readonly city: string | null
  readonly country: string | null
  /** The browser's session that a token session came from. */
  readonly originId: string | null
  isEnded: boolean
}

const alphabet = 'abcdefghijklmnopqrstuvwxyz0123456789'
const lifeSeconds = { TOKEN: 30 * 24 * 3600, SSO: 3600 }
export const [refreshSeconds, browserSeconds] = [lifeSeconds.TOKEN, lifeSeconds.SSO]

const newId = (type: Session['type']) =>
  (type === 'TOKEN' ? 'tkn' : 'sso') +
  Array.from({ length: 25 }, () => alphabet[randomInt(alphabet.length)]).join('')

export function newSession(
  facts: Pick<Session, 'type' | 'clientId' | 'createdAt'> & Partial<Session>,
): Session {
  return {
    id: newId(facts.type),
    lastActiveAt: facts.createdAt,
    device: null,
    address: null,
    city: null,
    country: null,
    originId: null,
    isEnded: false,
    ...facts,
  }
}

/** Sessions that somebody has as the emulator starts; `through` counts the browser sessions of the list from nought. */
export function seededSessions(
  seeds: readonly z.output<typeof SessionSeed>[],
  clientId: string,
  now: number,
): Session[] {
  const minutesAgo = (minutes: number) => now - minutes * 60_000
  const made = seeds.map(({ startedMinutesAgo, activeMinutesAgo, through: _, ...seed }) =>
    newSession({
      clientId,
      createdAt: minutesAgo(startedMinutesAgo),
      lastActiveAt: minutesAgo(activeMinutesAgo),
      ...seed,
    }),
  )
  const browsers = made.filter(({ type }) => type === 'SSO')
  return made.map((session, index) => {
    const through = seeds[index]?.through
    return through === undefined ? session : { ...session, originId: browsers[through]?.id ?? null }
  })
}

/** Sessions that are neither ended nor too old. */
export function activeSessions(user: { sessions: readonly Session[] }, now: number): Session[] {
  return user.sessions.filter(
    ({ isEnded, type, createdAt }) => !isEnded && now <= createdAt + lifeSeconds[type] * 1000,
  )
}

/** Those that are linked with a session: the browser that it came through, or all that came through it. */
export function linkedSessions(user: { sessions: readonly Session[] }, session: Session): Session[] {
  return user.sessions.filter(({ id, originId }) => id === session.originId || originId === session.id)
}
