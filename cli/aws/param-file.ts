import { readFileSync } from 'node:fs'
import { homedir } from 'node:os'

/** `file://` and `fileb://` instead of a value. Source: awscli/paramfile.py of AWS CLI 2.9. */

export class ParamFileError extends Error {}

const reasons: Record<string, string> = {
  ENOENT: '[Errno 2] No such file or directory',
  EACCES: '[Errno 13] Permission denied',
  EISDIR: '[Errno 21] Is a directory',
  ENOTDIR: '[Errno 20] Not a directory',
}

const expanded = (path: string): string =>
  path
    .replace(/^~(?=\/|$)/, process.env.HOME ?? homedir())
    .replace(/\$(?:(\w+)|\{(\w+)\})/g, (whole, plain, braced) => process.env[plain ?? braced] ?? whole)

function read(value: string, path: string): Buffer {
  try {
    return readFileSync(path)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    throw new ParamFileError(`Unable to load paramfile ${value}: ${reasons[code] ?? code}: '${path}'`)
  }
}

/** Text as Python opens it: UTF-8 or AWS_CLI_FILE_ENCODING, and every kind of line end is one line feed. */
function textOf(content: Buffer, path: string): string {
  try {
    const decoder = new TextDecoder(process.env.AWS_CLI_FILE_ENCODING || 'utf-8', {
      fatal: true,
      ignoreBOM: true,
    })
    return decoder.decode(content).replace(/\r\n?/g, '\n')
  } catch {
    throw new ParamFileError(
      `Unable to load paramfile (${path}), text contents could not be decoded.  If this is a binary file, please use the fileb:// prefix instead of the file:// prefix.`,
    )
  }
}

/** What a value stands for: itself, the text of a file, or with `fileb://` its bytes. Throws ParamFileError. */
export function resolveParamFile(value: string): string | Uint8Array {
  const match = /^(fileb?):\/\/(.*)$/s.exec(value)
  if (match === null) return value
  const path = expanded(match[2] ?? '')
  const content = read(value, path)
  return match[1] === 'fileb' ? content : textOf(content, path)
}
