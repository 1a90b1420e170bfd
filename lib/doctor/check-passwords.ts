import { type Check, ok, unknown, warning } from './check'
import { ofPool } from './check-pool'
import type { Facts } from './facts'

/** Checks of what is said of a new password: the rules of the pool, and what the portal adds. */
export function passwordPolicy({ pool, tenant }: Facts): Check {
  const id = 'pool.password_policy'
  return ofPool(id, pool, ({ Policies }) => {
    const actual = Policies?.PasswordPolicy
    if (actual === undefined) return unknown(id, 'the pool does not say')
    const shown = tenant.cognito.passwordPolicy
    const pairs: [string, unknown, unknown][] = [
      ['minimumLength', shown.minimumLength, actual.MinimumLength],
      ['requireUppercase', shown.requireUppercase, actual.RequireUppercase ?? false],
      ['requireLowercase', shown.requireLowercase, actual.RequireLowercase ?? false],
      ['requireNumbers', shown.requireNumbers, actual.RequireNumbers ?? false],
      ['requireSymbols', shown.requireSymbols, actual.RequireSymbols ?? false],
      ['historySize', shown.historySize ?? 0, actual.PasswordHistorySize ?? 0],
    ]
    const different = pairs.filter(([, ours, theirs]) => ours !== theirs)
    if (different.length === 0) return ok(id, 'the page shows the pool’s own rules')
    const list = different.map(([name, ours, theirs]) => `${name} is ${theirs} and shown as ${ours}`)
    return warning(id, list.join('; '), 'Copy the pool’s policy into cognito.passwordPolicy.')
  })
}

/** The deployment and the tenant both have to ask for the look-up; only the tenant's owner notices that one does not. */
export function breachedPasswords({
  deployment,
  tenant,
}: Pick<Facts, 'tenant'> & { deployment: Pick<Facts['deployment'], 'looksUpBreaches'> }): Check {
  const id = 'passwords.breached'
  if (!tenant.passwords.refusesBreached)
    return ok(id, 'passwords known from breaches are taken: passwords.refusesBreached is off')
  if (deployment.looksUpBreaches) return ok(id, 'passwords known from breaches are refused')
  return warning(
    id,
    'passwords.refusesBreached is on, and this deployment looks none up, so that known passwords are taken',
    'Set REKEY_BREACHED_PASSWORDS to on or to a mirror’s address; or set passwords.refusesBreached to false.',
  )
}
