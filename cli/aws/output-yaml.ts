import type { JSONValue } from '@jmespath-community/jmespath'
import { Document, isScalar, Scalar, visit } from 'yaml'

/** `--output yaml` in the AWS CLI's style: keys in order, lists not indented, texts quoted where they could be more. */

const WIDTH = 80
/** A text that YAML 1.1 or 1.2 would read as something else, or that begins or ends as none may. */
const READS_OTHERWISE =
  /^$|^\s|\s$|^[-?:](\s|$)|^[,[\]{}#&*!|>'"%@`]|: |:$| #|^(~|null|true|false|yes|no|on|off|y|n)$|^[-+]?(\.?\d|\.(inf|nan)$)|^(=|<<)$|^(---|\.\.\.)/i

function styleOf(text: string): Scalar.Type {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what a plain or single-quoted text can't hold
  if (/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff]/.test(text)) return Scalar.QUOTE_DOUBLE
  if (text.includes('\n') || READS_OTHERWISE.test(text)) return Scalar.QUOTE_SINGLE
  return Scalar.PLAIN
}

/** A value as a YAML document; a scalar alone is written as JSON, as the AWS CLI does. */
export function yamlOf(shown: JSONValue): string {
  if (typeof shown !== 'object' || shown === null) return `${JSON.stringify(shown)}\n`
  const document = new Document(shown, { sortMapEntries: true, aliasDuplicateObjects: false })
  visit(document, {
    Scalar(_, node) {
      if (isScalar(node) && typeof node.value === 'string') node.type = styleOf(node.value)
    },
  })
  return document.toString({ indentSeq: false, lineWidth: WIDTH, singleQuote: true, minContentWidth: 0 })
}

/** One document, a list of the one answer. */
export const yamlStreamOf = (shown: JSONValue): string => yamlOf([shown])
