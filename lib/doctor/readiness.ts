import 'server-only'
import type { DatabaseClient } from '../db/client'
import { env } from '../platform/env'
import { isDraining } from '../platform/shutdown'

type Part = 'ok' | 'down'

export type Readiness = { isReady: boolean; parts: { process: Part; database: Part; configuration: Part } }

const part = (isUp: boolean): Part => (isUp ? 'ok' : 'down')

function hasEnvironment(): boolean {
  try {
    env()
    return true
  } catch {
    return false
  }
}

/** Looks at what this instance needs for new work. Status words only; never throws, answers within about a second. */
export async function checkReadiness({ ping }: Pick<DatabaseClient, 'ping'>): Promise<Readiness> {
  const parts = {
    process: part(!isDraining()),
    configuration: part(hasEnvironment()),
    database: part(await ping()),
  }
  return { isReady: Object.values(parts).every((each) => each === 'ok'), parts }
}
