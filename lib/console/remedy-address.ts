import type { Remedy } from '../doctor/check'
import { tenantAddress } from './pages'
import type { SettingsForm } from './settings-form'
import { SETTING_FIELDS } from './words/setting-labels'

/** Where the settings page has each of them: the id of its control, or of its card. */
const ANCHORS: Record<
  Extract<Remedy, { kind: 'setting' }>['setting'],
  keyof SettingsForm | 'hosts' | 'status'
> = {
  ...SETTING_FIELDS,
  // The card of the policy has no control of its own, and its first is this one.
  'cognito.passwordPolicy': 'minimumLength',
  'cognito.passwordPolicy.historySize': 'minimumLength',
  hosts: 'hosts',
  status: 'status',
}

/** The page, and the control on it, where an owner of a tenant mends what a check found; null where a command does. */
export function remedyAddress(remedy: Remedy, slug: string): string | null {
  if (remedy.kind === 'command') return null
  if (remedy.kind === 'words') return `${tenantAddress(slug, 'brand', 'owner')}?section=words`
  return `${tenantAddress(slug, 'settings', 'owner')}#${ANCHORS[remedy.setting]}`
}
