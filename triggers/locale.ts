type Asked = {
  readonly clientMetadata?: Readonly<Record<string, string>> | undefined
  readonly userAttributes: Readonly<Record<string, string>>
}

/** Stands for "none said": no tenant offers it, so the portal answers in the tenant's own first language. */
const UNDETERMINED = 'und'

/** The language of a mail: of the page that it was asked for on, else of the account, else the tenant's. */
export function localeOf({ clientMetadata, userAttributes }: Asked): string {
  for (const tag of [clientMetadata?.locale, userAttributes.locale]) {
    const plain = tag?.replaceAll('_', '-') ?? ''
    if (/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/.test(plain)) return plain
  }
  return UNDETERMINED
}
