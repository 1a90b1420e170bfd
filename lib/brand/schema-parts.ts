import { z } from 'zod'
import { LocaleTag, plainText } from './plain-text'

/** A colour as the portal stores it: six hex digits, lower case. Nothing else can reach a style sheet. */
export const Hex = z
  .string()
  .regex(/^#[0-9a-fA-F]{6}$/, { error: 'colour' })
  .transform((hex) => hex.toLowerCase())

/** `https://bank.example@evil.example` leads to the second, and reads as the first. */
const isWithoutCredentials = ({ username, password }: URL) => username === '' && password === ''

/** A link in the footer. */
export const secureLink = z
  .string()
  .max(500)
  .refine((link) => link.startsWith('https://') && URL.canParse(link) && !/[\s<>"'\\^`{}|]/.test(link), {
    error: 'link',
  })
  .refine((link) => !URL.canParse(link) || isWithoutCredentials(new URL(link)), {
    error: 'credentials',
  })
/** A link to help: a page or a mailbox; a mailto link may not preset anything else of the mail. */
export const helpLink = z.union(
  [secureLink, z.string().regex(/^mailto:[^\s<>"'\\,;:?&@]{1,64}@[a-z0-9.-]{1,190}$/i)],
  {
    error: 'helpLink',
  },
)

const Percent = z.number().min(0).max(100)

/** What fills the brand panel of the `split` layout. */
export function artSchema<Picture extends z.ZodType>(picture: Picture) {
  return z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('gradient'),
      from: Hex,
      via: Hex.optional(),
      to: Hex,
      angle: z.int().min(0).max(360).optional(),
    }),
    z.strictObject({
      kind: z.literal('pattern'),
      pattern: z.enum(['dots', 'grid', 'rings', 'rays']),
      background: Hex,
      ink: Hex,
    }),
    z.strictObject({
      kind: z.literal('picture'),
      picture,
      background: Hex,
      focal: z.strictObject({ x: Percent, y: Percent }).optional(),
    }),
  ])
}

const MESSAGE_KEY = /^[a-z][A-Za-z0-9]*(?:\.[A-Za-z0-9_-]+){0,4}$/

/** Texts per language that replace the portal’s own. */
export const Words = z.record(
  LocaleTag,
  z
    .record(z.string().max(80).regex(MESSAGE_KEY, { error: 'textName' }), plainText(300))
    .refine((texts) => Object.keys(texts).length <= 300, { error: 'texts' }),
)

/** A brand's own texts for a mail that brings a link, in one language. */
const OwnMailTexts = z.strictObject({
  subject: plainText(120).optional(),
  preheader: plainText(150).optional(),
  heading: plainText(120).optional(),
  intro: plainText(500).optional(),
  button: plainText(40).optional(),
  closing: plainText(500).optional(),
})
export type OwnMailTexts = z.output<typeof OwnMailTexts>

const InLanguages = z.record(LocaleTag, OwnMailTexts)

/** The kinds of mail that a brand may have texts of its own for. None is spelt like a language tag. */
export const MailTexts = z.strictObject({ reset: InLanguages.optional() })
export type MailTextKind = keyof z.output<typeof MailTexts>

const isByLanguage = (texts: unknown): boolean =>
  typeof texts === 'object' &&
  texts !== null &&
  Object.keys(texts).some((key) => LocaleTag.safeParse(key).success)

/** Brands of the first release have one mail with texts, and its languages where the kinds are now. */
const toKinds = (texts: unknown): unknown => (isByLanguage(texts) ? { reset: texts } : texts)

/** Simple texts of the mails, by kind and language. */
export const Mail = z.strictObject({
  senderName: plainText(80).optional(),
  texts: z.preprocess(toKinds, MailTexts.optional()).optional(),
})
