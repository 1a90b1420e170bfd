/** Cognito's model: 1 to 128 characters of letters, marks, symbols, numbers and punctuation; no white space. */
const pattern = /^[\p{L}\p{M}\p{S}\p{N}\p{P}]+$/u
const MAXIMUM_LENGTH = 128

/** What was typed without its outer white space, and nothing else changed: Cognito gets exactly this. */
export function readUsername(entered: string): string {
  return entered.trim()
}

/** Whether Cognito could know such a user name at all; where it can't, it isn't asked. */
export function canBeUsername(username: string): boolean {
  return [...username].length <= MAXIMUM_LENGTH && pattern.test(username)
}
