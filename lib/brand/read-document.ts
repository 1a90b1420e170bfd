import 'server-only'
import { parse } from 'yaml'

/** Text out of a file as editors and PowerShell write them: UTF-8 or UTF-16, with or without a byte order mark. */
function textOf(bytes: Uint8Array): string {
  const [first = 0, second = 0] = bytes
  // JSON and YAML begin with an ASCII character, so a zero beside it tells the order of the bytes (RFC 4627 §3).
  const isLittle = (first === 0xff && second === 0xfe) || (first !== 0 && second === 0)
  const isBig = (first === 0xfe && second === 0xff) || (first === 0 && second !== 0)
  const encoding = isLittle ? 'utf-16le' : isBig ? 'utf-16be' : 'utf-8'
  return new TextDecoder(encoding, { fatal: true }).decode(bytes)
}

/**
 * Reads a JSON or YAML file. Tags that templates use, such as `!Ref`, are read as the plain value behind them.
 *
 * @returns undefined where the file is neither, or not text at all
 */
export function readDocument(bytes: Uint8Array): unknown {
  try {
    const text = textOf(bytes)
    try {
      return JSON.parse(text)
    } catch {
      const document: unknown = parse(text, { logLevel: 'error', maxAliasCount: 20 })
      // Any line of text is a YAML string.
      return typeof document === 'object' ? document : undefined
    }
  } catch {
    return undefined
  }
}
