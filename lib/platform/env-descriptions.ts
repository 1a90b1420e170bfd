import 'server-only'
import type { Environment } from './env'

/** The sections of the table of variables, in order. */
export const variableGroups = [
  'To start',
  'Data',
  'Network and limits',
  'Amazon Cognito and mail',
  'The console',
  'Monitoring',
  'Vercel',
  'For tests and the demo',
] as const

type Description = readonly [group: (typeof variableGroups)[number], meaning: string]

/**
 * What each variable is for, in Markdown with links from the repository's root. Defaults and bounds are not repeated here:
 * `scripts/env-table.ts` takes them from the schema.
 */
export const variableDescriptions = {
  REKEY_SECRET: [
    'To start',
    'At least 32 bytes, base64 or text. Every other key is derived from it. A comma-separated list [rotates](docs/operations.md#rekey_secret): the first seals, all unseal',
  ],
  REKEY_BASE_URL: [
    'To start',
    'The canonical origin, for tenants without a host of their own: they are at `{REKEY_BASE_URL}/{slug}`',
  ],
  REKEY_TENANTS: [
    'To start',
    'A tenant file or a folder of them, applied at start. Applying the same files again changes nothing',
  ],
  DATABASE_URL: [
    'Data',
    '`postgres://…`. Unset: an embedded PostgreSQL (PGlite) in `REKEY_DATA_DIR`. `memory://`: the same in memory',
  ],
  DATABASE_URL_UNPOOLED: [
    'Data',
    "The server's own address where `DATABASE_URL` is a pooler's, for the [long steps](docs/operations.md#migrations) of migrations",
  ],
  REKEY_AUDIT_DAYS: [
    'Data',
    'How many days [entries of the audit log are kept](docs/operations.md#how-long-entries-are-kept). They go by whole months. Unset: for ever',
  ],
  REKEY_AUDIT_DATABASE_URL: [
    'Data',
    'The database as [the role to which the audit log belongs](docs/operations.md#a-role-of-its-own), where that is not the portal’s',
  ],
  REKEY_DATA_DIR: ['Data', 'The folder of the embedded database'],
  REDIS_URL: [
    'Data',
    '`redis://…` or `rediss://…`: [limits](docs/operations.md#limits) are counted in Redis or Valkey instead of the database',
  ],
  REKEY_TRUSTED_HOPS: [
    'Network and limits',
    'How many proxies in front of the portal append to `X-Forwarded-For`. With 0, the client is whoever opened the connection, whatever the headers say. Vercel’s own header is used there without this',
  ],
  REKEY_KEEP_ALIVE_SECONDS: [
    'Network and limits',
    'How long an idle connection is kept. Set it [longer than the load balancer in front keeps it](docs/operations.md#behind-a-balancer)',
  ],
  REKEY_LIMITS_FACTOR: ['Network and limits', 'Multiplies all [limits](docs/operations.md#limits)'],
  REKEY_BREACHED_PASSWORDS: [
    'Network and limits',
    '`on`: new passwords are [looked up among those known from breaches](docs/operations.md#known-passwords), at Have I Been Pwned, for tenants that ask for it. The https address of a mirror: there. `off`: nothing is looked up',
  ],
  REKEY_CONFIRM_DEADLINE_MS: [
    'Amazon Cognito and mail',
    'How long Cognito may take to set a password, in milliseconds',
  ],
  REKEY_REQUEST_DEADLINE_MS: [
    'Amazon Cognito and mail',
    'How long Cognito may take to send a mail, in milliseconds. The person does not wait for it. More than 14000 has no effect',
  ],
  REKEY_MAIL_FROM: [
    'Amazon Cognito and mail',
    'The sender of mails that the portal sends itself, an identity of Amazon SES: [test mails](docs/mail.md#preview-and-test) and [those to people who can’t reset](docs/users-who-cannot-reset.md). Unset: none are sent',
  ],
  REKEY_MAIL_REGION: ['Amazon Cognito and mail', 'The region of SES. Unset: that of the tenant’s user pool'],
  AWS_ROLE_ARN: [
    'Amazon Cognito and mail',
    'On Vercel: [the role](docs/aws-setup.md#the-role-for-vercel) with which the portal looks at user pools (for the [doctor](docs/doctor.md)) and sends its own mails',
  ],
  ADMIN_COGNITO_ISSUER: [
    'The console',
    'The [console’s user pool](docs/console.md#signing-in): `https://cognito-idp.{region}.amazonaws.com/{pool id}`. Unset: there is no console',
  ],
  ADMIN_COGNITO_CLIENT_ID: ['The console', 'The app client of that pool. Set together with the issuer'],
  ADMIN_COGNITO_CLIENT_SECRET: ['The console', 'The secret of that app client'],
  NEXTAUTH_URL: ['The console', 'The address of next-auth. Unset: `{REKEY_BASE_URL}/api/auth`'],
  NEXTAUTH_SECRET: ['The console', 'The secret of next-auth. Unset: a key derived from `REKEY_SECRET`'],
  REKEY_NAME_SERVERS: [
    'The console',
    'Name servers for [checking hosts](docs/console.md#custom-domains), as `address:port`, comma-separated. Unset: the system’s',
  ],
  REKEY_METRICS_TOKEN: [
    'Monitoring',
    'The bearer token of [`/api/metrics`](docs/operations.md#metrics). Unset: there are no metrics',
  ],
  REKEY_CRON_TOKEN: [
    'Monitoring',
    'The bearer token of `/api/cron/doctor`, which [examines tenants on a schedule](docs/doctor.md#on-a-schedule), and of `/api/cron/audit`, which [seals the audit log](docs/operations.md#audit) where no server does, and of `/api/cron/alerts`, which sends [alerts](docs/operations.md#alerts). Unset: nothing is at these addresses',
  ],
  REKEY_ALERT_WEBHOOK: [
    'Monitoring',
    'Where [alerts](docs/operations.md#alerts) are posted, an https address. Unset: nowhere',
  ],
  REKEY_ALERT_SECRET: ['Monitoring', 'What alerts are signed with. Set together with the address'],
  OTEL_EXPORTER_OTLP_ENDPOINT: [
    'Monitoring',
    'Where [metrics](docs/operations.md#metrics) and [traces](docs/operations.md#traces) are sent by OTLP. OpenTelemetry’s other variables for exporters and resources count too. Unset: nowhere',
  ],
  OTEL_EXPORTER_OTLP_METRICS_ENDPOINT: ['Monitoring', 'The same for metrics only, with the whole path'],
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: ['Monitoring', 'The same for traces only, with the whole path'],
  OTEL_TRACES_EXPORTER: ['Monitoring', '`none`: metrics are sent and traces aren’t'],
  OTEL_TRACES_SAMPLER: [
    'Monitoring',
    'How [traces are chosen](docs/operations.md#traces): all, none, or a share of them, in OpenTelemetry’s words',
  ],
  OTEL_TRACES_SAMPLER_ARG: ['Monitoring', 'The share of traces, where the sampler is one of `…traceidratio`'],
  REKEY_ACCESS_LOG: [
    'Monitoring',
    'A line in the [log](docs/operations.md#logs) for each request: `on`, `off`, or `failed` for those that were answered with 500 and above or not at all',
  ],
  OTEL_METRIC_EXPORT_INTERVAL: ['Monitoring', 'Milliseconds between two sendings. Unset: 60000'],
  VERCEL_TOKEN: [
    'Vercel',
    'With a token and a project, [hosts that a tenant has proven](docs/console.md#custom-domains) are added to that project',
  ],
  VERCEL_PROJECT_ID: ['Vercel', 'The project that serves the portal'],
  VERCEL_TEAM_ID: ['Vercel', 'The team that owns the project, if any'],
  VERCEL_API_URL: ['Vercel', 'The address of Vercel’s API'],
  CRON_SECRET: [
    'Vercel',
    'What Vercel sends as the bearer token of [its cron jobs](docs/doctor.md#on-a-schedule). There it does what `REKEY_CRON_TOKEN` does',
  ],
  VERCEL: ['Vercel', 'Set by Vercel: `1` where the portal runs there'],
  VERCEL_ENV: ['Vercel', 'Set by Vercel'],
  AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: [
    'For tests and the demo',
    'The AWS SDK’s own variable: where Cognito is, for emulators. No tenant setting can name an endpoint',
  ],
  ADMIN_SIGN_IN: [
    'For tests and the demo',
    '`password`: the console asks for the password itself. Refused unless Cognito’s endpoint is on this machine',
  ],
  REKEY_ANSWER_TIME_FACTOR: [
    'For tests and the demo',
    'Scales the one second after which every request for a mail is answered. Refused unless Cognito’s endpoint is on this machine',
  ],
  REKEY_PSEUDO_LOCALES: [
    'For tests and the demo',
    '`on`: tenants may offer the two pseudo-locales, English made longer and in either direction. Refused unless Cognito’s endpoint is on this machine',
  ],
  NODE_ENV: ['For tests and the demo', 'Set by `npm run dev`, `npm start` and the tests'],
} as const satisfies Record<keyof Environment, Description>
