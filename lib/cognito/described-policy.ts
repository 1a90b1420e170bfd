import type { PasswordPolicy } from '../passwords/policy'

/** `UserPool.Policies.PasswordPolicy` of DescribeUserPool. */
type Described = {
  MinimumLength?: number | undefined
  RequireUppercase?: boolean | undefined
  RequireLowercase?: boolean | undefined
  RequireNumbers?: boolean | undefined
  RequireSymbols?: boolean | undefined
  PasswordHistorySize?: number | undefined
}

/** A pool's password policy by the portal's names. Null where Cognito doesn't say; it always does of a real pool. */
export function policyOf(described: Described | undefined): Required<PasswordPolicy> | null {
  if (described?.MinimumLength === undefined) return null
  return {
    minimumLength: described.MinimumLength,
    requireUppercase: described.RequireUppercase ?? false,
    requireLowercase: described.RequireLowercase ?? false,
    requireNumbers: described.RequireNumbers ?? false,
    requireSymbols: described.RequireSymbols ?? false,
    historySize: described.PasswordHistorySize ?? 0,
  }
}
