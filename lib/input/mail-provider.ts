/** The large providers of mailboxes, and no others: a company's domain may stand for one person. */
const providers = {
  Gmail: ['gmail.com', 'googlemail.com'],
  Microsoft: [
    'outlook.com',
    'hotmail.com',
    'hotmail.co.uk',
    'hotmail.fr',
    'hotmail.de',
    'live.com',
    'live.dk',
    'live.nl',
    'msn.com',
  ],
  Yahoo: ['yahoo.com', 'yahoo.co.uk', 'yahoo.fr', 'yahoo.de', 'yahoo.co.jp', 'ymail.com', 'aol.com'],
  Apple: ['icloud.com', 'me.com', 'mac.com'],
  GMX: ['gmx.de', 'gmx.net', 'gmx.at', 'gmx.ch', 'gmx.com'],
  'WEB.DE': ['web.de'],
  Proton: ['proton.me', 'protonmail.com', 'pm.me'],
  Yandex: ['yandex.ru', 'yandex.com', 'ya.ru'],
  'Mail.ru': ['mail.ru', 'bk.ru', 'inbox.ru', 'list.ru'],
  QQ: ['qq.com', 'foxmail.com'],
  NetEase: ['163.com', '126.com'],
  Naver: ['naver.com'],
  Orange: ['orange.fr', 'wanadoo.fr'],
  'Seznam.cz': ['seznam.cz', 'email.cz'],
} as const

export type MailProvider = keyof typeof providers | 'other'

const byDomain = new Map<string, MailProvider>(
  Object.entries(providers).flatMap(([name, domains]) =>
    domains.map((domain): [string, MailProvider] => [domain, name as MailProvider]),
  ),
)

/** Who keeps the mailbox of a user name that is an address, as far as the list above goes; null where it is none. */
export function mailProviderOf(username: string): MailProvider | null {
  const [, domain] = /^[^@\s]+@([^@\s]+\.[^@\s.]+)$/.exec(username.trim()) ?? []
  if (domain === undefined) return null
  return byDomain.get(domain.toLowerCase()) ?? 'other'
}
