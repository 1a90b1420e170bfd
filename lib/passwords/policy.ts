/**
 * A user pool's password policy as a page shows it. Shared with the browser, where the list ticks off while typing;
 * only Cognito decides.
 */

export type PasswordPolicy = {
  minimumLength: number
  requireUppercase: boolean
  requireLowercase: boolean
  requireNumbers: boolean
  requireSymbols: boolean
  /** How many of a person's last passwords can't be set again; absent or 0: none, or nobody said. */
  historySize?: number | undefined
}

/** A line of the list. An upper-case and a lower-case letter share one where both are wanted. */
export type PolicyLine = 'length' | 'case' | 'uppercase' | 'lowercase' | 'number' | 'symbol'

/** A rule as a sentence names it. */
export type BrokenRule = Exclude<PolicyLine, 'case'>

/** The symbols that Cognito counts ("Adding user pool password requirements"), without the space. */
const symbols = new Set('^$*.[]{}()?"!@#%&/\\,><\':;|_~`=+-')

/** Cognito counts characters, not UTF-16 units. */
export const lengthOf = (password: string): number => [...password].length

/** Cognito counts basic Latin letters only. */
const meets: Record<PolicyLine, (password: string, policy: PasswordPolicy) => boolean> = {
  length: (password, { minimumLength }) => lengthOf(password) >= minimumLength,
  case: (password) => /[A-Z]/.test(password) && /[a-z]/.test(password),
  uppercase: (password) => /[A-Z]/.test(password),
  lowercase: (password) => /[a-z]/.test(password),
  number: (password) => /[0-9]/.test(password),
  symbol: (password) => [...password].some((character) => symbols.has(character)),
}

/** The lines for a policy, in the order in which they are shown. */
export function policyLines(policy: PasswordPolicy): PolicyLine[] {
  const { requireUppercase, requireLowercase } = policy
  return [
    'length',
    ...(requireUppercase && requireLowercase ? (['case'] as const) : []),
    ...(requireUppercase && !requireLowercase ? (['uppercase'] as const) : []),
    ...(requireLowercase && !requireUppercase ? (['lowercase'] as const) : []),
    ...(policy.requireNumbers ? (['number'] as const) : []),
    ...(policy.requireSymbols ? (['symbol'] as const) : []),
  ]
}

export function isLineMet(line: PolicyLine, password: string, policy: PasswordPolicy): boolean {
  return meets[line](password, policy)
}

/**
 * The first rule of the list that a password breaks, or null. For the line about both cases, the case that is missing.
 */
export function brokenRule(password: string, policy: PasswordPolicy): BrokenRule | null {
  const line = policyLines(policy).find((each) => !isLineMet(each, password, policy))
  if (line === 'case') return isLineMet('uppercase', password, policy) ? 'lowercase' : 'uppercase'
  return line ?? null
}

/** The policy in the format that password managers read (the `passwordrules` attribute, WHATWG proposal by Apple). */
export function passwordRulesAttribute(policy: PasswordPolicy): string {
  return [
    `minlength: ${policy.minimumLength}`,
    ...(policy.requireLowercase ? ['required: lower'] : []),
    ...(policy.requireUppercase ? ['required: upper'] : []),
    ...(policy.requireNumbers ? ['required: digit'] : []),
    ...(policy.requireSymbols ? ['required: [-^$*.?!@#%&/,:;_~=+]'] : []),
  ]
    .map((rule) => `${rule};`)
    .join(' ')
}
