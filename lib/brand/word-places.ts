import { CODE_SLOT, POOL_MAILS, type PoolMailName } from '../pool-mails'

/**
 * Where a text stands, and how many characters it has room for (UTF-16 units, as `maxlength` counts). Subject and text
 * message leave room below what Cognito takes, for the brand's name.
 */
const LIMITS = {
  title: 80,
  button: 60,
  label: 60,
  sentence: 300,
  subject: 120,
  preheader: 150,
  heading: 120,
  paragraph: 300,
  longParagraph: 500,
  mailButton: 40,
  sms: 140,
} as const

export type WordPlace = keyof typeof LIMITS

const BUTTONS =
  /(^|\.)(submit|busy|continue|continuing|resend|resending|again|ask|signIn|action|enterCode|go|startAgain|backToSignIn|otherAddress|haveCode|correctName|notYou|show|hide)$/
const LABELS = /^common\.|Label$|\.ruleMet$/

function placeInMail(key: string): WordPlace {
  const [, kind = '', name = ''] = key.split('.')
  if (name === 'subject' || name === 'preheader' || name === 'heading' || name === 'sms') return name
  if (name === 'button') return 'mailButton'
  if (kind === 'reset' && (name === 'intro' || name === 'closing')) return 'longParagraph'
  if (kind === 'footer') return 'label'
  if (kind === 'changed' && !/^(intro|notYou)$/.test(name)) return 'label'
  if (kind === 'invitation' && /^(username|password)$/.test(name)) return 'label'
  return 'paragraph'
}

/** Where the text of a key stands, on a page (`forgot.title`) or in a mail (`mail.reset.subject`). */
export function placeOf(key: string): WordPlace {
  if (key.startsWith('mail.')) return placeInMail(key)
  if (/title$/i.test(key)) return 'title'
  if (key.startsWith('errors.')) return key.endsWith('.action') ? 'button' : 'sentence'
  if (BUTTONS.test(key)) return 'button'
  return LABELS.test(key) ? 'label' : 'sentence'
}

/** Cognito's placeholders that a text message must hold, each once; none for other texts. */
export function slotsOf(key: string): readonly string[] {
  if (placeOf(key) !== 'sms') return []
  const kind = key.split('.')[1] ?? ''
  return Object.hasOwn(POOL_MAILS, kind) ? POOL_MAILS[kind as PoolMailName].slots : [CODE_SLOT]
}

/** The most characters that a brand's own text may have there. */
export const limitOf = (key: string): number => LIMITS[placeOf(key)]
