import type { BrandOverrides } from './schema'

/** The states of the journey, in which the preview shows a brand. */
export const JOURNEY_STATES = [
  'forgot',
  'sent',
  'reset',
  'password-rejected',
  'code-rejected',
  'too-many-attempts',
  'unknown',
  'done',
] as const

/** The states that fewer people see, by the page that they are on. Between them all states show every text. */
export const OTHER_STATES = {
  every: ['every-page'],
  forgot: ['forgot-busy', 'ask-too-many', 'ask-check', 'ask-check-wait', 'ask-lost', 'ask-no-answer'],
  sent: ['sent-busy', 'sent-wait-over', 'sent-forgotten'],
  reset: [
    'reset-busy',
    'reset-typing',
    'reset-hidden',
    'reset-uppercase',
    'reset-lowercase',
    'reset-both-cases',
    'reset-kept-until',
    'reset-sign-out',
    'reset-by-hand',
    'reset-no-name',
    'reset-no-code',
    'reset-lost',
    'reset-changed',
  ],
  fields: [
    'fields-missing',
    'fields-invalid',
    'number-offered',
    'password-length',
    'password-longer',
    'password-long',
    'password-uppercase',
    'password-lowercase',
    'password-number',
    'password-characters',
    'password-policy',
    'password-breached',
    'password-reused',
    'password-among-last',
    'guess-names',
    'guess-patterns',
  ],
  form: [
    'code-to-check',
    'too-many-later',
    'too-many-code',
    'too-many-network',
    'busy',
    'not-available',
    'blocked',
    'misconfigured',
    'lost',
    'offline',
    'expired',
    'stale',
    'unproven',
  ],
  unknown: ['unknown-earlier', 'unknown-not-looked-up', 'unknown-forgotten'],
  done: ['done-return', 'done-already'],
  linkProblem: [
    'link-incomplete',
    'link-expired',
    'link-changed',
    'link-foreign',
    'link-replaced',
    'link-forgotten',
  ],
  confirmPage: [
    'confirm',
    'confirm-busy',
    'confirm-by-hand',
    'confirm-sent',
    'confirm-done',
    'confirm-unknown',
    'confirm-earlier',
    'confirm-not-looked-up',
    'confirm-expired',
    'confirm-rejected',
    'confirm-misconfigured',
    'confirm-lost',
    'confirm-off',
  ],
  neither: ['page-broken', 'standby', 'not-found'],
} as const

export type JourneyState = (typeof JOURNEY_STATES)[number]
export type OtherPage = keyof typeof OTHER_STATES
export type OtherState = (typeof OTHER_STATES)[OtherPage][number]
export type PreviewState = JourneyState | OtherState

export const otherPages = Object.keys(OTHER_STATES) as OtherPage[]
export const previewStates: PreviewState[] = [
  ...otherPages.flatMap((page): readonly PreviewState[] => OTHER_STATES[page]),
  ...JOURNEY_STATES,
]
export const isPreviewState = (text: unknown): text is PreviewState =>
  previewStates.some((state) => state === text)
export const isJourneyState = (state: PreviewState): state is JourneyState =>
  JOURNEY_STATES.some((each) => each === state)
/** What the editor tells the page in its frame, many times a second while somebody drags a slider. */
export type PreviewMessage = {
  kind: 'rekey-preview'
  brand: BrandOverrides
  state: PreviewState
  locale: string
  mode: 'light' | 'dark'
  /** Whether pressing a part of it leads to its control; else it can be tried out. */
  isPressable: boolean
  /** The path of the value whose use is outlined. */
  highlight: string | null
}

export const isPreviewMessage = (data: unknown): data is PreviewMessage => isOfKind(data, 'rekey-preview')

/** What was pressed on the page: a text by its key, a part by its name, and the paths of the values that shape it. */
export type Pressed = {
  readonly word: string | null
  readonly part: string | null
  readonly controls: readonly string[]
  /** Its words come before how it looks. */
  readonly isText: boolean
}

/** What the page in the frame tells the editor when something on it was pressed. */
export type PressedMessage = Pressed & { kind: 'rekey-preview-pressed' }

/** In how many places of the page the value is used that the editor asked about. */
export type UsedMessage = { kind: 'rekey-preview-used'; path: string; count: number }

/** A text of a page that stands nowhere on it. */
export type UnseenText = {
  readonly place: 'tab' | 'tab-after-error' | 'read-out'
  readonly word: string
  readonly text: string
}

/** What it tells of the texts on show, after each change. */
export type ShownMessage = {
  kind: 'rekey-preview-shown'
  state: PreviewState
  /** The keys of all of them. */
  words: readonly string[]
  unseen: readonly UnseenText[]
}

const isOfKind = (data: unknown, kind: string): data is object =>
  typeof data === 'object' && data !== null && 'kind' in data && data.kind === kind

export const isPressedMessage = (data: unknown): data is PressedMessage =>
  isOfKind(data, 'rekey-preview-pressed') && 'controls' in data && Array.isArray(data.controls)

export const isUsedMessage = (data: unknown): data is UsedMessage =>
  isOfKind(data, 'rekey-preview-used') && 'count' in data && typeof data.count === 'number'

/** Only pages of the portal itself are listened to, so that the rest is what the type says. */
export const isShownMessage = (data: unknown): data is ShownMessage =>
  isOfKind(data, 'rekey-preview-shown') &&
  'words' in data &&
  Array.isArray(data.words) &&
  'unseen' in data &&
  Array.isArray(data.unseen)
