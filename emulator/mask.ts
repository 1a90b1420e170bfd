/** `d***@e***`: the first letter of the name and of the domain, and never how long either is. */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf('@')
  const first = (text: string) => [...text][0] ?? ''
  return `${first(email.slice(0, at))}***@${first(email.slice(at + 1))}***`
}

/** `+*******0100`: the plus sign and the last four digits. */
export function maskPhone(phone: string): string {
  const digits = phone.replace(/^\+/, '')
  return `+${'*'.repeat(Math.max(digits.length - 4, 0))}${digits.slice(-4)}`
}
