import type { z } from 'zod'
import type { TextFault, WordFault } from '../../brand/own-words'
import type { TranslationFault } from '../../i18n/own-texts'
import { CODE_SLOT, USERNAME_SLOT } from '../../pool-mails'
import { say } from './generated/refusals'

/** What is wrong at one place of what is given, as the end of a sentence that begins with the place. */
export type Refusal = { readonly path: readonly PropertyKey[]; readonly message: string }

export type Read<Output> =
  | { readonly ok: true; readonly value: Output }
  | { readonly ok: false; readonly refusals: readonly Refusal[] }

type Issue = z.core.$ZodIssue

const isList = (origin: string) => origin !== 'string' && origin !== 'number' && origin !== 'int'

function tooBig({ origin, maximum }: z.core.$ZodIssueTooBig): string {
  const most = Number(maximum)
  if (isList(origin)) return say('refusals.moreEntries', { most })
  return origin === 'string' ? say('refusals.longer', { most }) : say('refusals.atMost', { most })
}

function tooSmall({ origin, minimum }: z.core.$ZodIssueTooSmall): string {
  const least = Number(minimum)
  if (least === 1 && origin !== 'number' && origin !== 'int') return say('refusals.empty')
  if (isList(origin)) return say('refusals.fewerEntries', { least })
  return origin === 'string' ? say('refusals.shorter', { least }) : say('refusals.atLeast', { least })
}

/** By what the schema itself calls it, else by what zod found. */
function inWords(issue: Issue): string {
  const named = say.find('refusals.rule', issue.message)
  if (named !== null) return named
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? say('refusals.missing')
        : say('refusals.wrongType', { type: issue.expected })
    case 'too_big':
      return tooBig(issue)
    case 'too_small':
      return tooSmall(issue)
    case 'invalid_value':
      return say('refusals.oneOf', { values: issue.values.map(String).join(', ') })
    case 'invalid_union':
      return say('refusals.unknownKind')
    default:
      return say('refusals.notRight')
  }
}

function refusalsOf(issue: Issue): Refusal[] {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      path: [...issue.path, key],
      message: say('refusals.unknownSetting'),
    }))
  // What is wrong with a key is said at the key.
  if (issue.code === 'invalid_key')
    return issue.issues.map((inner) => ({ path: issue.path, message: inWords(inner) }))
  return [{ path: issue.path, message: inWords(issue) }]
}

/**
 * Parses what a form, a request or a file holds, and says from the catalogue all that is wrong with it. Whoever shows a
 * refusal of a schema reads by this: a schema's own `error` is the name of a rule below `refusals.rule`, not a text.
 */
export function readInWords<Output>(schema: z.ZodType<Output>, given: unknown): Read<Output> {
  const parsed = schema.safeParse(given, { reportInput: true })
  if (parsed.success) return { ok: true, value: parsed.data }
  return { ok: false, refusals: parsed.error.issues.flatMap(refusalsOf) }
}

/** What is wrong with a brand's own text, as the end of a sentence. */
export function textFaultInWords(fault: TextFault | TranslationFault): string {
  switch (fault.kind) {
    case 'too-long':
      return say('refusals.text.tooLong', fault)
    case 'code':
      return say('refusals.text.code', { placeholder: CODE_SLOT })
    case 'username':
      return say('refusals.text.username', { placeholder: USERNAME_SLOT })
    case 'tags':
      return say('refusals.text.tags')
    case 'lacks':
      return say('refusals.text.lacks', { pieces: fault.pieces.join(' ') })
  }
}

/** Faulty texts as a form shows them. */
export const wordFaultsInWords = (faults: readonly WordFault[]): { path: string; message: string }[] =>
  faults.map(({ path, fault }) => ({ path, message: textFaultInWords(fault) }))

/** What is wrong in a brand that a file holds. */
export const brandFaultInWords = ({ path, message }: Refusal): string =>
  say('refusals.brandFile.at', { path: path.map(String).join('/'), fault: message })
