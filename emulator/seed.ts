import { z } from 'zod'
import type { CustomMessageHook, PostConfirmationHook } from './triggers'

const userStatuses = [
  'CONFIRMED',
  'UNCONFIRMED',
  'FORCE_CHANGE_PASSWORD',
  'RESET_REQUIRED',
  'EXTERNAL_PROVIDER',
] as const
const recoveryMechanisms = ['verified_email', 'verified_phone_number', 'admin_only'] as const

/** A session that somebody has from the start. */
export const SessionSeed = z.strictObject({
  type: z.enum(['TOKEN', 'SSO']).default('TOKEN'),
  startedMinutesAgo: z.number().nonnegative().default(30),
  activeMinutesAgo: z.number().nonnegative().default(5),
  device: z.string().nullable().default(null),
  address: z.string().nullable().default(null),
  city: z.string().nullable().default(null),
  country: z.string().nullable().default(null),
  /** Which browser session of the list a token session came from. */
  through: z.number().int().nonnegative().optional(),
})

/** A device that is remembered, so that it gives no second factor. */
const DeviceSeed = z.strictObject({ name: z.string(), address: z.string().optional() })

const ContactAttribute = z.enum(['email', 'phone_number'])
const hook = <H>() => z.custom<H>((value) => typeof value === 'function', 'must be a function')

export const UserSeed = z.strictObject({
  username: z.string().min(1),
  sub: z.string().optional(),
  email: z.string().optional(),
  emailVerified: z.boolean().default(true),
  phone: z
    .string()
    .regex(/^\+\d+$/)
    .optional(),
  phoneVerified: z.boolean().default(true),
  status: z.enum(userStatuses).default('CONFIRMED'),
  enabled: z.boolean().default(true),
  password: z.string().optional(),
  attributes: z.record(z.string(), z.string()).default({}),
  groups: z.array(z.string()).default([]),
  /** Where the code of a sign-in's second step goes, once that address is verified. */
  secondFactor: ContactAttribute.nullable().default(null),
  sessions: z.array(SessionSeed).default([]),
  devices: z.array(DeviceSeed).default([]),
})

export const ClientSeed = z
  .strictObject({
    id: z.string().regex(/^[\w+]{1,128}$/),
    name: z.string().default('app'),
    /** None for a public client; two during a rotation. */
    secrets: z.array(z.string().min(1)).max(2).default([]),
    preventUserExistenceErrors: z.enum(['LEGACY', 'ENABLED']).default('LEGACY'),
    /**
     * With ENABLED the guide says that recovery calls for a missing user alternate between a made-up delivery and
     * InvalidParameterException. The rule of the alternation is not documented; here it is every second call.
     */
    simulatedAnswers: z.enum(['alternate', 'always-delivered']).default('alternate'),
    propagateUserContext: z.boolean().default(false),
    /** Settings that only DescribeUserPoolClient shows, by AWS's names; nothing here acts on them. */
    described: z.record(z.string(), z.unknown()).default({}),
    /** Where the pool's own sign-in pages may lead back to, letter by letter; none: the client has no such pages. */
    callbackUrls: z.array(z.url()).default([]),
    logoutUrls: z.array(z.url()).default([]),
    scopes: z.array(z.string()).default(['openid', 'email', 'profile']),
    authFlows: z.array(z.string()).default(['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH']),
  })
  .refine((client) => !client.propagateUserContext || client.secrets.length > 0, {
    message: 'propagateUserContext needs a client with a secret',
  })

export const PoolSeed = z.strictObject({
  id: z.string().regex(/^[\w-]+_[0-9a-zA-Z]+$/),
  name: z.string().default('pool'),
  region: z.string().optional(),
  client: ClientSeed.optional(),
  clients: z.array(ClientSeed).default([]),
  policy: z
    .strictObject({
      minimumLength: z.number().int().min(6).max(99).default(8),
      requireUppercase: z.boolean().default(true),
      requireLowercase: z.boolean().default(true),
      requireNumbers: z.boolean().default(true),
      requireSymbols: z.boolean().default(true),
    })
    .prefault({}),
  historySize: z.number().int().min(0).max(24).default(0),
  /** What a sign-up proves with its code; with none, only an administrator can confirm one. */
  autoVerified: z.array(ContactAttribute).default([]),
  /** Whether people may sign up by themselves. */
  selfSignUp: z.boolean().default(true),
  /** Sign-in by these instead of a username: the username becomes the sub. */
  usernameAttributes: z.array(ContactAttribute).default([]),
  /** Sign-in by these besides the username, once verified. */
  aliasAttributes: z.array(ContactAttribute).default([]),
  caseSensitive: z.boolean().default(true),
  /** What the pool is in this region and, by region, in others; null where it has no replicas. */
  replica: z
    .strictObject({
      role: z.enum(['PRIMARY', 'SECONDARY']),
      status: z.enum(['CREATING', 'ACTIVE', 'INACTIVE', 'DELETING']).default('ACTIVE'),
      others: z.record(z.string(), z.enum(['PRIMARY', 'SECONDARY'])).default({}),
    })
    .nullable()
    .default(null),
  recovery: z.array(z.enum(recoveryMechanisms)).default(['verified_email', 'verified_phone_number']),
  mail: z
    .strictObject({
      from: z.string().default('no-reply@verificationemail.com'),
      subject: z.string().default('Your verification code'),
      body: z.string().default('Your password reset code is {####}'),
      sms: z.string().default('Your password reset code is {####}'),
      /** Mail and text message of a sign-up. */
      verification: z.string().default('Your confirmation code is {####}'),
      /** Only a pool that sends through SES takes mail text from a CustomMessage function. */
      sendingAccount: z.enum(['DEVELOPER', 'COGNITO_DEFAULT']).default('DEVELOPER'),
    })
    .prefault({}),
  /** Settings that only DescribeUserPool shows, by AWS's names; nothing here acts on them. */
  described: z.record(z.string(), z.unknown()).default({}),
  /** …and that only GetUserPoolMfaConfig shows. */
  describedMfa: z.record(z.string(), z.unknown()).default({}),
  /** Whether sessions are tracked, so that they can be listed and revoked; the default is AWS's. */
  tracksSessions: z.boolean().default(false),
  users: z.array(UserSeed).default([]),
  /** Groups that are there although nobody is in them; those that users name are there anyway. */
  groups: z.array(z.string()).default([]),
  customMessage: hook<CustomMessageHook>().optional(),
  postConfirmation: hook<PostConfirmationHook>().optional(),
  /** The built-in message with a link, for seeds that come from a file. */
  linkMessage: z
    .strictObject({ portal: z.string(), name: z.string(), from: z.string().optional() })
    .optional(),
})

export const SeedFile = z.strictObject({ $schema: z.string().optional(), pools: z.array(PoolSeed) })

export type PoolSeed = z.input<typeof PoolSeed>
export type UserSeed = z.input<typeof UserSeed>
export type UserStatus = (typeof userStatuses)[number]
