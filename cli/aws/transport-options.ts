import { existsSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { CommandFailed, exitCodes } from '../exit-codes'
import type { Target } from './send'

const DEFAULT_SECONDS = 60
const NEVER_SECONDS = 86_400

/** A time-out in whole seconds; 0 waits as long as it takes. Python's own text where it is no number. */
export function secondsOf(text: string | undefined): number {
  if (text === undefined) return DEFAULT_SECONDS
  if (/^\d{1,5}$/.test(text)) return Number(text) || NEVER_SECONDS
  throw new CommandFailed(`\ninvalid literal for int() with base 10: '${text}'\n`, exitCodes.connection)
}

/** Whom to believe about a server: the system's authorities, those of a file (also AWS_CA_BUNDLE), or anybody. */
export function tlsOf(isUnverified: boolean, option: string | undefined): Target['tls'] {
  if (isUnverified) return { rejectUnauthorized: false }
  const path = option || process.env.AWS_CA_BUNDLE || undefined
  if (path === undefined) return {}
  if (existsSync(path)) return { ca: readFileSync(path, 'utf8') }
  throw new CommandFailed(
    `\nCould not find a suitable TLS CA certificate bundle, invalid path: ${path}\n`,
    exitCodes.connection,
  )
}

function sections(path: string): Set<string> {
  if (!existsSync(path)) return new Set()
  const heads = readFileSync(path, 'utf8').matchAll(/^\s*\[\s*(?:profile\s+)?["']?([^\]"']+?)["']?\s*\]/gm)
  return new Set([...heads].map(([, name = '']) => name))
}

/** Throws CommandFailed where a profile is named that neither of AWS's files has. */
export function assertProfile(option: string | undefined): void {
  const name = option || process.env.AWS_PROFILE || 'default'
  if (name === 'default') return
  const { AWS_CONFIG_FILE, AWS_SHARED_CREDENTIALS_FILE } = process.env
  const files = [
    AWS_CONFIG_FILE || `${homedir()}/.aws/config`,
    AWS_SHARED_CREDENTIALS_FILE || `${homedir()}/.aws/credentials`,
  ]
  if (files.some((path) => sections(path).has(name))) return
  throw new CommandFailed(`\nThe config profile (${name}) could not be found\n`, exitCodes.connection)
}
