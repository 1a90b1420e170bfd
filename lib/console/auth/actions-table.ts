import type { Role } from './roles'

type Rule = {
  /** The least role at the tenant that the action names; `operator` needs no tenant. */
  role: Role
  /** Whether the person must have signed in within the last five minutes (OWASP ASVS 5.0, 7.5.3). */
  isDangerous?: true
}

/** Everything that can be done in the console, and who may. `authorise` and the tests read this and nothing else. */
export const ADMIN_ACTIONS = {
  'brand.save': { role: 'editor' },
  'brand.upload': { role: 'editor' },
  'brand.import': { role: 'editor' },
  'brand.start_from': { role: 'editor' },
  'brand.restore': { role: 'editor' },
  'brand.share': { role: 'editor' },
  'brand.unshare': { role: 'editor' },
  'brand.export': { role: 'viewer' },
  'brand.publish': { role: 'owner' },
  'brand.roll_back': { role: 'owner' },
  'mail.send_test': { role: 'editor' },
  // Who has an account, and in which state, concerns only whoever is responsible for the pool.
  'user.look_up': { role: 'owner' },
  // The entries of somebody who is named tell as much.
  'user.find': { role: 'owner' },
  'tenant.connect': { role: 'owner', isDangerous: true },
  'tenant.examine': { role: 'owner' },
  'tenant.check_connection': { role: 'owner' },
  'host.claim': { role: 'owner', isDangerous: true },
  'host.check': { role: 'owner' },
  'host.remove': { role: 'owner', isDangerous: true },
  'tenant.create': { role: 'operator', isDangerous: true },
  'tenant.try_connection': { role: 'operator' },
  'tenant.pause': { role: 'operator' },
  'tenant.delete': { role: 'operator', isDangerous: true },
  // Somebody else's: one's own needs no role.
  'session.end': { role: 'operator' },
} as const satisfies Record<string, Rule>

export type AdminActionName = keyof typeof ADMIN_ACTIONS

export const ruleOf = (name: AdminActionName): Rule => ADMIN_ACTIONS[name]
