import { slotsOf } from '../brand/word-places'
import { noBraces, WASTE } from './frame/facts'
import type { MailWords } from './frame/words'
import { isAcceptable } from './message-limits'

/** A text message without its code helps nobody, and one in Cognito's own way of writing must hold it exactly once. */
const isWholeSms = (text: string, slots: readonly string[]) =>
  isAcceptable('smsMessage', text) && slots.every((slot) => text.split(slot).length === 2)

/** Only the name and these slots are filled in; a text message has no escapes for other braces. */
const smsBraces = (text: string, slots: readonly string[]) =>
  text.replace(/\{(?:name|username|####)\}|[{}]/g, (piece) =>
    piece === '{name}' || slots.includes(piece) ? piece : noBraces(piece),
  )

/**
 * The catalogue's texts with a brand's own laid over them. A text message that Cognito would refuse is left out: the
 * code has to arrive. Pure.
 *
 * @param own a brand's texts by dotted key, as `mail.changed.subject`; other keys are ignored
 */
export function withOwnMailWords(words: MailWords, own: Readonly<Record<string, string>>): MailWords {
  const copy: Record<string, Record<string, string>> = structuredClone(words)
  for (const [key, text] of Object.entries(own)) {
    const [first, kind = '', name = '', ...rest] = key.split('.')
    const texts = first === 'mail' && rest.length === 0 && Object.hasOwn(copy, kind) ? copy[kind] : undefined
    if (texts === undefined || !Object.hasOwn(texts, name)) continue
    const clean = text.replace(WASTE, ' ')
    const slots = slotsOf(key)
    const whole = slots.length === 0 ? clean : smsBraces(clean, slots)
    if (slots.length === 0 || isWholeSms(whole, slots)) texts[name] = whole
  }
  return copy as MailWords
}
