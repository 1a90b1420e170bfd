/** What an action answers and a form shows: words and stable names, nothing of Cognito or the database. */
export type FormState = {
  /** New with each answer, so that the same error twice is noticed twice. */
  serial: number
  username: string
  code: string
  alert: AlertView | null
  fieldErrors: { username?: string; code?: string; password?: string }
  /** Where to go on, for a browser that sent the form by script; without one the answer is a redirect. */
  goTo: string | null
}

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
  goTo: null,
})

/** Sentences for what only the browser can notice. */
export type BrowserTexts = { lost: AlertView; offline: AlertView }
