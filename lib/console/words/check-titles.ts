import { say } from './generated/doctor'

/** The doctor's checks, in the order in which a reset depends on them. */
export const CHECK_IDS = [
  'tenant.open',
  'host.base',
  'host.dns',
  'host.tls',
  'deployment.database',
  'deployment.redis',
  'deployment.secret',
  'deployment.secret_rotation',
  'tenant.secret_opens',
  'cognito.reachable',
  'cognito.firewall',
  'clock.skew',
  'client.exists',
  'client.secret',
  'client.rotation',
  'client.enumeration',
  'client.user_context',
  'client.token_revocation',
  'pool.replica',
  'pool.threat_protection',
  'pool.recovery',
  'pool.auto_verified',
  'pool.case_sensitivity',
  'pool.sign_in_names',
  'pool.mail_sender',
  'pool.triggers',
  'pool.template',
  'pool.password_policy',
  'passwords.breached',
  'pool.session_tracking',
  'pool.token_life',
  'users.verified_address',
  'mail.refusals',
  'words.lengths',
  'words.languages',
] as const
export type CheckId = (typeof CHECK_IDS)[number]

/** A check's title; its identifier where another release made it. */
export const checkTitle = (id: string): string => {
  const known = CHECK_IDS.find((each) => each === id)
  return known === undefined ? id : say(`doctor.titles.${known}`)
}
