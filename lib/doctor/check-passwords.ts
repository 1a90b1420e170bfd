import { policyOf } from '../cognito/described-policy'
import { say } from '../console/words/generated/checks'
import { settingNamed } from '../console/words/setting-labels'
import type { Tenant } from '../tenants/tenant'
import { atSetting, type Check, ok, unknown, warning } from './check'
import { ofPool } from './check-pool'
import type { Facts } from './facts'

const RULES = [
  'minimumLength',
  'requireUppercase',
  'requireLowercase',
  'requireNumbers',
  'requireSymbols',
  'historySize',
] as const

/** The least statement that lets a deployment read a pool's policy; the account is not known here. */
const statementFor = (action: string, { region, userPoolId }: Tenant['cognito']): string =>
  JSON.stringify({
    Effect: 'Allow',
    Action: action,
    Resource: `arn:aws:cognito-idp:${region}:*:userpool/${userPoolId}`,
  })

/** Checks of what is said of a new password: the rules of the pool, and what the portal adds. */
export function passwordPolicy({ pool, tenant }: Pick<Facts, 'pool' | 'tenant'>): Check {
  const id = 'pool.password_policy'
  if (!pool.known && pool.lacks !== undefined) {
    const statement = statementFor(pool.lacks, tenant.cognito)
    return unknown(id, say('checks.pool.password_policy.notRead', { why: pool.why, statement }))
  }
  return ofPool(id, pool, ({ Policies }) => {
    const actual = policyOf(Policies?.PasswordPolicy)
    if (actual === null) return unknown(id, say('checks.pool.password_policy.unknown'))
    const copy = { historySize: 0, ...tenant.cognito.passwordPolicy }
    const different = RULES.filter((rule) => copy[rule] !== actual[rule])
    if (different.length === 0) return ok(id, say('checks.pool.password_policy.same'))
    return warning(
      id,
      different
        .map((rule) =>
          say('checks.pool.password_policy.differs', {
            setting: settingNamed(`cognito.passwordPolicy.${rule}`),
            actual: String(actual[rule]),
            copy: String(copy[rule]),
          }),
        )
        .join('; '),
      say('checks.pool.password_policy.fix', { setting: settingNamed('cognito.passwordPolicy') }),
      atSetting('cognito.passwordPolicy'),
    )
  })
}

/** The deployment and the tenant both have to ask for the look-up; only the tenant's owner notices that one does not. */
export function breachedPasswords({
  deployment,
  tenant,
}: Pick<Facts, 'tenant'> & { deployment: Pick<Facts['deployment'], 'looksUpBreaches'> }): Check {
  const id = 'passwords.breached'
  const refusal = settingNamed('passwords.refusesBreached')
  if (!tenant.passwords.refusesBreached) return ok(id, say('checks.passwords.breached.off', { refusal }))
  if (deployment.looksUpBreaches) return ok(id, say('checks.passwords.breached.on'))
  return warning(
    id,
    say('checks.passwords.breached.noLookUp', { refusal }),
    say('checks.passwords.breached.fix', { refusal }),
    atSetting('passwords.refusesBreached'),
  )
}
