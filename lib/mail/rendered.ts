import type { MailKindName } from './registry'

/** One kind of mail, with placeholders; `sms` where it brings a code. */
export type DrawnMail = {
  readonly subject: string
  readonly html: string
  readonly text: string
  readonly sms?: string
}

/**
 * A tenant's mails in one language, each under the name of its kind, rendered when its brand was published.
 * Placeholders for what is known only when a mail goes out are in braces: Cognito's own `{####}` in those that bring a
 * code, `{link}` in those that bring a link, Cognito's `{username}` in an invitation, `{when}`, `{device}`, `{address}` and `{sessions}` in `changed`. No other text in braces is left
 * in them.
 *
 * This goes over the wire to functions of other releases: kinds may be added, none may be taken away.
 */
export type MailsOf<Kind extends string> = MailSetting & { readonly [kind in Kind]: DrawnMail }

/** What a function is sent: portals of other releases, and of tenants without a flow, draw fewer kinds. */
export type RenderedMails = MailSetting & {
  readonly [kind in 'reset' | 'changed']: DrawnMail
} & { readonly [kind in MailKindName]?: DrawnMail }

/** What all mails of a tenant in one language have in common. */
export type MailSetting = {
  readonly tenant: string
  readonly locale: string
  /** Kinds that are drawn and yet not to be sent; functions of earlier releases send them all the same. */
  readonly off?: readonly string[]
  /** The name in front of the sender's address. */
  readonly senderName: string
  readonly words: {
    /** `{browser}` and `{system}` in the order of the language. */
    readonly onSystem: string
    readonly unknown: string
    /** For tokens of unknown lifetime: Cognito lets none live longer than a day. */
    readonly signedOut: string
    /** For tokens of known lifetime, as `{duration}`. Mails of older portals have no such sentence. */
    readonly signedOutWithin?: string
    readonly stillSignedIn: string
    /** When an ended session was last used, as `{when}`. Mails of older portals have no such sentence. */
    readonly lastUsed?: string
  }
}

/** One mail of a tenant with nothing left to fill in. */
export type TenantMail = Pick<DrawnMail, 'subject' | 'html' | 'text'> & { readonly senderName: string }

const isText = (value: unknown): value is string => typeof value === 'string'

function hasTexts(value: unknown, names: readonly string[]): boolean {
  return (
    typeof value === 'object' && value !== null && names.every((name) => isText(Reflect.get(value, name)))
  )
}

/**
 * The mail of a kind that brings a code; null where there is none, for example from a release that doesn't know the
 * kind.
 */
export function codeMailOf(mails: MailSetting, kind: string): Required<DrawnMail> | null {
  const mail: unknown = Object.hasOwn(mails, kind) ? Reflect.get(mails, kind) : null
  return hasTexts(mail, ['subject', 'html', 'text', 'sms']) ? (mail as Required<DrawnMail>) : null
}

/** Whether some JSON has the shape in this file; for a function that has no room for a schema library. */
export function isRenderedMails(value: unknown): value is RenderedMails {
  return (
    hasTexts(value, ['tenant', 'locale', 'senderName']) &&
    hasTexts(Reflect.get(value as object, 'reset'), ['subject', 'html', 'text', 'sms']) &&
    hasTexts(Reflect.get(value as object, 'changed'), ['subject', 'html', 'text']) &&
    hasTexts(Reflect.get(value as object, 'words'), ['onSystem', 'unknown', 'signedOut', 'stillSignedIn'])
  )
}

const escapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Escapes text for HTML, between tags or in an attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => escapes[sign] ?? sign)
}

/** Fills in the placeholders of these names and leaves all others, above all Cognito's, as they are. */
export function fillIn(template: string, values: Record<string, string>): string {
  return template.replace(/\{(\w+)\}/g, (slot, name: string) =>
    Object.hasOwn(values, name) ? (values[name] ?? slot) : slot,
  )
}
