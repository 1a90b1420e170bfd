import { policyOf } from '../cognito/described-policy'
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
    const shown = 'so the pages show the copy in the tenant’s settings'
    return unknown(id, `${pool.why}, ${shown}. Allow: ${statementFor(pool.lacks, tenant.cognito)}`)
  }
  return ofPool(id, pool, ({ Policies }) => {
    const actual = policyOf(Policies?.PasswordPolicy)
    if (actual === null) return unknown(id, 'the pool does not say')
    const copy = { historySize: 0, ...tenant.cognito.passwordPolicy }
    const different = RULES.filter((rule) => copy[rule] !== actual[rule])
    if (different.length === 0) return ok(id, 'the tenant’s settings say the same as the pool')
    return warning(
      id,
      different
        .map(
          (rule) =>
            `${settingNamed(`cognito.passwordPolicy.${rule}`)} is ${actual[rule]} at the pool, ${copy[rule]} in the settings`,
        )
        .join('; '),
      `Copy the pool’s policy into ${settingNamed('cognito.passwordPolicy')}: the pages show it while they can’t read the pool.`,
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
  if (!tenant.passwords.refusesBreached)
    return ok(id, `passwords known from breaches are taken: ${refusal} is off`)
  if (deployment.looksUpBreaches) return ok(id, 'passwords known from breaches are refused')
  return warning(
    id,
    `${refusal} is on, and this deployment looks none up, so that known passwords are taken`,
    `Set REKEY_BREACHED_PASSWORDS to on or to a mirror’s address; or switch off ${refusal}.`,
    atSetting('passwords.refusesBreached'),
  )
}
