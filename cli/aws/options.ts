import { type OperationName, operations } from '../../lib/cognito/model'
import type { Option } from './argparse'

/** The options of the AWS CLI 2.9 in its own order, which shows where a prefix is ambiguous. */

/** `ClientId` as an option: `client-id`. */
export const optionName = (member: string) =>
  member.replace(/(?<=.)[A-Z]/g, (letter) => `-${letter}`).toLowerCase()

export const OUTPUTS = ['json', 'text', 'table', 'yaml', 'yaml-stream'] as const
export const SKELETONS = ['input', 'output', 'yaml-input'] as const
export const SKELETON = 'generate-cli-skeleton'
/** Known but not supported: nothing here prompts. */
export const AUTO_PROMPT = 'cli-auto-prompt'

const one = (name: string, choices?: readonly string[]): Option => ({
  name,
  takes: 'one',
  ...(choices !== undefined && { choices }),
})
const none = (name: string): Option => ({ name, takes: 'none' })

/** Options that stand before the command or after it. */
export const globalOptions: readonly Option[] = [
  none('debug'),
  one('endpoint-url'),
  none('no-verify-ssl'),
  none('no-paginate'),
  one('output', OUTPUTS),
  one('query'),
  one('profile'),
  one('region'),
  one('color', ['on', 'off', 'auto']),
  none('no-sign-request'),
  one('ca-bundle'),
  one('cli-read-timeout'),
  one('cli-connect-timeout'),
  one('cli-binary-format', ['base64', 'raw-in-base64-out']),
  none('no-cli-pager'),
  none(AUTO_PROMPT),
  none('no-cli-auto-prompt'),
  { ...none('version'), isLast: true },
]

/** With one of these nothing else is required; `--name=value` does not count, as in the AWS CLI. */
function liftsRequirements(tokens: readonly string[]): boolean {
  if (tokens.includes('--cli-input-json') || tokens.includes('--cli-input-yaml')) return true
  const at = tokens.indexOf(`--${SKELETON}`)
  return at >= 0 && tokens[at + 1] !== 'output'
}

/** Options of one operation; which of them are required depends on what else was written. */
export function operationOptions(operation: OperationName, tokens: readonly string[]): Option[] {
  const isLifted = liftsRequirements(tokens)
  const hasTenant = tokens.some((token) => /^--tenant(=|$)/.test(token))
  const members = Object.entries(operations[operation]).map(([name, member]): Option => {
    // A tenant knows its own client id.
    const isRequired = 'required' in member && !isLifted && !(hasTenant && name === 'ClientId')
    return { name: optionName(name), takes: 'one', isRequired }
  })
  return [
    ...members,
    one('cli-input-json'),
    one('cli-input-yaml'),
    { name: SKELETON, takes: 'optional', choices: SKELETONS },
    one('tenant'),
  ]
}
