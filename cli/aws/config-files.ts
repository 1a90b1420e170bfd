import { existsSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { CommandFailed, exitCodes } from '../exit-codes'

/** AWS's two files as botocore reads them, which is with Python's configparser. */

type Values = ReadonlyMap<string, string>
type Sections = Map<string, Map<string, string>>

export type Profile = {
  get(name: string): string | undefined
  /** What the section of services that the profile names says of one service. */
  service(name: string): Values
}

const HEADER = /^\[(.+)\]/
const OPTION = /^(.*?)\s*[=:]\s*(.*)$/

class Malformed extends Error {}

/** Reads sections, options and indented values, which keep a line feed before each of their lines. */
function parseIni(text: string): Sections {
  const sections: Sections = new Map()
  let section: Map<string, string> | undefined
  let option: string | undefined
  let indent = 0
  for (const line of text.split(/\r\n?|\n/)) {
    const value = line.trim()
    if (value === '' || /^[#;]/.test(value)) continue
    const column = line.search(/\S/)
    if (section !== undefined && option !== undefined && column > indent) {
      section.set(option, `${section.get(option)}\n${value}`)
      continue
    }
    indent = column
    const header = HEADER.exec(value)?.[1]
    if (header !== undefined) {
      if (sections.has(header)) throw new Malformed()
      section = new Map()
      sections.set(header, section)
      option = undefined
      continue
    }
    const match = OPTION.exec(value)
    option = match?.[1]?.toLowerCase()
    if (section === undefined || !option || section.has(option)) throw new Malformed()
    section.set(option, match?.[2] ?? '')
  }
  return sections
}

function sectionsOf(path: string): Sections {
  if (!existsSync(path)) return new Map()
  try {
    return parseIni(new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path)))
  } catch {
    throw new CommandFailed(`\nUnable to parse config file: ${path}\n`, exitCodes.connection)
  }
}

/** `profile dev` and `profile "dev"` name one; so does `default` alone. */
const named = (sections: Sections, kind: 'profile' | 'services', name: string): Values | undefined => {
  const heads = [...sections.keys()].filter((head) => {
    const match = /^(\w+)\s+(?:"([^"]*)"|'([^']*)'|(\S+))$/.exec(head.trim())
    return match?.[1] === kind && (match[2] ?? match[3] ?? match[4]) === name
  })
  const [head] = heads
  return head === undefined ? undefined : sections.get(head)
}

/** `\nendpoint_url = x` as options of their own. */
function nested(text: string | undefined): Values {
  const lines = (text ?? '').split('\n').flatMap((line) => {
    const match = /^([^=]*?)\s*=\s*(.*)$/.exec(line.trim())
    return match === null ? [] : [[match[1] ?? '', match[2] ?? ''] as const]
  })
  return new Map(lines)
}

/**
 * The profile that is meant: by option, by environment, else `default`, which need not exist.
 *
 * @throws CommandFailed where one is named that neither file has, or a file can't be read
 */
export function findProfile(option: string | undefined): Profile {
  const { AWS_CONFIG_FILE, AWS_SHARED_CREDENTIALS_FILE, AWS_DEFAULT_PROFILE, AWS_PROFILE } = process.env
  const home = process.env.HOME ?? homedir()
  const config = sectionsOf(AWS_CONFIG_FILE || `${home}/.aws/config`)
  const credentials = sectionsOf(AWS_SHARED_CREDENTIALS_FILE || `${home}/.aws/credentials`)
  const wanted = option || AWS_DEFAULT_PROFILE || AWS_PROFILE || undefined
  const name = wanted ?? 'default'
  const own = named(config, 'profile', name) ?? (name === 'default' ? config.get(name) : undefined)
  const secret = credentials.get(name)
  if (wanted !== undefined && own === undefined && secret === undefined) {
    throw new CommandFailed(`\nThe config profile (${name}) could not be found\n`, exitCodes.connection)
  }
  const values = new Map([...(own ?? []), ...(secret ?? [])])
  return {
    get: (key) => values.get(key),
    service: (key) => {
      const services = values.get('services')
      return nested(services === undefined ? undefined : named(config, 'services', services)?.get(key))
    },
  }
}
