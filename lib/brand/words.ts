const PLACEHOLDER = /\{[a-zA-Z][a-zA-Z0-9]*\}/g

const quoted = (text: string) => text.replace(/'/g, "''").replace(/[{}<>|#]+/g, (run) => `'${run}'`)

/**
 * A tenant's text as an ICU message: plain placeholders like `{time}` stay, everything else that ICU or a tag parser
 * would read is quoted, so that no text can fail to format or become markup.
 */
export function asMessage(text: string): string {
  let message = ''
  let end = 0
  for (const match of text.matchAll(PLACEHOLDER)) {
    message += quoted(text.slice(end, match.index)) + match[0]
    end = match.index + match[0].length
  }
  return message + quoted(text.slice(end))
}
