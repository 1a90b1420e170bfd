import type { BrandOverrides } from './schema'

/** The states of the journey, in which the preview shows a brand, with their names in the console. */
export const JOURNEY_STATES = {
  forgot: 'Forgot',
  sent: 'Sent',
  reset: 'New password',
  'password-rejected': 'Rule broken',
  'code-rejected': 'Code rejected',
  'too-many-attempts': 'Too many tries',
  unknown: 'Unknown',
  done: 'Done',
} as const

/** The states that fewer people see, by the page that they are on. Between them all states show every text. */
export const OTHER_STATES = {
  'Every page': { 'every-page': 'All links of the footer' },
  'Forgot page': {
    'forgot-busy': 'While it is sent',
    'ask-too-many': 'Too many messages from this network',
    'ask-lost': 'The connection broke',
    'ask-no-answer': 'No usable answer',
  },
  'Sent page': {
    'sent-busy': 'While it is sent',
    'sent-wait-over': 'A message can be asked for again',
    'sent-forgotten': 'The name is not known any more',
  },
  'New password page': {
    'reset-busy': 'While it is sent',
    'reset-typing': 'While the password is typed',
    'reset-hidden': 'The password was hidden again',
    'reset-uppercase': 'Rules: upper case only',
    'reset-lowercase': 'Rules: lower case only',
    'reset-both-cases': 'Rules: all of them',
    'reset-kept-until': 'A link of unknown age, its name not sure',
    'reset-by-hand': 'Without a link',
    'reset-no-name': 'The link lost the name',
    'reset-no-code': 'The link lost the code',
    'reset-lost': 'The link lost everything',
    'reset-changed': 'Changed here before',
  },
  'Errors at the fields': {
    'fields-missing': 'Nothing filled in',
    'fields-invalid': 'Name and code not usable',
    'number-offered': 'Number to be checked',
    'password-length': 'Password too short',
    'password-longer': 'Password not longer than a limit',
    'password-long': 'Password too long',
    'password-uppercase': 'Password without upper case',
    'password-lowercase': 'Password without lower case',
    'password-number': 'Password without a number',
    'password-characters': 'Password with forbidden characters',
    'password-policy': 'Password against the rules',
    'password-breached': 'Password from a data leak',
    'password-reused': 'Password used before',
    'password-among-last': 'Password among the last ones',
    'guess-names': 'Easy to guess: names',
    'guess-patterns': 'Easy to guess: patterns',
  },
  'Errors above the form': {
    'code-to-check': 'Typed code refused',
    'too-many-later': 'Too many tries, unknown wait',
    'too-many-code': 'Too many tries: this code',
    'too-many-network': 'Too many tries: this network',
    busy: 'Very busy',
    'not-available': 'Cognito not available',
    blocked: 'Blocked by a filter',
    misconfigured: 'Misconfigured',
    lost: 'The connection broke',
    offline: 'Offline',
    expired: 'The link’s code got too old',
    stale: 'Page too old',
    unproven: 'Sent from an unknown page',
  },
  'Unknown page': {
    'unknown-earlier': 'Code used before',
    'unknown-not-looked-up': 'Code not looked up',
    'unknown-forgotten': 'The result was not kept',
  },
  'Done page': { 'done-return': 'With a way back', 'done-already': 'Changed before' },
  'Link problem page': {
    'link-incomplete': 'Incomplete link',
    'link-expired': 'Expired link',
    'link-changed': 'Altered link',
    'link-foreign': 'Another tenant’s link',
    'link-replaced': 'Newer message',
    'link-forgotten': 'The problem was not kept',
  },
  'Confirm page': {
    confirm: 'After a link',
    'confirm-busy': 'While it is sent',
    'confirm-by-hand': 'Without a link',
    'confirm-sent': 'A new message was sent',
    'confirm-done': 'Confirmed',
    'confirm-unknown': 'Unknown',
    'confirm-earlier': 'Code used before',
    'confirm-not-looked-up': 'Code not looked up',
    'confirm-expired': 'Expired link',
    'confirm-rejected': 'Code refused',
    'confirm-misconfigured': 'Misconfigured',
    'confirm-lost': 'The connection broke',
    'confirm-off': 'Switched off',
  },
  'Neither page': { 'page-broken': 'A page that broke', 'not-found': 'Not found' },
} as const

type KeyOf<Groups> = Groups extends unknown ? keyof Groups : never
export type JourneyState = keyof typeof JOURNEY_STATES
export type OtherState = KeyOf<(typeof OTHER_STATES)[keyof typeof OTHER_STATES]>
export type PreviewState = JourneyState | OtherState

const others: Readonly<Record<string, string>> = Object.assign({}, ...Object.values(OTHER_STATES))
const names = { ...others, ...JOURNEY_STATES } as Readonly<Record<PreviewState, string>>

export const journeyStates = Object.keys(JOURNEY_STATES) as JourneyState[]
export const previewStates = Object.keys(names) as PreviewState[]
export const isPreviewState = (text: unknown): text is PreviewState =>
  typeof text === 'string' && Object.hasOwn(names, text)
export const isJourneyState = (state: PreviewState): state is JourneyState =>
  Object.hasOwn(JOURNEY_STATES, state)
/** What the console calls a state, without its page. */
export const nameOfState = (state: PreviewState): string => names[state]

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
