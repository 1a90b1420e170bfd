import type { Faults } from './faults'
import type { Guide } from './guide'
import type { Recorder } from './recorder'
import type { World } from './world'

export type Pages = { world: World; recorder: Recorder; faults: Faults; guide: Guide | null }
export type Reply = {
  status: number
  type?: 'html' | 'json'
  body?: string
  location?: string
  cookie?: string
}
export type PageRequest = {
  method: string
  url: URL
  body: string
  contentType: string
  /** The headers of those names; empty where there is none. */
  authorization: string
  cookie: string
}

export function json(value: unknown, status = 200): Reply {
  return { status, type: 'json', body: JSON.stringify(value, null, 2) }
}
