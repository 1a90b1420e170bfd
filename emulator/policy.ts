export type PasswordPolicy = {
  minimumLength: number
  requireUppercase: boolean
  requireLowercase: boolean
  requireNumbers: boolean
  requireSymbols: boolean
}

// The guide's list of special characters. It also counts an inner space, which the API's own `[\S]+` refuses.
const symbols = new Set('^$*.[]{}()?"!@#%&/\\,><\':;|_~`=+-')

/**
 * The first rule that a password breaks, as AWS words it, or null. Upper and lower case count Basic Latin letters
 * only, as the developer guide says.
 */
export function brokenRule(password: string, policy: PasswordPolicy): string | null {
  const prefix = 'Password did not conform with policy: '
  if ([...password].length < policy.minimumLength) return `${prefix}Password not long enough`
  if (policy.requireNumbers && !/[0-9]/.test(password))
    return `${prefix}Password must have numeric characters`
  if (policy.requireSymbols && ![...password].some((c) => symbols.has(c))) {
    return `${prefix}Password must have symbol characters`
  }
  if (policy.requireUppercase && !/[A-Z]/.test(password)) {
    return `${prefix}Password must have uppercase characters`
  }
  if (policy.requireLowercase && !/[a-z]/.test(password)) {
    return `${prefix}Password must have lowercase characters`
  }
  return null
}
