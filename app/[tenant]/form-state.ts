/** What an action returns and a form shows: texts and stable names, nothing from Cognito or the database. */
export type FormState = {
  /** New with each answer, so that the same error twice is noticed twice. */
  serial: number
  username: string
  code: string
  alert: AlertView | null
  fieldErrors: FieldErrors
  /** The field to correct, which takes the focus; else the summary does. */
  focus: FieldName | null
  /** Whether the code has to be typed, though the page itself didn't ask for it. */
  asksForCode: boolean
  /** The serial of the last answer that emptied the password field. */
  emptied: number
  /** Stands for a password that the page said breaks a rule: the same one sent again counts as intended. */
  shownPassword: string
  /** Whether the person chose to stay signed in elsewhere, where the page asks. */
  keepsSessions: boolean
  /** Present where a new code is the way on: when it can be asked for, and the server's time at rendering. */
  newCode: NewCode | null
  /** Where to go on, for a browser that sent the form by script; without one the answer is a redirect. */
  goTo: string | null
}

export type FieldName = 'username' | 'code' | 'password'
/** As the fields stand on the pages. */
export const FIELD_ORDER: readonly FieldName[] = ['username', 'code', 'password']
export type FieldErrors = Partial<Record<FieldName, string>>

/** ISO 8601; `nextAskAt` is null where nothing is known to stand in the way. */
export type NewCode = { nextAskAt: string | null; renderedAt: string }

export type AlertView = {
  /** The stable name in `data-error`. */
  error: string
  title: string
  text: string
  tone: 'error' | 'warning'
  action: { href: string; label: string } | null
  supportCode: { label: string; code: string } | null
}

export type FormAction = (previous: FormState, form: FormData) => Promise<FormState>

export const emptyForm = (fields: { username?: string; code?: string } = {}): FormState => ({
  serial: 0,
  username: fields.username ?? '',
  code: fields.code ?? '',
  alert: null,
  fieldErrors: {},
  focus: null,
  asksForCode: false,
  emptied: 0,
  shownPassword: '',
  keepsSessions: false,
  newCode: null,
  goTo: null,
})

/** Texts for what only the browser can notice, and the page's title as it is and after an error. */
export type BrowserTexts = {
  title: string
  errorTitle: string
  lost: AlertView
  noAnswer: AlertView
  offline: AlertView
}

/** The field that takes the focus when a form comes back and no script can move the focus. */
export function firstToCorrect({ serial, focus, fieldErrors }: FormState): FieldName | null {
  if (serial === 0) return null
  return focus ?? FIELD_ORDER.find((name) => fieldErrors[name] !== undefined) ?? null
}
