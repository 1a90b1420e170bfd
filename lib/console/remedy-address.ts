import type { Remedy } from '../doctor/check'
import { tenantAddress } from './pages'
import type { SettingsForm } from './settings-form'

/** Where the settings page has each of them: the id of its control, or of its card. */
const ANCHORS: Record<
  Extract<Remedy, { kind: 'setting' }>['setting'],
  keyof SettingsForm | 'hosts' | 'status'
> = {
  signInWith: 'signInWith',
  'cognito.region': 'region',
  'cognito.clientId': 'clientId',
  'cognito.clientSecret': 'clientSecret',
  'cognito.propagateUserContext': 'propagateUserContext',
  'cognito.usernames': 'isCaseSensitive',
  'cognito.passwordPolicy': 'minimumLength',
  'cognito.passwordPolicy.minimumLength': 'minimumLength',
  'cognito.passwordPolicy.requireUppercase': 'requireUppercase',
  'cognito.passwordPolicy.requireLowercase': 'requireLowercase',
  'cognito.passwordPolicy.requireNumbers': 'requireNumbers',
  'cognito.passwordPolicy.requireSymbols': 'requireSymbols',
  'cognito.passwordPolicy.historySize': 'minimumLength',
  'passwords.refusesBreached': 'refusesBreached',
  'mail.explainsRefusals': 'explainsRefusals',
  hosts: 'hosts',
  status: 'status',
}

/** The page, and the control on it, where an owner of a tenant mends what a check found; null where a command does. */
export function remedyAddress(remedy: Remedy, slug: string): string | null {
  if (remedy.kind === 'command') return null
  if (remedy.kind === 'words') return `${tenantAddress(slug, 'brand', 'owner')}?section=words`
  return `${tenantAddress(slug, 'settings', 'owner')}#${ANCHORS[remedy.setting]}`
}
