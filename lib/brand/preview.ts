import type { BrandOverrides } from './schema'

/** The states in which the preview shows a brand, with their names in the console. */
export const PREVIEW_STATES = {
  forgot: 'Forgot',
  sent: 'Sent',
  reset: 'New password',
  'password-rejected': 'Rule broken',
  'code-rejected': 'Code rejected',
  'too-many-attempts': 'Too many tries',
  unknown: 'Unknown',
  done: 'Done',
} as const
export type PreviewState = keyof typeof PREVIEW_STATES

export const previewStates = Object.keys(PREVIEW_STATES) as PreviewState[]
export const isPreviewState = (text: unknown): text is PreviewState =>
  typeof text === 'string' && Object.hasOwn(PREVIEW_STATES, text)

/** What the editor tells the page in its frame, many times a second while somebody drags a slider. */
export type PreviewMessage = {
  kind: 'rekey-preview'
  brand: BrandOverrides
  state: PreviewState
  locale: string
  mode: 'light' | 'dark'
  /** Whether its texts can be pressed, to lead to their fields. */
  isPressable: boolean
}

export const isPreviewMessage = (data: unknown): data is PreviewMessage =>
  typeof data === 'object' && data !== null && 'kind' in data && data.kind === 'rekey-preview'

/** What the page in the frame tells the editor when one of its texts was pressed. */
export type PressedMessage = { kind: 'rekey-preview-pressed'; word: string }

export const isPressedMessage = (data: unknown): data is PressedMessage =>
  typeof data === 'object' &&
  data !== null &&
  'kind' in data &&
  data.kind === 'rekey-preview-pressed' &&
  'word' in data &&
  typeof data.word === 'string'
